"""The bureau's own workbook, filled in place: only the cells meant are changed, all else stays byte for byte.

In the program: survey (what the form looks like), mapping (which column takes what), proposing, filling.
In the guarded child: look, patch with markup, references, styles, body, shifting, parts, and checking.
"""
