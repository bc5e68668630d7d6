"""What is printed of a term of checks; the columns of its tables stand on the screen too."""
