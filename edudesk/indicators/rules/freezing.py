"""Results as they are kept in a snapshot, and back: years later every figure says what it was made of."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any, Final

from edudesk.indicators.rows.frozen import ClassSize, Frozen, StageInputs, Wording
from edudesk.indicators.rows.values import (
    Figure,
    Missing,
    Part,
    Person,
    Result,
    Verdict,
    added,
)
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.reports.counted import Counted, CountLine, post_table
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.staffing import staffing_table
from edudesk.school.rows import SchoolDraft

FORMAT = 2
# who the school was that day; its phones and addresses are no figure's concern
_SCHOOL: Final = ("name", "short_name", "code", "stage", "area_type", "nature", "founded", "principal")
TABLES: Final = {"staffing": staffing_table, "posts": post_table}
"""Sheets of the roster that are handed in with the figures: kept as they were counted."""


def frozen(facts: Facts, found: Iterable[Result], settings: Settings) -> str:
    """JSON of all results of a day with the people counted, the settings and the figures they were made from."""
    return json.dumps(
        {
            "format": FORMAT,
            "on": facts.day,
            "school": {key: getattr(facts.school, key) for key in _SCHOOL},
            "settings": {
                key: list(value) if isinstance(value, tuple) else value for key, value in settings.own.items()
            },
            "inputs": {stage: _inputs(Inputs(facts, stage, settings)) for stage in Inputs(facts).of_school},
            "results": [_result(one, settings) for one in found],
            "tables": {key: _table(table(facts)) for key, table in TABLES.items()},
        },
        ensure_ascii=False,
    )


def _inputs(inputs: Inputs) -> dict[str, Any]:
    return {
        "pupils": _text(inputs.pupils),
        "classes": _text(inputs.class_count),
        "teachers": _text(added(share for _, share in inputs.teachers)),
        "figures": [asdict(row) for row in inputs.stats],
        "sizes": {row.name: row.size for row in inputs.classes},
        "grades": {row.name: row.grade for row in inputs.classes},
    }


def _table(table: Counted) -> dict[str, Any]:
    return {
        "heads": [list(head) for head in table.heads],
        "lines": [[line.group, line.item, list(line.cells)] for line in table.lines],
        "notes": list(table.notes),
        "words": list(table.words),
        "unit": table.unit,
        "paper": table.paper,
    }


def _result(one: Result, settings: Settings) -> dict[str, Any]:
    figure, indicator = one.figure, one.indicator
    return {
        "id": indicator.id,
        "name": indicator.name,
        "stage": one.stage,
        "formula": settings.told(indicator, indicator.formula),
        "counted_as": settings.told(indicator, indicator.counted),
        "source": indicator.source,
        "value": _text(one.value),
        "numerator": _text(figure.numerator),
        "denominator": _text(figure.denominator),
        "target": _text(one.target),
        "verdict": str(one.verdict),
        "achieved": _text(one.achieved),
        "gap": _text(one.gap),
        "own_target": _text(one.own_target),
        "own_verdict": str(one.own_verdict),
        "counted": [_person(person) for person in figure.counted],
        "unknown": [_person(person) for person in figure.unknown],
        "parts": [[part.word, _text(part.number), part.unit] for part in figure.parts],
        "missing": [list(lack) for lack in figure.missing],
        "notes": list(figure.notes),
    }


def _text(value: Fraction | None) -> str | None:
    """Exactly: 7/5."""
    return None if value is None else str(value)


def _person(person: Person) -> list[str]:
    return [person.id, person.name, person.words, str(person.share)]


def thawed(content: str) -> tuple[Result, ...]:
    """The results of a snapshot; of indicators that a later program no longer has nothing can be said."""
    return _results(json.loads(content))


def _results(told: Mapping[str, Any]) -> tuple[Result, ...]:
    known = indicators()
    return tuple(_back(one) for one in told["results"] if one["id"] in known)


def opened(content: str) -> Frozen:
    """A snapshot as what sheets are made from. Of one that an earlier program took, what was not kept then stays open."""
    told = json.loads(content)
    school = told.get("school")
    return Frozen(
        on=date.fromisoformat(told["on"]),
        school=None if school is None else SchoolDraft(**school),
        results=_results(told),
        wordings={
            one["id"]: Wording(one["name"], one["formula"], one["counted_as"], one["source"])
            for one in told["results"]
        },
        stages={stage: _stage(one) for stage, one in told["inputs"].items()},
        tables={key: _table_back(one) for key, one in told.get("tables", {}).items()},
    )


def _stage(one: Mapping[str, Any]) -> StageInputs:
    grades = one.get("grades", {})
    return StageInputs(
        pupils=_number(one["pupils"]),
        classes=_number(one["classes"]),
        teachers=_number(one["teachers"]) or Fraction(),
        figures=one["figures"][0] if one["figures"] else {},
        sizes=tuple(ClassSize(name, grades.get(name, ""), size) for name, size in one["sizes"].items()),
    )


def _table_back(one: Mapping[str, Any]) -> Counted:
    return Counted(
        heads=tuple((title, parent) for title, parent in one["heads"]),
        lines=tuple(CountLine(group, item, tuple(cells)) for group, item, cells in one["lines"]),
        notes=tuple(one["notes"]),
        words=(one["words"][0], one["words"][1]),
        unit=one["unit"],
        paper=one["paper"],
    )


def settings_of(content: str) -> Settings:
    """The settings a snapshot was made with."""
    return Settings(json.loads(content)["settings"])


def _back(one: Mapping[str, Any]) -> Result:
    return Result(
        indicator=indicators()[one["id"]],
        stage=one["stage"],
        figure=Figure(
            numerator=_number(one["numerator"]),
            denominator=_number(one["denominator"]),
            counted=_people(one["counted"]),
            unknown=_people(one["unknown"]),
            parts=tuple(Part(word, Fraction(number), unit) for word, number, unit in one["parts"]),
            missing=tuple(Missing(*lack) for lack in one["missing"]),
            notes=tuple(one["notes"]),
        ),
        value=_number(one["value"]),
        target=_number(one["target"]),
        verdict=Verdict(one["verdict"]),
        achieved=_number(one["achieved"]),
        gap=_number(one["gap"]),
        # snapshots of before know no targets of the school
        own_target=_number(one.get("own_target")),
        own_verdict=Verdict(one.get("own_verdict", Verdict.REPORTED)),
    )


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _people(told: Sequence[Sequence[str]]) -> tuple[Person, ...]:
    return tuple(Person(row_id, name, words, Fraction(share)) for row_id, name, words, share in told)
