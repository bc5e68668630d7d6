"""Results as they are kept in a snapshot, and back: years later every figure says what it was made of."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from edudesk.indicators.rows.values import Figure, Missing, Part, Person, Result, Verdict
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.reports.facts import Facts

FORMAT = 1


def frozen(facts: Facts, found: Iterable[Result], settings: Settings) -> str:
    """JSON of all results of a day with the people counted, the settings and the figures they were made from."""
    return json.dumps(
        {
            "format": FORMAT,
            "on": facts.day,
            "settings": {
                key: list(value) if isinstance(value, tuple) else value for key, value in settings.own.items()
            },
            "inputs": {stage: _inputs(Inputs(facts, stage, settings)) for stage in Inputs(facts).of_school},
            "results": [_result(one, settings) for one in found],
        },
        ensure_ascii=False,
    )


def _inputs(inputs: Inputs) -> dict[str, Any]:
    return {
        "pupils": _text(inputs.pupils),
        "classes": _text(inputs.class_count),
        "teachers": _text(sum((share for _, share in inputs.teachers), Fraction())),
        "figures": [asdict(row) for row in inputs.stats],
        "sizes": {row.name: row.size for row in inputs.classes},
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
    known = indicators()
    return tuple(_back(one) for one in json.loads(content)["results"] if one["id"] in known)


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
