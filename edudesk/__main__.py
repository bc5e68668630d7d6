"""The door of the program: opens the window, runs a command, or is the child process that reads a workbook.

Nothing is imported before the choice, so that a command never loads Qt and the child loads hardly anything.
"""

import gc
import sys
from contextlib import suppress

_WINDOW_FLAGS = ("--sample", "--self-check")


def main() -> int:
    """Run what the arguments ask for and give the exit code: 0 done, 1 a problem told in words, 2 wrong use."""
    argv = sys.argv
    if argv[1:2] == ["--sheet-worker"]:
        from edudesk.sheets.worker import main as read_workbook

        return read_workbook()
    if opens_window(argv[1:]):
        gc.disable()  # until the window stands (app.main): nothing that is loaded at the start is garbage
        from threading import Thread

        loading = Thread(target=_load_desk, name="desk")
        loading.start()
        import edudesk.kit.plain_imports  # noqa: F401  before the rest of Qt and of us: see there
        from edudesk.app import main as open_window

        return open_window(argv, loading.join)
    from edudesk.cli import main as run_command

    return run_command(argv)


def _load_desk() -> None:
    """The database and what stands on it, while the main thread loads Qt and shows its first picture.

    What is wrong with it is told to whoever imports it again, after the thread.
    """
    with suppress(Exception):
        import edudesk.desk  # noqa: F401


def opens_window(arguments: list[str]) -> bool:
    """Whether nothing but --sample, --self-check and --data FILE is asked; every other word is a command's."""
    rest = iter(arguments)
    for word in rest:
        if word == "--data":
            if next(rest, None) is None:
                return False  # the command line knows how to complain
        elif not (word in _WINDOW_FLAGS or word.startswith("--data=")):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
