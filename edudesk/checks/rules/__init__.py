"""Pure calculation: from an item to the term total (教学常规检查 5.1, R1–R12)."""
