"""A school that has everything to hand in but the passages of its reports, and few people: a pack is soon made."""

import shutil
from pathlib import Path

import pytest

from edudesk.desk import open_desk


@pytest.fixture(scope="session")
def complete_made(five_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school of the five without a gap, made once."""
    file = Path(shutil.copy(five_made, tmp_path_factory.mktemp("complete") / five_made.name))
    with open_desk(file) as desk:
        desk.school.save(
            {
                "short_name": "龙城实小",
                "principal": "单国平",
                "contact": "周敏华",
                "contact_phone": "0519-86990100",
            }
        )
        (gap,) = [row for row in desk.teachers.rows() if not row.top_edu and row.status == "在岗"]
        desk.teachers.change(gap.id, {"top_edu": "本科"})
    return file


@pytest.fixture
def complete(complete_made: Path, tmp_path: Path) -> Path:
    """A copy of the complete school of five."""
    return Path(shutil.copy(complete_made, tmp_path / complete_made.name))
