"""检查记录: one form filled in by one inspector about one unit (教学常规检查 3.1, 表2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from edudesk.checks.forms.points import of_tenths, plain
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.corrections import ADDED, SCORE, Correction, corrections_of
from edudesk.school.rows.identity import code_list

SHEET_STATES = code_list("记录状态", "草稿", "已提交", "已反馈", "已确认", "有异议", "定稿")
DRAFT, SUBMITTED, FED_BACK, CONFIRMED, DISPUTED, FINAL = SHEET_STATES.words


@dataclass(frozen=True, slots=True)
class Hit:
    """A veto that was found: key of the form's veto; reason, who confirmed it (R7: a second person) and their id."""

    key: str
    reason: str = ""
    confirmed_by: str = ""
    by_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """A sheet not yet stored.

    unit_id, campaign_id, teacher_id, kind, school_year, term: what it is about, so that terms are read without
    joins; inspector_id: "" = from outside; on: ISO day; counts: JSON, field key -> what was typed; answers: JSON,
    item key -> [points, is_na, reason, causes, 佐证材料 if there is any]; hits: JSON, vetoes; tenths, original: the score in tenths of a point,
    None = not counted; first_id: the sheet this one checks again (R6), "" = none; corrected: 异议与更正记录,
    rows.corrections.
    """

    unit_id: str
    campaign_id: str
    teacher_id: str
    kind: str
    school_year: str
    term: str
    form: str
    form_version: int
    inspector: str = ""
    inspector_id: str = ""
    on: str = ""
    counts: str = "{}"
    answers: str = "{}"
    hits: str = "[]"
    highlights: str = ""
    problems: str = ""
    advice: str = ""
    status: str = DRAFT
    tenths: int | None = None
    original: int | None = None
    grade: str = ""
    first_id: str = ""
    corrected: str = ""

    @property
    def score(self) -> Decimal | None:
        """As it counts, one place."""
        return None if self.tenths is None else of_tenths(self.tenths)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """异议与更正记录, the oldest line first."""
        return corrections_of(self.corrected)

    @property
    def score_words(self) -> str:
        """As it prints: 93.5, of a corrected one 97→93.5（更正）; "" without a score."""
        if self.score is None:
            return ""
        own = [one for one in self.corrections if one.field == SCORE and one.act != ADDED]
        now = plain(self.score)
        if not own:
            return now
        return f"{own[0].old}→{now}（更正）" if own[0].old not in ("", now) else f"{now}（更正）"

    @property
    def is_counted(self) -> bool:
        """Submitted, and enough of the form applied."""
        return self.status != DRAFT and bool(self.grade)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The counts that are whole numbers, by field."""
        return numbers_of(self.told)

    @property
    def told(self) -> Mapping[str, object]:
        """What was typed into the head, by field."""
        found: dict[str, object] = json.loads(self.counts)
        return found

    @property
    def judged(self) -> Mapping[str, Answer]:
        """The answers by item."""
        return answers_of(self.answers)

    @property
    def vetoes(self) -> tuple[Hit, ...]:
        """The vetoes found."""
        if self.hits == "[]":  # of nearly every sheet; a term has thousands
            return ()
        return tuple(Hit(**one) for one in json.loads(self.hits))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(SheetDraft):
    """A stored sheet."""

    id: str
    version: int


def numbers_of(told: Mapping[str, object]) -> dict[str, int]:
    """What of the head is a whole number."""
    return {key: value for key, value in told.items() if isinstance(value, int)}


def answers_of(text: str) -> dict[str, Answer]:
    """Answers from their JSON."""
    return {
        key: Answer(None if points is None else Decimal(points), is_na, reason, causes, *proof)
        for key, (points, is_na, reason, causes, *proof) in json.loads(text).items()
    }


def answers_text(answers: Mapping[str, Answer]) -> str:
    """Answers as JSON, the same text for the same answers."""
    plain = {
        key: [
            None if one.points is None else str(one.points),
            one.is_na,
            one.reason,
            dict(one.causes),
            *filter(None, [one.proof]),
        ]
        for key, one in answers.items()
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
