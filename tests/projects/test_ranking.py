"""The in-school pool: 论证 of several experts, places, quotas by level, the list of a round and its 公示."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.projects.rows.pool import RECOMMENDED, RESERVE, RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.projects.rules.ranking import explain_place, places, round_problems, shared_out
from edudesk.projects.service.pool import RecommendationService, ReviewService
from edudesk.projects.service.projects import ProjectService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

TITLES = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}


def shares(points: Mapping[str, int | None], **quotas: int) -> dict[str, tuple[str, str]]:
    known = {one: None if value is None else Decimal(value) for one, value in points.items()}
    found = shared_out(places(known), quotas, TITLES)
    return {one: (share.decision, share.level) for one, share in found.items()}


def test_quotas_go_to_the_best_places_the_highest_level_first() -> None:
    assert shares({"a": 80, "b": 95, "c": 90, "d": None}, 市级=1, 区级=1) == {
        "b": (RECOMMENDED, "市级"), "c": (RECOMMENDED, "区级"), "a": (RESERVE, ""), "d": ("", ""),
    }  # fmt: skip
    assert shares({"a": 80, "b": 80}, 区级=2) == {"a": (RECOMMENDED, "区级"), "b": (RECOMMENDED, "区级")}


def test_equals_that_a_level_has_no_room_for_are_left_to_the_school() -> None:
    found = shared_out(places({"a": Decimal(90), "b": Decimal(90), "c": Decimal(70)}), {"市级": 1}, TITLES)
    assert found["a"].decision == found["b"].decision == ""
    assert found["a"].why == "与“乙”并列第 1 名，名额只剩市级 1 个，由学校决定。"
    assert (found["c"].decision, found["c"].why) == (RESERVE, "第 3 名，1 个名额已满。")
    # two equals at the border of two levels both get a place, but which of them the higher is not for a program to say
    assert shares({"a": 90, "b": 90, "c": 70}, 市级=1, 区级=2) == {
        "a": ("", ""), "b": ("", ""), "c": (RECOMMENDED, "区级"),
    }  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.one_of(st.none(), st.integers(0, 4))),
    st.dictionaries(st.sampled_from(["省级", "市级", "区级"]), st.integers(0, 3)),
)
def test_no_level_gives_more_than_it_has_and_nobody_is_passed_over(
    points: dict[str, int | None], quotas: dict[str, int]
) -> None:
    order = places({one: None if value is None else Decimal(value) for one, value in points.items()})
    found = shared_out(order, quotas, {one: one for one in points})
    assert found.keys() == points.keys()
    for level, most in quotas.items():
        assert sum(share.level == level for share in found.values()) <= most
    for one, share in found.items():
        better = [
            other for other, value in points.items() if value is not None and value > (points[one] or 0)
        ]
        if share.decision == RECOMMENDED:
            assert not any(found[other].decision == RESERVE for other in better)


def line(
    project_id: str, place: int | None, decision: str = RECOMMENDED, **more: object
) -> RecommendationDraft:
    return replace(
        RecommendationDraft(project_id=project_id, batch="", place=place, decision=decision),
        **more,  # type: ignore[arg-type]
    )


def test_who_is_preferred_to_a_better_place_needs_a_reason() -> None:
    lines = [line("a", 1, RESERVE), line("b", 2, level="市级"), line("c", None, level="市级")]
    found = round_problems(lines, {"市级": 1}, TITLES)
    assert [one.text for one in found["b"]] == ["“乙”排在前面的“甲”没有推荐，请在“理由”里写明。"]
    assert [one.text for one in found["c"]] == [
        "市级只有 1 个名额，“丙”是多出的一项。",
        "“丙”没有论证评分，请在“理由”里写明。",
    ]
    assert not round_problems([line("a", 1, RESERVE), line("b", 2, reason="甲主持人调出")], {}, TITLES)
    assert [one.key for one in round_problems([line("a", 1)], {"市级": 1}, TITLES)["a"]] == ["level"]


def pool(context: Context, *titles: str) -> dict[str, str]:
    """Ids of new projects in 校内论证, by title."""
    projects = ProjectService(context)
    return {
        title: projects.begin(Whole(ProjectDraft(title=title, kind="KT", stage="校内论证"))).id
        for title in titles
    }


def review(
    project_id: str, expert: str, points: float | None, on: str = "2026-10-10", **more: object
) -> ReviewDraft:
    return replace(
        ReviewDraft(
            project_id=project_id, expert=expert, on=on, needed=points, scientific=points, feasible=points
        ),
        **more,  # type: ignore[arg-type]
    )


def test_a_year_ranks_all_its_candidates_and_says_why(context: Context) -> None:
    ids = pool(context, "甲", "乙", "丙", "丁")
    reviews, rounds = ReviewService(context), RecommendationService(context)
    lines = [
        review(ids["甲"], "周教授", 80.0), review(ids["甲"], "徐主任", 84.0, feasible=None),
        review(ids["乙"], "周教授", 92.0), review(ids["丙"], "周教授", 82.0), review(ids["丙"], "徐主任", None),
        review(ids["丁"], "周教授", 99.0, on="2025-10-10"), review(ids["丁"], "鉴定专家", 99.0, occasion="鉴定"),
    ]  # fmt: skip
    assert reviews.fill([], [("", one) for one in lines]) == 7
    every = rounds.candidates("2026")
    found = [(one.title, one.place, one.points) for one in every]
    assert found == [
        ("乙", 1, Decimal("92.0")),
        ("丙", 2, Decimal("82.0")),
        ("甲", 2, Decimal("82.0")),
        ("丁", None, None),
    ]
    told = explain_place(every[2], every)
    assert [(one.name, one.figure) for one in told.pieces] == [("周教授", "80.0 分"), ("徐主任", "84.0 分")]
    assert told.notes == (
        "2 位专家的均分 82.0，3 个有评分的项目里排第 2。",
        "与“丙”同分，并列第 2。",
        "比前一名“乙”少 10.0 分。",
        "徐主任没有给可操作性评分，按其余各项的权重折算。",
    )
    assert "其他项目最多有 2 位专家评分，这一项少 1 位。" in explain_place(every[1], every).notes
    assert "徐主任没有给针对性、科学性、可操作性评分，不计入均分。" in explain_place(every[1], every).notes
    assert explain_place(every[3], every).title == "为什么没有名次"
    assert [(one.title, one.place) for one in rounds.candidates("2025")] == [("丁", 1)]
    assert rounds.years() == ["2025", "2026"]


def test_a_sheet_of_reviews_is_one_step(context: Context) -> None:
    ids, reviews = pool(context, "甲", "乙"), ReviewService(context)
    reviews.fill([], [("", review(ids["甲"], "周教授", 80.0)), ("", review(ids["乙"], "周教授", 90.0))])
    first, second = reviews.of(ids["甲"])[0], reviews.of(ids["乙"])[0]
    reviews.fill([first.id, second.id], [(first.id, review(ids["甲"], "周教授", 88.0))])
    assert [row.needed for row in reviews.of()] == [88.0]
    timeline = Timeline(context)
    timeline.undo()
    assert [row.needed for row in reviews.of()] == [80.0, 90.0]


def test_a_round_is_kept_published_and_taken_back(context: Context) -> None:
    ids, rounds = pool(context, "甲", "乙", "丙"), RecommendationService(context)
    batch = "市级课题推荐"
    lines = [
        line(ids["乙"], 1, tenths=900, level="市级", quota=1),
        line(ids["甲"], 2, RESERVE),
        line(ids["丙"], 3, RESERVE),
    ]
    last_year = [line(ids["丙"], 1)]
    assert rounds.recommend(batch, last_year, on="2025-11-10", unit="龙城实验小学") == 1
    assert rounds.recommend(batch, lines, on="2026-11-10", unit="龙城实验小学") == 1
    assert rounds.publish(batch, year="2026", first="2026-11-11", last="2026-11-17", result="无异议") == 1
    rounds.recommend(batch, [*lines[:1], line(ids["甲"], 2, reason="增加名额")], on="2026-11-18", unit="本校")
    rows = rounds.of_batch(batch, "2026")
    assert [(row.project_id, row.decision, row.level, row.notice_to, row.unit) for row in rows] == [
        (ids["乙"], RECOMMENDED, "市级", "2026-11-17", "本校"),
        (ids["甲"], RECOMMENDED, "", "", "本校"),  # came after the 公示
    ]
    assert [row.project_id for row in rounds.of_batch(batch, "2025")] == [ids["丙"]]
    Timeline(context).undo()
    assert [row.decision for row in rounds.of_batch(batch, "2026")] == [RECOMMENDED, RESERVE, RESERVE]


def test_what_a_round_refuses(context: Context) -> None:
    ids, rounds = pool(context, "甲"), RecommendationService(context)
    with pytest.raises(UserError, match="推荐名单里没有项目，或有项目列了两次。"):
        rounds.recommend("推荐", [line(ids["甲"], 1)] * 2, on="2026-11-18", unit="本校")
    with pytest.raises(UserError, match="还不能保存推荐排序。"):
        rounds.recommend("推荐", [line(ids["甲"], 1)], on="", unit="本校")
    rounds.recommend("推荐", [line(ids["甲"], 1, RESERVE)], on="2026-11-18", unit="本校")
    with pytest.raises(UserError, match="这是 2026 年的推荐名单"):  # it would stand twice
        rounds.recommend("推荐", [line(ids["甲"], 1)], on="2027-01-05", unit="本校", year="2026")
    with pytest.raises(UserError, match="已经有一份叫"):  # else the other list would be lost without a word
        rounds.recommend("推荐", [line(ids["甲"], 1)], on="2026-11-20", unit="本校", is_new=True)
    with pytest.raises(UserError, match="没有推荐任何项目，不能公示。"):
        rounds.publish("推荐", year="2026", first="2026-11-18", last="2026-11-24")
    with pytest.raises(UserError, match="公示日期不对。"):
        rounds.publish("推荐", year="2026", first="2026-11-18", last="2026-11-11")
