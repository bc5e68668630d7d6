"""The rotating log of this user. Names and numbers of people never go in."""

import logging
import logging.handlers
import platform
import sys

from edudesk import __version__
from edudesk.base import paths


def start_log() -> None:
    """Log to the user's data folder, 5 files of 1 MB; first line tells version and system."""
    # a window and a command may rotate the same file on Windows: a lost line is no reason for a traceback
    logging.raiseExceptions = False
    target = paths.log_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            target, maxBytes=1_000_000, backupCount=5, encoding="utf-8"
        )
    except OSError:  # a read-only profile must not keep the program from starting
        handler = logging.NullHandler() if sys.stderr is None else logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("edudesk")
    for old in tuple(root.handlers):  # several commands in one process: the log follows EDUDESK_HOME
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # platform.platform() would read the whole Python program for the name of its C library
    system = f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
    root.info("EduDesk %s, Python %s, %s", __version__, platform.python_version(), system)
