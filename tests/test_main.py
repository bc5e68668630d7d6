"""The door: which arguments open the window, which are commands; a command never pays for Qt."""

import os
import subprocess
import sys
from pathlib import Path

from edudesk.__main__ import opens_window
from tests.tables import each


@each(
    "arguments",
    [[], ["--sample"], ["--self-check"], ["--data", "一小.edudesk"], ["--data=一小.edudesk", "--sample"]],
)
def test_only_window_flags_open_the_window(arguments: list[str]) -> None:
    assert opens_window(arguments)


@each(
    "arguments",
    [
        ["demo", "--out", "out"],
        ["--data", "一小.edudesk", "backup"],
        ["--data", "--help", "verify"],
        ["--help"],
        ["--data"],
        ["花名册.xlsx"],
    ],
)
def test_every_other_word_is_a_command(arguments: list[str]) -> None:
    assert not opens_window(arguments)


def test_the_door_itself_imports_nothing_heavy() -> None:
    code = "import sys, edudesk.__main__; print(sorted({'PySide6', 'sqlalchemy', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_wrong_with_the_database_is_told_although_a_thread_loads_it(tmp_path: Path) -> None:
    file = tmp_path / "一小.edudesk"
    file.write_bytes(b"x")
    code = (
        "import sys; sys.modules['sqlcipher3'] = None; sys.argv = ['edudesk', '--data', sys.argv[1]]; "
        "from edudesk.kit import messages; messages.report = lambda parent, error: print(error); "
        "from edudesk.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "EDUDESK_HOME": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "sqlcipher3" in done.stdout


def test_self_check_passes_with_a_paper_of_each_feature_and_every_page() -> None:
    """The built program runs the same, with every paper there is (tests/test_build.py)."""
    done = subprocess.run(
        [sys.executable, "-m", "edudesk", "--self-check"],
        check=False, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["自检通过"]), done.stderr[-2000:]
    assert "PdfDocument" not in done.stderr  # nothing is left open
