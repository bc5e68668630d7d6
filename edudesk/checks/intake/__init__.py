"""What comes into the checks from files: forms of other schools."""
