"""What is judged and said of the records of governance."""
