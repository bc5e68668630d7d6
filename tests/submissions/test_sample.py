"""The sample school has forms to fill in and a paper it wrote, and both say what the school's own figures say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edudesk.base import paths
from edudesk.base.whole import whole_numbers
from edudesk.desk import Desk, open_desk
from edudesk.roster.rules import is_present
from edudesk.submissions import making
from edudesk.submissions.checking import check
from edudesk.submissions.rows.findings import Level


@pytest.fixture
def desk(
    sample: Path, stopped_clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")
    stopped_clock("2026-09-10 09:00")
    with open_desk(sample) as desk:
        yield desk


def test_the_bureaus_forms_are_filled_with_the_people_of_the_school(desk: Desk, tmp_path: Path) -> None:
    made = {pack.title: making.make(desk, pack) for pack in making.packs(desk) if pack.key == "BB"}
    roster, honours, bare = (
        made[title].files[0]
        for title in ("中小学教师基本情况统计表", "骨干教师年度考核汇总表", "体育与心理健康教师配备情况表")
    )
    assert roster.count == sum(map(is_present, desk.teachers.rows()))
    assert honours.count > 20
    assert bare.problem is not None
    written = honours.write(tmp_path / honours.name, lambda done, total, text: None)
    assert written.path.stat().st_size > 5_000


def test_the_report_says_what_the_figures_say_and_names_nobody(desk: Desk) -> None:
    (pack,) = [pack for pack in making.packs(desk) if pack.key == "P12"]
    made = making.make(desk, pack)
    (paper,) = desk.papers.rows()
    stats = next(row for row in desk.stats.rows() if row.school_year == "2026-2027")
    count = sum(map(is_present, desk.teachers.rows()))
    assert f"{stats.classes}个教学班，在校学生{stats.students}人，教职工{count}人" in paper.text
    assert paper.signer == desk.school.identity().principal
    assert not made.whole
    assert not whole_numbers([one.paper for one in made.files if one.paper is not None])
    assert [one for one in check(desk, made) if one.level is Level.MISSING] == []


def test_what_lies_beside_the_sample_goes_along_when_it_gets_its_name(desk: Desk, sample_made: Path) -> None:
    kept = paths.kept_folder(sample_made)
    assert {one.name for one in sample_made.parent.iterdir()} == {sample_made.name, kept.name}
    templates = [desk.asked.template(row.id) for row in desk.asked.rows() if row.template]
    assert len(templates) == 2
    assert all(templates)
