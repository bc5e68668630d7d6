"""The result of a term as it is frozen: figures with their inputs, and what changed since (教学常规检查 5.3, 5.4)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from edudesk.checks.rows.terms import EditionDraft, ResultDraft, ResultRow
from edudesk.checks.rules.explaining import explained
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a frozen result would be now. before, now: total and grade, as printed."""

    id: str
    name: str
    before: str
    now: str


def edition_of(summary: TermSummary, number: int, reason: str) -> EditionDraft:
    """What is kept of the whole term."""
    facts = summary.facts
    scheme = {key: value for key, value in asdict(facts.scheme).items() if key not in ("id", "version")}
    return EditionDraft(
        school_year=facts.school_year,
        term=facts.term,
        number=number,
        made_on=facts.today.isoformat(),
        reason=reason,
        scheme=json.dumps(scheme, ensure_ascii=False, sort_keys=True),
        notes="\n".join(summary.notes),
    )


def results_of(summary: TermSummary, edition_id: str = "") -> list[ResultDraft]:
    """One for each teacher, in the order of lists."""
    return [
        ResultDraft(
            edition_id=edition_id,
            school_year=summary.facts.school_year,
            term=summary.facts.term,
            teacher_id=line.id,
            name=line.person.name,
            group=line.person.group,
            subject="、".join(line.person.subjects),
            tenths=None if line.total is None else int(line.total * 10),
            grade=line.grade,
            place=line.place,
            content=json.dumps(_inputs(summary, line), ensure_ascii=False, sort_keys=True),
        )
        for line in summary.lines
    ]


def _inputs(summary: TermSummary, line: TeacherTerm) -> dict[str, Any]:
    total = line.score.total
    return {
        "checks": told_checks(line),
        "kinds": {kind: str(value) for kind, value in line.score.kinds.items()},
        "parts": {part: str(value) for part, value in line.score.parts.items() if value is not None},
        "base": _text(total.base),
        "lost": f"{total.lost:.1f}",
        "gained": f"{total.gained:.1f}",
        "missed": line.score.missed,
        "is_vetoed": line.score.is_vetoed,
        "words": list(line.words),
        "steps": [
            [step.depth, step.text, step.figure, step.how, step.sheet_id] for step in explained(summary, line)
        ],
    }


def told_checks(line: TeacherTerm) -> dict[str, str]:
    """Title of each check -> score of the teacher, or why there is none."""
    return {
        check.campaign.title: check.word if check.value is None else str(check.value)
        for check in line.score.checks
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def differences(frozen: Sequence[ResultRow], summary: TermSummary) -> list[Difference]:
    """Teachers whose total or grade is another now than when the term was frozen."""
    now: Mapping[str, TeacherTerm] = summary.by_id
    found = []
    for row in frozen:
        line = now.get(row.teacher_id)
        before = _said(row.total, row.grade)
        after = _said(line.total, line.grade) if line is not None else "不在名单"
        if before != after:
            found.append(Difference(id=row.teacher_id, name=row.name, before=before, now=after))
    known = {row.teacher_id for row in frozen}
    found += [
        Difference(id=line.id, name=line.person.name, before="不在名单", now=_said(line.total, line.grade))
        for line in summary.lines
        if line.id not in known and line.total is not None
    ]
    return found


def _said(total: Decimal | None, grade: str) -> str:
    return "没有总分" if total is None else f"{total:.1f} {grade}"
