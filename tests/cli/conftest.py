"""Running the command line: inside this process, and as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from edudesk.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command left: exit code, both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]

# spawn(json.dumps(commands), program=LOADED): each in the same process, and what of Qt is loaded after it
LOADED = """
import json, sys
from edudesk.cli import main
for words in json.loads(sys.argv[1]):
    code = main(["edudesk", *words])
    found = sorted({name.split(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "qtawesome"})
    print(f"LOADED {code} by {words[0]}:", *found)
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """run("import", "roster", file): the command in this process."""

    def go(*words: object) -> Outcome:
        capsys.readouterr()
        code = main(["edudesk", *map(str, words)])
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    return go


@pytest.fixture
def spawn() -> Run:
    """spawn("verify"): the command as a user starts it; environment: EDUDESK_PASSWORD=…"""

    def go(*words: object, program: str = "", **environment: str) -> Outcome:
        start = [sys.executable, "-c", program] if program else [sys.executable, "-m", "edudesk"]
        done = subprocess.run(
            [*start, *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C", **environment},
            stdin=subprocess.DEVNULL,
            timeout=110,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return go
