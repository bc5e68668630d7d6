"""结构统计表: each group divides all teachers, and its figures are those of the other sheets counted another way."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from edudesk.desk import open_desk
from edudesk.roster.reports.counted import age_table, subject_table
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.staffing import team_of
from edudesk.roster.reports.structure import (
    AGE,
    EDUCATION,
    HONOUR,
    SUBJECT,
    TITLE,
    UNKNOWN,
    full_time,
    structure_of,
    structure_table,
)
from edudesk.roster.rows import TeacherRow
from edudesk.submissions.registry import roster_facts
from tests.roster.people import teacher


@pytest.fixture
def facts(sample: Path, stopped_clock: Callable[[str], None]) -> Iterator[Facts]:
    with open_desk(sample) as desk:
        yield roster_facts(desk, date(2026, 9, 1))


def counts(facts: Facts, group: str) -> dict[str, int]:
    return {one.word: len(one.people) for one in structure_of(facts) if one.group == group}


def test_each_group_holds_every_teacher_once(facts: Facts) -> None:
    everybody = sorted(row.id for row in full_time(facts))
    assert len(everybody) > 100
    groups = {name: list(own) for name, own in groupby(structure_of(facts), key=lambda one: one.group)}
    assert list(groups) == ["性别", "年龄", "学历", "职称", "学科", "骨干教师", "培训学分"]
    for own in groups.values():
        assert sorted(row.id for one in own for row in one.people) == everybody


def test_figures_are_those_of_the_other_sheets(facts: Facts) -> None:
    """The other sheets count by crosstab, this one by dividing."""
    ages = age_table(facts)
    total = dict(zip([title for title, _ in ages.heads], ages.lines[0].cells, strict=True))
    assert counts(facts, AGE) == {word: count for word, count in total.items() if word != "合计" and count}
    by_title = {line.item: line.cells[0] for line in ages.lines}
    assert {word: by_title[word] for word in counts(facts, TITLE)} == counts(facts, TITLE)
    by_subject = {line.item: line.cells[0] for line in subject_table(facts).lines[1:]}
    assert counts(facts, SUBJECT) == by_subject
    team = team_of(facts)
    assert {word: count for word, count in counts(facts, HONOUR).items() if word in dict(team.honours)} == {
        word: count for word, count in team.honours if word != "县级以上骨干教师"
    }
    assert sum(counts(facts, EDUCATION).values()) == len(team.teachers)


def test_figures_are_those_of_the_rows_themselves(facts: Facts) -> None:
    rows = full_time(facts)
    assert counts(facts, SUBJECT) == dict(Counter(row.subject for row in rows))
    born_after = sum(row.birth > "1991-09-01" for row in rows)  # 34 and younger on 1 September 2026
    young = {"24岁及以下", "25—29岁", "30—34岁"}
    assert sum(count for word, count in counts(facts, AGE).items() if word in young) == born_after


def test_lines_say_share_women_and_ages(facts: Facts) -> None:
    lines = structure_table(facts).lines
    total, first = lines[0], lines[1]
    of = len(full_time(facts))
    assert (total.item, total.cells[:2]) == ("专任教师", (of, "100.0%"))
    women = sum(row.gender == "女" for row in full_time(facts))
    assert (first.group, first.item, first.cells[0]) == ("按性别分", "女", women)
    assert first.cells[1] == f"{women / of:.1%}"
    assert first.cells[2] == women
    for line in lines:
        assert sum(line.cells[3:]) == line.cells[0]  # type: ignore[arg-type]


def test_who_fits_nothing_stands_under_his_own_word(facts: Facts) -> None:
    rows: list[TeacherRow] = [
        teacher("李红", birth="1990-03", title="讲师"),
        teacher("王强", subject="", top_edu=""),
    ]
    odd = Facts(school=facts.school, on=facts.on, today=facts.today, teachers=rows)
    assert counts(odd, TITLE)["其他系列职称"] == 1
    assert counts(odd, AGE) == {"35—39岁": 1, UNKNOWN: 1}
    assert counts(odd, EDUCATION)[UNKNOWN] >= 1
