"""Sheets of the indicators: what they print, what is not known, the same years later out of a snapshot, two of them compared."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.indicators.reports.catalogue import sheet, sheets
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.rules.freezing import frozen, opened
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.settings import Settings
from edudesk.papers.form_writer import write_forms
from edudesk.roster.reports.facts import Facts
from edudesk.submissions.indicator_sheets import indicator_offers, indicator_paper
from tests.indicators.schools import classes, honours, people, school, stats

ON = date(2026, 9, 1)


@pytest.fixture
def desk(five):
    with open_desk(five) as desk:
        yield desk


def told(facts: Facts, own: Settings | None = None) -> SheetFacts:
    held = own or Settings()
    return SheetFacts(opened(frozen(facts, results(facts, held), held)), facts.school, ON)


def lines(facts: SheetFacts, key: str, audience: Audience = Audience.BUREAU) -> list[dict[str, object]]:
    """The rows of a sheet by the keys of its columns."""
    paper = sheet(key).build(facts, audience)
    assert isinstance(paper, Report)
    return [dict(zip([one.key for one in paper.columns], row, strict=True)) for row in paper.rows]


def seven(**less) -> Facts:
    """A school that meets all seven, but for what is said."""
    rows = people(50, top_edu="本科", subject="体育与健康")
    figures = {
        "students": 1000, "teaching_area": 4500.0, "sports_area": 7500.0, "equipment_value": 2e6, "multimedia_rooms": 23,
    }  # fmt: skip
    return school(rows, stats(**{**figures, **less}), ledger={"honour": honours(rows, "市教学能手")})


def test_the_collection_sheet_has_numerators_values_and_achievement():
    (row,) = lines(told(seven(multimedia_rooms=20)), "collection")
    assert (row["pupils"], row["Q1n"], row["Q1v"], row["Q1a"]) == (1000, 50, 5, 119.0)
    assert (row["Q7n"], row["Q7v"], row["Q7a"]) == (20, 2, 87.0)
    assert (row["met"], row["rest"], row["verdict"]) == (6, 87.0, "达标")
    (row,) = lines(told(seven(multimedia_rooms=None)), "collection")
    assert (row["Q7n"], row["Q7v"], row["Q7a"], row["rest"], row["verdict"]) == (
        "未统计",
        "未统计",
        "未统计",
        "未统计",
        "缺数据",
    )


def test_the_two_parts_of_a_nine_year_school_are_two_rows():
    rows = [*people(40, top_edu="专科"), *people(20, 40, stage="初中", top_edu="专科")]
    facts = school(rows, stats(students=800), stats("初中", students=400), kind="九年一贯制")
    found = lines(told(facts), "collection")
    assert [(row["stage"], row["pupils"], row["Q1n"], row["Q1a"]) for row in found] == [
        ("小学", 800, 40, 119.0), ("初中", 400, 0, 0),
    ]  # fmt: skip
    page = sheet("profile").build(told(facts), Audience.BUREAU)
    assert isinstance(page, FormBook)
    texts = [cell.text for row in page.forms[0].rows for cell in row.cells]
    assert {"每百名学生高于规定学历教师（小学）", "每百名学生高于规定学历教师（初中）"} <= set(texts)
    assert texts[texts.index("在校生") + 1] == "1,200 人"


def test_the_page_of_a_nine_year_school_with_all_its_figures_is_one_page():
    rows = [
        one
        for place, stage in enumerate(("小学", "初中"))
        for age in range(8)
        for one in people(
            4, place * 40 + age * 4, stage=stage, birth=f"{1967 + age * 4}-05-01", gender="女", top_edu="本科",
            title=("正高级教师", "高级教师", "一级教师", "二级教师")[age % 4], weekly_periods="14",
        )
    ]  # fmt: skip
    full = {
        "students": 400, "classes": 9, "teaching_area": 2400, "sports_area": 4100, "equipment_value": 1_000_000,
        "multimedia_rooms": 10, "staff_quota": 40, "boarders": 0, "campus_area": 9000, "building_area": 5000, "books": 9000,
    }  # fmt: skip
    rooms = [*classes(30, 40, 50, 60, 70), *classes(30, 40, 50, 60, 70, stage="初中", grade="七年级")]
    ledger = {"honour": honours(rows[::2], "市教学能手")}
    facts = school(rows, stats(**full), stats("初中", **full), rows=rooms, kind="九年一贯制", ledger=ledger)
    page = sheet("profile").build(told(facts), Audience.BUREAU)
    assert isinstance(page, FormBook)
    assert write_forms(page, BytesIO()).pages == 1


def test_each_spread_of_the_page_makes_one_whole():
    """Ages are counted in the bands of a plan and in those of the statistics: the page tells one of them."""
    rows = [*people(3, birth="2000-01-01"), *people(1, 3, birth="1970-01-01")]
    page = sheet("profile").build(told(school(rows, stats(students=60))), Audience.BUREAU)
    assert isinstance(page, FormBook)
    texts = [cell.text for row in page.forms[0].rows for cell in row.cells]
    assert texts[texts.index("年龄") + 1] == "35岁及以下 3 人（75.0%）；56岁及以上 1 人（25.0%）"


def test_how_it_was_counted_stands_under_the_table_with_the_settings_of_then():
    paper = sheet("monitoring").build(told(seven(), Settings({"above_primary": "本科"})), Audience.BUREAU)
    assert isinstance(paper, Report)
    (note,) = [one for one in paper.notes if one.startswith("Q1")]
    assert "小学按“本科”及以上" in note
    assert "依据：教督〔2017〕6号" in note


def test_a_class_without_a_size_is_counted_apart_and_never_as_small():
    facts = school(people(3), rows=[*classes(45, 46, None), *classes(57, grade="二年级")])
    found = lines(told(facts), "class_sizes")
    assert [row["grade"] for row in found] == ["合计", "一年级", "二年级"]
    whole, first, second = found
    assert (whole["classes"], whole["pupils"], whole["unknown"], whole["largest"]) == (4, "未统计", 1, 57)
    assert (first["36—45人"], first["46—55人"], first["unknown"], first["share"]) == (1, 1, 1, 50)
    assert (second["56—65人"], second["mean"], second["share"]) == (1, 57, 0)
    paper = sheet("class_sizes").build(told(facts), Audience.BUREAU)
    assert isinstance(paper, Report)
    assert "超过标准班额的班级：一（2）班 46 人、二（1）班 57 人。" in paper.notes


def test_a_sheet_of_a_snapshot_is_the_one_that_was_handed_in(desk: Desk):
    kept = desk.snapshots.add(desk.indicators.snapshot(ON, "九月监测"))
    keys = [
        key
        for key, offer in indicator_offers()
        if key not in ("variation", "schools", "comparison", "retiring", "team")
    ]
    before = {key: indicator_paper(desk, key, Audience.BUREAU, ON) for key in keys}
    for row in desk.teachers.rows():
        desk.teachers.change(row.id, {"status": "退休"})
    desk.school.save({"name": "改名后的小学"})
    (stats,) = [row for row in desk.stats.rows() if row.school_year == "2026-2027"]
    desk.stats.change(stats.id, {"students": 9, "multimedia_rooms": 1})
    desk.indicator_settings.save({"above_primary": "本科"})
    for key, then in before.items():
        now = indicator_paper(desk, key, Audience.BUREAU, ON, snapshot=kept.id)
        if isinstance(now, Report) and isinstance(then, Report):
            assert now.rows == then.rows, key
            assert now.title == then.title
            assert [note for note in now.notes if "快照“九月监测”" not in note] == list(then.notes)
        elif isinstance(now, FormBook) and isinstance(then, FormBook):
            assert now.forms[0].rows == then.forms[0].rows
        assert indicator_paper(desk, key, Audience.BUREAU, ON).rows != then.rows, key
    with pytest.raises(UserError, match="快照里没有这张表"):
        indicator_paper(desk, "retiring", Audience.BUREAU, ON, snapshot=kept.id)
    with pytest.raises(UserError, match="不在快照里"):
        indicator_paper(desk, "variation", Audience.BUREAU, ON, snapshot=kept.id)


def test_a_snapshot_of_an_earlier_program_still_makes_its_sheets(desk: Desk):
    draft = desk.indicators.snapshot(ON, "老快照")
    content = json.loads(draft.content)
    for key in ("school", "tables"):
        del content[key]
    for one in content["inputs"].values():
        del one["grades"]
    kept = desk.snapshots.add(replace(draft, content=json.dumps(content)))
    paper = indicator_paper(desk, "collection", Audience.BUREAU, ON, snapshot=kept.id)
    assert paper.rows == indicator_paper(desk, "collection", Audience.BUREAU, ON).rows
    with pytest.raises(UserError, match="快照里没有《体育、音乐美术、心理健康教师配备情况表》"):
        indicator_paper(desk, "staffing", Audience.BUREAU, ON, snapshot=kept.id)


def test_two_snapshots_side_by_side(desk: Desk):
    old = desk.snapshots.add(desk.indicators.snapshot(date(2025, 9, 1), "去年"))
    (stats,) = [row for row in desk.stats.rows() if row.school_year == "2026-2027"]
    desk.stats.change(stats.id, {"multimedia_rooms": 60})
    new = desk.snapshots.add(desk.indicators.snapshot(ON, "今年"))
    desk.stats.change(stats.id, {"multimedia_rooms": 1})
    paper = indicator_paper(desk, "comparison", Audience.BUREAU, ON, snapshot=new.id, before=old.id)
    assert isinstance(paper, Report)
    heads = [one.title for one in paper.columns]
    assert heads[4:6] == ["2025-09-01", "2026-09-01"]
    (q7,) = [row for row in paper.rows if row[1] == "Q7"]
    assert q7[4:7] == ("2.67", "3.99", "+1.32")
    assert "前：快照“去年”" in paper.notes[1]
    # without a choice the last one before the day, and the figures of the day
    again = indicator_paper(desk, "comparison", Audience.BUREAU, ON)
    (q7,) = [row for row in again.rows if row[1] == "Q7"]
    assert q7[4:6] == ("2.67", "0.07")


def test_every_sheet_says_its_unit_day_and_school():
    facts = told(seven())
    for one in sheets():
        paper = one.build(facts, Audience.BUREAU)
        if isinstance(paper, Report):
            assert paper.middle_line.startswith("单位："), one.key
            assert "统计时点：2026年9月1日" in paper.middle_line, one.key
            assert paper.file_name.startswith("示例学校_"), one.key
