"""A class that has another 班主任 in the second term: whoever led it in the first leads it no longer."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from edudesk.roster.histories.teaching import HEAD_TEACHER
from edudesk.roster.history_tables import TABLES
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.school.rules.years import term_months
from edudesk.store.tables import core
from edudesk.store.work import Work


def hand_over(work: Work, classes: Collection[tuple[str, str]]) -> set[str]:
    """End with the first term what the second term gives to others. classes: (school year, name).

    Returns the teachers whose rows ended. A class of which the second term says nothing keeps its first ones.
    """
    c = core(TABLES[HEAD_TEACHER.key]).c
    ended: set[str] = set()
    by_year: defaultdict[str, set[str]] = defaultdict(set)
    for school_year, name in classes:
        if name:
            by_year[school_year].add(name)
    for school_year, names in by_year.items():
        query = select(c.class_name, c.term, c.teacher_id, c.id, c.ends).where(
            c.school_year == school_year, c.deleted_at == "", c.class_name.in_(names)
        )
        found = work.connection.execute(query).all()
        later: defaultdict[str, set[str]] = defaultdict(set)
        for one in found:
            if one.term == SECOND_TERM:
                later[one.class_name].add(one.teacher_id)
        over = {
            one.id: one.teacher_id
            for one in found
            if one.term == FIRST_TERM
            and not one.ends
            and later[one.class_name]
            and one.teacher_id not in later[one.class_name]
        }
        end(work, school_year, over)
        ended |= set(over.values())
    return ended


def end(work: Work, school_year: str, ids: Collection[str]) -> None:
    """These rows of the first term end with it."""
    last = term_months(school_year, FIRST_TERM)[1]
    work.update_many(TABLES[HEAD_TEACHER.key], {row_id: {"ends": last} for row_id in ids})
