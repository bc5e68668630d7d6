"""The roster's pages: the list with its drawer, the import, a record's history."""
