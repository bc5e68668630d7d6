"""An open school without anything in it, for the records of plans."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.desk import Desk, open_desk


@pytest.fixture
def desk(school_file: Path, password: str | None) -> Iterator[Desk]:
    with open_desk(school_file, password) as opened:
        yield opened
