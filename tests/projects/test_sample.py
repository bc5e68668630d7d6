"""The projects of the sample school: every kind, every phase, nothing the program itself would refuse."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.base import paths
from edudesk.desk import Desk, open_desk
from edudesk.projects.forms.papers import passages
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.forms.value import PHASES
from edudesk.projects.rules.stages import dated_line
from edudesk.projects.sample import sample_texts


@pytest.fixture(scope="module")
def desk(sample_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample school, only looked at."""
    file = Path(shutil.copy(sample_made, tmp_path_factory.mktemp("projects") / sample_made.name))
    shutil.copytree(paths.kept_folder(sample_made), paths.kept_folder(file))
    with open_desk(file) as opened:
        yield opened


@pytest.mark.usefixtures("stopped_clock")
def test_every_kind_and_phase_has_a_project(desk: Desk) -> None:
    lines = desk.project_board.lines()
    assert {line.project.kind for line in lines} == set(shipped_kinds())
    assert {line.phase for line in lines} == set(PHASES) - {"暂停"}
    assert all(line.leaders for line in lines)
    assert desk.project_board.participation() == (77, 108)  # 71.3 %


@pytest.mark.usefixtures("stopped_clock")
def test_the_list_looks_like_the_design(desk: Desk) -> None:
    shown = {
        line.title: (line.label, line.stage_label, line.next_due, line.spent, line.rate, line.alert)
        for line in desk.project_board.lines()
    }
    assert shown["小学数学结构化学习的实践研究"] == (
        "市规划课题", "实施", "2026-11-25", 32000.0, 0.64, "中期材料缺 2 件",
    )  # fmt: skip
    assert shown["“小小讲解员”品格提升工程"][3:] == (186000.0, 0.62, "正常")
    assert shown["跨学科项目化学习课程群"][-1] == "公示至 11-24"


@pytest.mark.usefixtures("stopped_clock")
def test_the_dated_line_of_a_project(desk: Desk) -> None:
    row = next(one for one in desk.projects.rows() if one.kind == "KT")
    dots = dated_line(desk.project_kinds.kinds().of(row), row, desk.projects.steps(row.id), "2026-11-20")
    assert [(dot.label, dot.on, dot.due, dot.state) for dot in dots] == [
        ("申报", "2025-10-11", "", "done"),
        ("推荐", "2025-11-06", "", "done"),
        ("立项", "2025-11-25", "", "done"),
        ("开题", "2026-02-26", "", "done"),
        ("中期", "", "2026-11-25", "next"),
        ("结题", "", "2027-11-25", "later"),
    ]


def test_members_money_results_and_proofs_are_there(desk: Desk) -> None:
    row = next(one for one in desk.projects.rows() if one.kind == "KT")
    assert [(one.name, one.role) for one in desk.project_members.of(row.id)][:2] == [
        ("王建国", "主持人"), ("周敏华", "核心成员"),
    ]  # fmt: skip
    assert [one.level for one in desk.project_levels.of(row.id)] == ["校级", "区级", "市级"]
    assert [one.number for one in desk.evidence.of(row.id)][:5] == [
        "01-01",
        "02-01",
        "03-01",
        "03-02",
        "04-01",
    ]
    found = desk.evidence.faults(row.id).faults
    assert [one.text for one in found] == ["“11-01 课例研讨照片”还没有文件或链接。"]
    assert [one.tenths for one in desk.studio_scores.of()] == [810, 610, 460]
    assert {one.grade for one in desk.yearly_reviews.of()} == {"优秀", "良好"}


def test_texts_of_papers_have_the_keys_the_papers_ask_for() -> None:
    texts = sample_texts()["小学数学结构化学习的实践研究"]
    assert set(texts) <= set(passages("课题"))
    assert {"status", "aims", "results"} <= set(texts)
