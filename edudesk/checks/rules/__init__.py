"""Pure calculation: from sheets to the term total, and who is checked by whom (教学常规检查 5)."""
