"""Check forms are data: the value, how it is read and written, and what has to hold in it."""
