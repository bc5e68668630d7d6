"""Routine management checks (教学常规检查): forms, arrangements, records, rectification, term results."""
