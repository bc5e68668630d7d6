"""Imported first by whoever opens a window: modules are loaded as Python loads them.

For its snake_case names Qt looks at every module imported after it, and reads its whole source: a tenth of the
start. Nobody here uses them. (shibokensupport/feature.py; a later Qt may do without.) Not in the room's __init__:
the command line uses a module or two of this room, and must not load Qt.
"""

import builtins

import PySide6.QtCore  # noqa: F401

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
