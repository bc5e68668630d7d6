"""edudesk indicators: the figures of a school from the command line, as a table, as JSON, as a snapshot."""

import json
from pathlib import Path

from edudesk.desk import open_desk
from tests.cli.conftest import Run


def test_every_figure_with_its_sum(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--on", "2026-09-01")
    assert (told.code, told.err) == (0, "")
    assert "每百名学生拥有高于规定学历教师数" in told.out
    assert "优质均衡 7 项中达标" in told.out


def test_json_has_what_a_program_needs(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--only", "q2", "--only", "P11", "--json", "--people")
    assert told.code == 0
    answer = json.loads(told.out)
    assert [one["id"] for one in answer["indicators"]] == ["Q2", "P11"]
    (q2, _) = answer["indicators"]
    assert q2["numerator"] == len(q2["counted"])
    assert round(q2["numerator"] / q2["denominator"] * 100, 6) == round(q2["value"], 6)
    assert (q2["threshold"], q2["stage"]) == (1, "小学")


def test_a_snapshot_stays_when_the_roster_changes(run: Run, five: Path) -> None:
    assert (
        run("indicators", "--data", five, "--snapshot", "九月监测", "--only", "P3").out.count("已存为快照")
        == 1
    )
    with open_desk(five) as desk:
        (kept,) = desk.snapshots.rows()
        before = desk.snapshots.get(kept.id).content
        row = next(row for row in desk.teachers.rows() if row.status == "在岗")
        desk.teachers.change(row.id, {"status": "退休"})
        assert desk.snapshots.get(kept.id).content == before
        assert kept.title == "九月监测"


def test_a_preview_of_nothing_is_kept_without_a_snapshot(run: Run, five: Path) -> None:
    run("indicators", "--data", five)
    with open_desk(five) as desk:
        assert desk.snapshots.rows() == []


def test_an_unknown_number_and_day_are_told(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--only", "Q9")
    assert told.code == 1
    assert "没有编号为“Q9”的指标" in told.err
    assert "看不懂日期" in run("indicators", "--data", five, "--on", "下周").err
