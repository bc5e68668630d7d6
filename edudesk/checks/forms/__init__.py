"""The form engine: forms as values and as plain data, what has to hold in them, and how they are scored."""
