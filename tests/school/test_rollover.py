"""The next school year: classes go up, the last grade leaves, terms are dated, one undo takes it back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.desk import Desk, open_desk
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import ClassDraft, ClassRow
from edudesk.school.rows.stages import STAGE, stages_of
from edudesk.school.rows.stats import StatsDraft
from edudesk.school.rows.terms import TermDraft
from edudesk.school.rules.classes import class_key, class_name
from edudesk.school.rules.feasts import spring_festival
from edudesk.school.rules.rollover import YearProposal, dated, is_due, propose_year
from edudesk.school.rules.terms import term_problems
from edudesk.school.rules.years import year_from
from edudesk.store.work import Conflict
from tests.store.old_schemas import content

YEAR = "2026-2027"


def stored(*drafts: ClassDraft) -> list[ClassRow]:
    """Classes as the table hands them out."""
    return [
        ClassRow(
            **{field.name: getattr(draft, field.name) for field in fields(ClassDraft)},
            id=str(place),
            version=1,
            name=class_name(draft.grade, draft.number),
            class_key=class_key(draft.school_year, draft.grade, draft.number),
        )
        for place, draft in enumerate(drafts)
    ]


def school(kind: str, year: str = YEAR) -> SchoolDraft:
    return SchoolDraft(name="龙城学校", stage=kind, school_year=year)


def classes(year: str, **sizes: list[int | None]) -> list[ClassRow]:
    """classes("2026-2027", 一年级=[40, 41]): the classes of each grade with their sizes."""
    stages = {grade: stage.word for stage in STAGE.values() for grade in stage.grades}
    return stored(
        *(
            ClassDraft(school_year=year, stage=stages[grade], grade=grade, number=number, size=size)
            for grade, counts in sizes.items()
            for number, size in enumerate(counts, 1)
        )
    )


def told(proposal: YearProposal) -> list[tuple[str, int | None]]:
    return [(class_name(one.grade, one.number), one.size) for one in proposal.classes]


# rules


def test_classes_go_up_and_the_last_grade_leaves() -> None:
    there = classes(YEAR, 一年级=[40, 41], 五年级=[38], 六年级=[39])
    found = propose_year(school("小学"), there, (), ())
    assert (found.from_year, found.to_year) == (YEAR, "2027-2028")
    assert told(found) == [
        ("一（1）班", None),
        ("一（2）班", None),
        ("二（1）班", 40),
        ("二（2）班", 41),
        ("六（1）班", 38),
    ]
    assert [(move.name, move.becomes) for move in found.moves] == [
        ("一（1）班", "二（1）班"),
        ("一（2）班", "二（2）班"),
        ("五（1）班", "六（1）班"),
        ("六（1）班", ""),
    ]
    assert [row.name for row in found.graduates] == ["六（1）班"]


def test_in_a_nine_year_school_the_sixth_grade_stays() -> None:
    there = classes(YEAR, 一年级=[40], 六年级=[39, 38], 九年级=[45])
    found = propose_year(school("九年一贯制"), there, (), ())
    assert told(found) == [("一（1）班", None), ("二（1）班", 40), ("七（1）班", 39), ("七（2）班", 38)]
    assert [row.name for row in found.graduates] == ["九（1）班"]
    assert [one.stage for one in found.classes] == ["小学", "小学", "初中", "初中"]


def test_a_middle_school_begins_anew_and_closed_classes_do_not_go_up() -> None:
    there = classes(YEAR, 七年级=[45, 46], 八年级=[44])
    there[1] = replace(there[1], status="撤并")
    assert told(propose_year(school("初中"), there, (), ())) == [
        ("七（1）班", None),
        ("八（1）班", 45),
        ("九（1）班", 44),
    ]


def test_other_years_stay_out() -> None:
    there = [*classes("2025-2026", 六年级=[40]), *classes(YEAR, 一年级=[40])]
    found = propose_year(school("小学"), there, (), ())
    assert [move.name for move in found.moves] == ["一（1）班"]


def test_what_is_missing_is_said() -> None:
    found = propose_year(school("小学"), (), (), ())
    assert (found.classes, found.terms, found.stats) == ((), (), ())
    assert found.remarks == (
        "2026-2027学年没有班级，新学年的班级请手工填写。",
        "2026-2027学年没有学期，新学年的学期请手工填写。",
        "2026-2027学年没有年度统计，新学年的年度统计请手工填写。",
    )


def test_terms_are_dated_by_september_and_the_spring_festival() -> None:
    autumn = TermDraft(school_year="2025-2026", term="第一学期", start="2025-09-01", end="2026-02-06")
    spring = TermDraft(school_year="2025-2026", term="第二学期", start="2026-03-02", end="2026-06-30")
    terms = propose_year(school("小学", "2025-2026"), (), (autumn, spring), ()).terms
    # Spring Festival: 17 February 2026, 6 February 2027
    assert [(term.start, term.end) for term in terms] == [
        ("2026-08-31", "2027-01-29"),
        ("2027-02-22", "2027-06-29"),
    ]
    assert {term.school_year for term in terms} == {YEAR}


@given(
    st.integers(2020, 2048),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(-20, 20),
)
def test_dated_terms_keep_their_weekdays_and_their_order(
    first: int, start: int, end: int, later: int
) -> None:
    year = year_from(first)
    autumn = TermDraft(
        school_year=year, term="第一学期", start=f"{first}-09-0{1 + start}", end=f"{first + 1}-01-{15 + end}"
    )
    spring = TermDraft(
        school_year=year,
        term="第二学期",
        start=f"{first + 1}-02-{22 + end % 7}",
        end=f"{first + 1}-06-{25 + start % 5}",
    )
    terms = propose_year(school("小学", year), (), (autumn, spring), ()).terms
    for old, new in zip((autumn, spring), terms, strict=True):
        assert date.fromisoformat(new.start).weekday() == date.fromisoformat(old.start).weekday()
        assert date.fromisoformat(new.end).weekday() == date.fromisoformat(old.end).weekday()
    assert [term_problems(term) for term in terms] == [(), ()]
    assert terms[0].end < terms[1].start
    assert abs((date.fromisoformat(terms[0].start) - date(first + 1, 9, 1)).days) <= 3


def test_year_after_year_terms_keep_clear_of_the_spring_festival() -> None:
    """Rolled over from 2026 to 2040, each from the one before."""
    autumn = TermDraft(school_year=YEAR, term="第一学期", start="2026-08-31", end="2027-01-29")
    spring = TermDraft(school_year=YEAR, term="第二学期", start="2027-02-22", end="2027-06-30")
    for year in range(2027, 2041):
        festival = spring_festival(year)
        assert festival is not None
        before = festival - date.fromisoformat(autumn.end)
        after = date.fromisoformat(spring.start) - festival
        assert 8 <= before.days <= 14, (autumn.end, festival)
        assert 12 <= after.days <= 18, (spring.start, festival)
        assert abs((date(year - 1, 9, 1) - date.fromisoformat(autumn.start)).days) <= 3
        assert abs((date(year, 6, 30) - date.fromisoformat(spring.end)).days) <= 3
        autumn, spring = dated(autumn), dated(spring)


def test_a_term_that_ended_too_near_to_the_festival_is_proposed_earlier() -> None:
    late = TermDraft(school_year="2029-2030", term="第一学期", start="2029-09-03", end="2030-02-01")
    assert dated(late).end == "2031-01-10"  # Spring Festival: 3 February 2030, 23 January 2031


def test_figures_are_carried_and_pupils_counted_anew() -> None:
    there = classes(YEAR, 一年级=[40], 五年级=[38], 六年级=[39])
    stats = StatsDraft(
        school_year=YEAR, stage="小学", as_of="2026-09-01", students=117, grade1=40, grade6=39, classes=3,
        teaching_area=700.5, staff_quota=9,
    )  # fmt: skip
    (new,) = propose_year(school("小学"), there, (), [stats]).stats
    assert (new.school_year, new.as_of) == ("2027-2028", "2027-09-01")
    assert (new.students, new.grade1, new.grade2, new.grade6, new.classes) == (None, None, 40, 38, 3)
    assert (new.teaching_area, new.staff_quota) == (700.5, 9)


grade_sizes = st.dictionaries(
    st.sampled_from(STAGE["小学"].grades + STAGE["初中"].grades),
    st.lists(st.none() | st.integers(1, 60), min_size=1, max_size=4),
)


@given(grade_sizes, st.sampled_from(["小学", "初中", "九年一贯制"]))
def test_two_rollovers_are_two_grades_up(sizes: dict[str, list[int | None]], kind: str) -> None:
    grades = [grade for stage in stages_of(kind) for grade in stage.grades]
    there = classes(YEAR, **{grade: counts for grade, counts in sizes.items() if grade in grades})
    once = propose_year(school(kind), there, (), ())
    twice = propose_year(school(kind, once.to_year), stored(*once.classes), (), ())
    after = {(one.grade, one.number): one.size for one in twice.classes}
    for one in there:
        place = grades.index(one.grade) + 2
        if place < len(grades):
            assert after[grades[place], one.number] == one.size
    assert Counter(len(found.graduates) for found in (once, twice)) == Counter(
        sum(one.grade == grades[-back] for one in there) for back in (1, 2)
    )


@pytest.mark.parametrize(
    ("today", "due"), [("2027-04-20", False), ("2027-05-20", True), ("2027-09-05", True)]
)
def test_a_year_is_due_in_the_summer_before_it(today: str, due: bool) -> None:
    proposal = propose_year(school("小学"), (), (), ())
    assert is_due(proposal, date.fromisoformat(today)) is due


# verbs


@pytest.fixture
def desk(sample: Path) -> Iterator[Desk]:
    with open_desk(sample) as opened:
        yield opened


def facts(desk: Desk) -> dict[str, list[dict[str, object]]]:
    return content(desk.store)


def test_the_sample_school_enters_the_next_year_and_back(desk: Desk) -> None:
    before = facts(desk)
    heard: list[frozenset[str]] = []
    desk.context.listen(heard.append)
    desk.school.roll_over(desk.school.propose_year())
    assert heard == [{"school", "classes", "calendar", "stats", "journal"}]
    identity = desk.school.identity()
    assert (identity.school_year, identity.term_start) == ("2027-2028", "2027-08-30")
    new = [row for row in desk.classes.rows() if row.school_year == "2027-2028"]
    assert (len(new), [row.name for row in new[:2]], new[0].size) == (36, ["一（1）班", "一（2）班"], None)
    assert desk.terms.rows()[-1].school_year == "2027-2028"
    assert desk.stats.rows()[-1].students is None
    old = {row.status for row in desk.classes.rows() if (row.school_year, row.grade) == (YEAR, "六年级")}
    assert old == {"毕业"}
    assert desk.timeline.next_steps().undo.title == "升入 2027-2028学年"
    desk.timeline.undo()
    assert facts(desk) == before
    assert desk.timeline.verify().is_whole


def test_the_same_year_is_not_entered_twice(desk: Desk) -> None:
    proposal = desk.school.propose_year()
    desk.school.roll_over(proposal)
    before = facts(desk)
    with pytest.raises(Conflict) as caught:
        desk.school.roll_over(proposal)
    assert caught.value.text == "学校现在的学年是 2027-2028，不是 2026-2027，没有升入新学年。"
    assert facts(desk) == before


def test_a_year_that_has_classes_already_is_refused(desk: Desk) -> None:
    desk.classes.add(ClassDraft(school_year="2027-2028", stage="小学", grade="一年级", number=1))
    before = facts(desk)
    with pytest.raises(UserError) as caught:
        desk.school.roll_over(desk.school.propose_year())
    assert caught.value.text == "2027-2028学年已经有 1 条班级记录，没有升入新学年。"
    assert facts(desk) == before


def test_a_class_changed_since_the_preview_is_a_conflict(desk: Desk) -> None:
    proposal = desk.school.propose_year()
    desk.classes.change(proposal.graduates[0].id, {"size": 50})
    with pytest.raises(Conflict, match="刚被别的操作改过"):
        desk.school.roll_over(proposal)
    assert desk.school.identity().school_year == YEAR


def test_what_the_user_changed_in_the_proposal_is_what_is_stored(desk: Desk) -> None:
    proposal = desk.school.propose_year()
    autumn = replace(proposal.terms[0], start="2027-09-01")
    desk.school.roll_over(replace(proposal, terms=(autumn,), stats=()))
    assert desk.school.identity().term_start == "2027-09-01"
    assert [term.start for term in desk.terms.rows() if term.school_year == "2027-2028"] == ["2027-09-01"]
