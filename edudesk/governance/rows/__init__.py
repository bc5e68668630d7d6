"""What the records of governance are."""
