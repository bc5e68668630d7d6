"""What a project and its records are."""
