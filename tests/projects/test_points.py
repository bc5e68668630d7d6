"""Sheets of points, as rules and as services: a studio's members, the measures of a year."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.projects.forms.scoring import StudioItem, studio_items
from edudesk.projects.rows.people import StudioScoreDraft
from edudesk.projects.rows.results import MeasureDraft, as_text
from edudesk.projects.rules.scoring import studio_missing, studio_points
from edudesk.projects.rules.studio import nothing_of, studio_counts, studio_texts, studio_words
from edudesk.projects.service.people import StudioService
from edudesk.projects.service.results import MeasureService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

YEAR = {
    "plan": 10, "absent": 1, "late": 2, "lessons": 9, "apprentices": 8, "open_lessons": 9, "lectures": 8, "posts": 2,
    "research": 4, "materials": 5, "papers": {"市级": 1, "区级": 2}, "growth": {"省级": 1},
}  # fmt: skip
"""32 + 17 + 6 + 17 + 3 points."""

ITEMS = studio_items()


def said(item: StudioItem) -> st.SearchStrategy[object]:
    if item.levels:
        return st.dictionaries(st.sampled_from(sorted(item.levels)), st.integers(1, 4))
    return st.integers(0, item.full) if item.how == "given" else st.integers(0, 20)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({}, optional={one.key: said(one) for one in ITEMS}))
def test_a_members_line_is_read_back_with_the_same_points(counts: dict[str, object]) -> None:
    read, problems = studio_counts(studio_texts(counts, ITEMS), ITEMS)
    assert problems == ()
    assert studio_points(read, ITEMS) == studio_points(counts, ITEMS)
    assert studio_missing(read, ITEMS) == studio_missing(counts, ITEMS)


def test_what_is_not_typed_is_missing_and_what_means_nothing_is_told() -> None:
    assert studio_missing(studio_counts({"plan": "9.5", "absent": "0"}, ITEMS)[0], ITEMS)[:2] == (
        "活动迟到（次）",
        "听课评课",
    )
    texts = {"plan": "11", "absent": "1.5", "papers": "校级", "growth_省级": "-1"}
    assert [one.text for one in studio_counts(texts, ITEMS)[1]] == [
        "计划与总结应在 0 到 10 之间。",
        "活动缺席“1.5”不是整数。",
        "论文“校级”不是级别，请从列表里选。",
        "荣誉省级不能小于 0。",
    ]
    filled = nothing_of({"absent": "2"}, ITEMS)
    assert (filled["late"], filled["papers"], filled["growth_省级"]) == ("0", "无", "0")
    assert not {"absent", "plan", "lessons"} & filled.keys()  # what is judged nobody fills in for the expert


def test_every_group_says_how_its_points_came() -> None:
    told = {group: (points, full, words) for group, points, full, words in studio_words(YEAR, ITEMS)}
    points, full, words = told["日常工作"]
    assert (points, full) == (Decimal(32), 40)
    assert words == "计划与总结 10 分，活动缺席 1 次 5 分，活动迟到 2 次，听课评课 9 分，带徒 8 分"
    open_ = {key: value for key, value in YEAR.items() if key != "late"}
    points, _, words = studio_words(open_, ITEMS)[0][1:]
    assert points is None  # not knowing how often he was late, nobody knows the points of the meetings
    assert "活动迟到未填" in words


def test_the_sheet_of_a_studio_is_kept_as_one_step(context: Context) -> None:
    studio = StudioService(context)

    def line(member: str, **counts: object) -> StudioScoreDraft:
        return StudioScoreDraft(
            project_id="p1",
            member_id=member,
            year="2026",
            counts=as_text(YEAR | counts),  # type: ignore[arg-type]
        )

    assert studio.fill("p1", "2026", [line("m1"), line("m2", plan=5)]) == 2
    assert studio.fill("p1", "2025", [StudioScoreDraft(project_id="p1", member_id="m1", year="2025")]) == 1
    first = {row.member_id: row for row in studio.of("p1") if row.year == "2026"}
    assert {one: row.tenths for one, row in first.items()} == {"m1": 750, "m2": 700}
    studio.fill("p1", "2026", [line("m2", plan=6), line("m3", plan=None)])
    rows = {row.member_id: row for row in studio.of("p1") if row.year == "2026"}
    assert {one: row.tenths for one, row in rows.items()} == {"m2": 710, "m3": None}
    assert rows["m2"].id == first["m2"].id
    assert studio.problems(rows["m2"]) == ()
    timeline = Timeline(context)
    assert timeline.entries()[0].title == "填写成员考核 2026 年 2 人"
    timeline.undo()
    assert {row.member_id: row.tenths for row in studio.of("p1") if row.year == "2026"} == {
        "m1": 750,
        "m2": 700,
    }
    timeline.redo()
    assert {row.member_id for row in studio.of("p1") if row.year == "2026"} == {"m2", "m3"}


def test_the_measures_of_a_year_are_kept_as_one_step(context: Context) -> None:
    service = MeasureService(context)

    def measure(title: str, points: float | None = None, full: float = 20.0) -> MeasureDraft:
        return MeasureDraft(project_id="p1", year="2026", group="产出", title=title, full=full, points=points)

    service.fill("p1", "2026", [("", measure("教室")), ("", measure("培训"))])
    rooms, courses = service.of("p1")
    service.fill("p1", "2026", [(rooms.id, measure("教室", 18.0)), ("", measure("验收", 20.0))])
    assert [(row.title, row.points) for row in service.of("p1")] == [("教室", 18.0), ("验收", 20.0)]
    with pytest.raises(UserError) as caught:
        service.fill("p1", "2026", [(rooms.id, measure("教室", 21.0))])
    assert [one.text for one in caught.value.problems] == ["得分应在 0 到 20 之间。"]
    Timeline(context).undo()
    assert [(row.id, row.points) for row in service.of("p1")] == [(rooms.id, None), (courses.id, None)]
