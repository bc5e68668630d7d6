"""优质均衡: the seven figures of resources (教督〔2017〕6号; Q1–Q7)."""

from typing import Final

from edudesk.indicators.rows.values import Figure
from edudesk.indicators.rules.inputs import Inputs, Rules, per_pupil, typed_per_pupil
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.honours import counts_as_county
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.education import reaches

_ABOVE: Final = {"小学": "above_primary", "初中": "above_middle"}


def above_legal_education(inputs: Inputs) -> Figure:
    """Q1: teachers whose 学历 is higher than the law asks for; of 高中 nothing is asked, and 研究生 counts."""
    setting = _ABOVE.get(inputs.stage)
    wanted = inputs.settings.word(setting) if setting else "硕士研究生"
    return per_pupil(inputs, lambda row: reaches(row, wanted), lambda row: row.top_edu or "学历未登记")


def county_backbones(inputs: Inputs) -> Figure:
    """Q2: teachers with an honour of the county or higher that is valid, each once."""
    return per_pupil(
        inputs, lambda row: bool(_county_honour(inputs, row)), lambda row: _county_honour(inputs, row)
    )


def _county_honour(inputs: Inputs, row: TeacherRow) -> str:
    """The last of them, "" when there is none."""
    found = (
        one.name
        for one in inputs.facts.of("honour", row)[::-1]
        if counts_as_county(one) and holds(one, inputs.facts.day)
    )
    return next(found, "")


def arts_teachers(inputs: Inputs) -> Figure:
    """Q3: teachers whose main subject is sports or an art."""
    subjects = inputs.settings.words("arts_subjects")
    return per_pupil(inputs, lambda row: row.subject in subjects if row.subject else None)


def teaching_area(inputs: Inputs) -> Figure:
    """Q4, m²."""
    return typed_per_pupil(inputs, "teaching_area")


def sports_area(inputs: Inputs) -> Figure:
    """Q5, m²."""
    return typed_per_pupil(inputs, "sports_area")


def equipment_value(inputs: Inputs) -> Figure:
    """Q6, 元."""
    return typed_per_pupil(inputs, "equipment_value")


def multimedia_rooms(inputs: Inputs) -> Figure:
    """Q7, rooms."""
    return typed_per_pupil(inputs, "multimedia_rooms")


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        above_legal_education, county_backbones, arts_teachers, teaching_area, sports_area, equipment_value,
        multimedia_rooms,
    )
}  # fmt: skip
