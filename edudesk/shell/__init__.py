"""The program around the features: the open school, main window, start page, search, backups."""
