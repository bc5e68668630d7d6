"""Everything that can be handed out, in one registry."""
