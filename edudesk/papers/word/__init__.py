"""An official document (base/document.py) as .docx, to be edited on: real styles, heading levels, fields."""
