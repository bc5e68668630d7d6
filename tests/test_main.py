"""The door: which arguments open the window, which are commands; a command never pays for Qt."""

import subprocess
import sys

import pytest

from edudesk.__main__ import opens_window


@pytest.mark.parametrize(
    "arguments",
    [[], ["--sample"], ["--self-check"], ["--data", "一小.edudesk"], ["--data=一小.edudesk", "--sample"]],
)
def test_only_window_flags_open_the_window(arguments: list[str]) -> None:
    assert opens_window(arguments)


@pytest.mark.parametrize(
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
