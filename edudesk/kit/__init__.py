"""The Qt toolkit: tables, pages, forms, tasks, messages, theme. Knows no school.

Importing a module of this room loads PySide6 and base only; whatever costs more is imported where it is used.
"""

import builtins

import PySide6.QtCore  # noqa: F401

# For its snake_case names Qt looks at every module imported from here on, and reads its whole source: a tenth of
# the start. Nobody here uses them. (shibokensupport/feature.py; a later Qt may do without.)
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
