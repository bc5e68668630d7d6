"""Start of the program: first shown window with the sample school, against a bare window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figure import Figure, seconds

_BARE = """
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
"""
# the program as it is, but the event loop turns once
_OURS = """
import sys
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda self=None: (QApplication.processEvents(), 0)[1]
sys.argv = ["edudesk", "--data", sys.argv[1]]
from edudesk.__main__ import main
main()
"""


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

        run(_BARE), run(_OURS)
        # in turn, and the best of nine: a busy machine slows the one or the other, never all nine
        rounds = [(seconds(lambda: run(_BARE), 1), seconds(lambda: run(_OURS), 1)) for _ in range(9)]
        bare, ours = (min(times) for times in zip(*rounds, strict=True))
    return [
        Figure(
            "start to first shown window with the sample school, against a bare window",
            ours / bare,
            1.5,
            note=f"{ours:.2f} s against {bare:.2f} s",
        )
    ]
