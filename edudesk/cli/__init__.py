"""The command line: the same work as the window, without Qt. `edudesk --help` lists the commands."""

from edudesk.cli.entry import main

__all__ = ["main"]
