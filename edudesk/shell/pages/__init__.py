"""Pages that belong to no feature: start page, journal and recycle bin, backups."""
