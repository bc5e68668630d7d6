"""The Qt toolkit: tables, pages, forms, tasks, messages, theme. Knows no school.

Importing a module of this room loads PySide6 and base only; whatever costs more is imported where it is used.
"""
