"""Invented forms of an invented education bureau, with everything real ones have; made by make_templates.py."""
