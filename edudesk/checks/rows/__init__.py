"""What checks keep: arrangements, units, sheets, problems, patrols, listening notes, term schemes and results."""
