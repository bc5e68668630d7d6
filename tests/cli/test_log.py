"""What a failed command leaves in the log: where it happened, and nothing about people."""

import pytest

from edudesk.base import paths
from edudesk.cli import backups
from edudesk.cli.entry import main


def test_the_log_tells_the_place_of_a_mistake_and_no_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person = "李静 990199198507120820"

    def stumble(chosen: object) -> int:
        raise ValueError(person)

    monkeypatch.setattr(backups, "verify", stumble)
    assert main(["edudesk", "verify"]) == 1
    written = paths.log_file().read_text(encoding="utf-8")
    assert "ValueError in a command" in written
    assert "in stumble" in written
    assert "李静" not in written
    assert "程序出错" in capsys.readouterr().err
