"""Start of the program: first shown window with the sample school, against a bare window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figure import Figure, seconds

# both end on the spot once the window is painted: taking it down again is no part of the start
_BARE = """
import os
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
os._exit(0)
"""
# the program as it is: it ends after its first picture, or after the start page stands in the window
_FIRST = """
import os, sys
from PySide6.QtWidgets import QApplication
paint = QApplication.processEvents
QApplication.processEvents = lambda *args: (paint(), os._exit(0))
sys.argv = ["edudesk", "--data", sys.argv[1]]
from edudesk.__main__ import main
main()
"""
_FILLED = """
import os, sys
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda self=None: (QApplication.processEvents(), os._exit(0))
sys.argv = ["edudesk", "--data", sys.argv[1]]
from edudesk.__main__ import main
main()
"""
_CODES = (_BARE, _FIRST, _FILLED)


def figures() -> list[Figure]:
    from edudesk.desk import found_sample

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "龙城实验小学.edudesk"
        found_sample(file).close()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "EDUDESK_HOME": folder}
        # an installed program has its bytecode, as the libraries of the bare window have theirs
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(code: str) -> None:
            subprocess.run(
                [sys.executable, "-c", code, str(file)], check=True, env=environment, capture_output=True
            )

        for code in _CODES:
            run(code)
        # in turn, and the best of nine: a busy machine slows the one or the other, never all nine
        rounds = [[seconds(lambda code=code: run(code), 1) for code in _CODES] for _ in range(9)]  # type: ignore[misc]
        bare, first, filled = (min(times) for times in zip(*rounds, strict=True))
    return [
        Figure(
            "start to first shown window with the sample school, against a bare window",
            first / bare,
            1.5,
            note=f"{first:.2f} s against {bare:.2f} s",
        ),
        Figure(
            "start until the start page of the sample school stands in it",
            filled / bare,
            1.5,
            note=f"{filled:.2f} s",
        ),
    ]
