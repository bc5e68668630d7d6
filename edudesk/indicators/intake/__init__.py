"""Schools of a region out of a workbook or the clipboard: read, compared and told before anything is written."""
