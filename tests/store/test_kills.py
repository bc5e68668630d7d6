"""What was shown as saved is there after the program was killed (P1)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROUNDS = int(os.environ.get("EDUDESK_KILLS", "150"))
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a child per round needs fork"),
    pytest.mark.timeout(60 + ROUNDS),
]


def kills(folder: Path, rounds: int, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.store.kill_driver", str(folder), str(rounds), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome: dict[str, Any] = json.loads(done.stdout)
    print(outcome)
    return outcome


@pytest.mark.slow
def test_no_acknowledged_save_is_lost_and_the_journal_stays_whole(tmp_path: Path) -> None:
    outcome = kills(tmp_path, ROUNDS)
    assert outcome["rounds"] == ROUNDS
    assert outcome["acknowledged"] > ROUNDS // 4  # else the rounds proved nothing
    assert (outcome["lost"], outcome["broken"]) == (0, [])


def test_acknowledging_before_the_commit_would_be_seen(tmp_path: Path) -> None:
    assert kills(tmp_path, 25, "early")["lost"] > 0
