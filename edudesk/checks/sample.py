"""Checks of the sample school: three of this term, filled in by lot; the same on every machine and every day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from edudesk.checks.forms.scoring import Answer, quick_points
from edudesk.checks.forms.value import CheckForm, FieldKind, Method
from edudesk.checks.rows.campaigns import RANDOM, REPORTED, SUMMED, CampaignDraft, UnitRow
from edudesk.checks.rules.campaigns import inspectors_of, inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Filled, Finding
from edudesk.school.sample import SCHOOL

_INSPECTORS = (("李静", ("语文", "道德与法治")), ("许莉", ("数学", "科学", "信息科技")), ("单国平", ()))
_ODDS = (46, 38, 13, 3)  # of the buttons, best first


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """draft: the check; day: of its sheets; share: of the units that are filled in; states: it went on to."""

    draft: CampaignDraft
    day: str
    share: float = 1.0
    states: tuple[str, ...] = ()


def sample_checks(people: Mapping[str, str]) -> list[SampleCheck]:
    """people: id by name; an inspector who is not among them looks from outside."""
    inspectors = inspectors_text(
        [Inspector(people.get(name, ""), name, subjects) for name, subjects in _INSPECTORS]
    )

    def check(kind: str, title: str, weeks: str, begins: str, ends: str, **more: object) -> CampaignDraft:
        return CampaignDraft(
            kind=kind,
            title=title,
            school_year=SCHOOL["school_year"],
            term="第一学期",
            weeks=weeks,
            begins=begins,
            ends=ends,
            inspectors=inspectors,
            leader_id=people.get("单国平", ""),
            **more,  # type: ignore[arg-type]
        )

    homework = {"subjects": "语文、数学、英语", "sampling": RANDOM, "count": 40, "seed": "20261012"}
    return [
        SampleCheck(
            check("BK", "9月备课检查", "第4—5周", "2026-09-21", "2026-09-30"),
            "2026-09-25",
            states=(SUMMED, REPORTED),
        ),
        SampleCheck(
            check("ZY", "10月作业检查", "第8—9周", "2026-10-19", "2026-10-30", **homework), "2026-10-23"
        ),
        SampleCheck(
            check("BK", "11月备课检查", "第12—13周", "2026-11-16", "2026-11-27"), "2026-11-19", share=0.7
        ),
    ]


def sample_sheets(
    check: SampleCheck, units: Sequence[UnitRow], forms: Mapping[tuple[str, int], CheckForm]
) -> dict[str, Filled]:
    """Sheets by id of the unit, of the first share of the queue."""
    names = {one.key: (one.id, one.name) for one in inspectors_of(check.draft)}
    return {
        unit.id: _sheet(check, unit, forms[unit.form, unit.form_version], names)
        for unit in units[: round(len(units) * check.share)]
    }


def _sheet(
    check: SampleCheck, unit: UnitRow, form: CheckForm, names: Mapping[str, tuple[str, str]]
) -> Filled:
    lot = Random(f"{check.draft.title} {unit.name} {unit.subject} {unit.classes}")
    counts = _counts(form, lot)
    answers: dict[str, Answer] = {}
    for item in form.items:
        if item.method is Method.GRADE:
            (place,) = lot.choices(range(4), _ODDS)
            answers[item.key] = Answer(quick_points(item, form.buttons)[place])
        elif item.method is Method.CHECK:
            answers[item.key] = Answer(item.full)
        elif item.method is Method.DEDUCT:
            causes = [one.key for one in item.deductions if not one.field]
            hit = {lot.choice(causes): 1} if causes and lot.random() < 0.2 else {}
            answers[item.key] = Answer(causes=hit)
    inspector_id, inspector = names.get(unit.inspectors.partition("、")[0], ("", _INSPECTORS[0][0]))
    findings = (
        (Finding(lot.choice([one for one in form.phrases[:5] if "×" not in one])),)
        if lot.random() < 0.25
        else ()
    )
    return Filled(
        on=check.day,
        inspector=inspector,
        inspector_id=inspector_id,
        counts=counts,
        answers=answers,
        highlights=form.phrases[-1] if lot.random() < 0.2 else "",
        problems="\n".join(one.text for one in findings),
        findings=findings or None,
    )


def _counts(form: CheckForm, lot: Random) -> dict[str, object]:
    """Every number that a BAND needs, the part near the whole; the rest of the head as a hurried inspector leaves it."""
    counts: dict[str, object] = {}
    for item in form.items:
        if item.part:
            whole = counts.setdefault(item.whole, lot.randint(8, 44))
            assert isinstance(whole, int)
            counts[item.part] = max(whole - lot.choice((0, 0, 0, 1, 2, 4)), 0)
    for field in form.fields:
        if field.kind is FieldKind.CHOICE:
            counts[field.key] = field.choices[0]
        elif field.kind is FieldKind.COUNT:
            counts.setdefault(field.key, lot.randint(36, 45) if field.unit == "人" else lot.choice((0, 0, 1)))
    return counts
