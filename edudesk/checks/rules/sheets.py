"""What an inspector fills in, as a value, and what it becomes when it is stored (R7–R9, 5.4)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.scoring import Answer, Score, points_of, score_of
from edudesk.checks.forms.value import BOX_OF, BOXES, HALF, CheckForm, Item
from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rows.problems import MINOR
from edudesk.checks.rows.sheets import Hit, SheetDraft, SheetRow, answers_of, answers_text
from edudesk.checks.rules.head_values import stored_counts
from edudesk.checks.rules.plausible import number_problems
from edudesk.checks.rules.sampling import may_inspect
from edudesk.school.rules.years import is_day, not_days
from edudesk.store.attachments import FileDraft


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem the inspector wrote down, on its way to the 整改台账. severity: of rows.problems; due: ISO day; again:
    复查人, id or name; id: of the line it already is, "" = a new one; photos: that show it."""

    text: str
    severity: str = MINOR
    due: str = ""
    again: str = ""
    id: str = ""
    photos: tuple[FileDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """听课笔记 of the teacher, registered in the same pass. role: what the quota goes by; due, heard, valid: lessons, None
    = not said."""

    role: str = ""
    due: int | None = None
    heard: int | None = None
    valid: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands on the page. on: ISO day; counts: field key -> whole number, number or text; answers: by item;
    hits: vetoes found; first_id: the sheet that is checked again, "" = a first check; only: items a re-check covers,
    () = all: the others keep their first points; findings: lines for the 整改台账, photos: of the whole, notes: 听课笔记, None =
    its lines, photos or notes stay as they are."""

    on: str
    inspector: str = ""
    inspector_id: str = ""
    counts: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    highlights: str = ""
    problems: str = ""
    advice: str = ""
    first_id: str = ""
    only: tuple[str, ...] = ()
    findings: tuple[Finding, ...] | None = None
    photos: tuple[FileDraft, ...] | None = None
    notes: Notes | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """The counts that are whole numbers."""
        return {
            key: value
            for key, value in self.counts.items()
            if isinstance(value, int) and not isinstance(value, bool)
        }

    def score(self, form: CheckForm) -> Score:
        """As it would count: only confirmed vetoes cap it."""
        confirmed = [hit.key for hit in self.hits if hit.confirmed_by]
        return score_of(form, self.numbers, self.answers, confirmed)


def over_first(form: CheckForm, filled: Filled, first: SheetDraft) -> Filled:
    """A re-check of some items: the rest keeps the points and the counts it was found with first (R6).

    A count that a re-checked item shares with another one is that of the re-check; the other keeps its points.
    """
    if not filled.only:
        return filled
    again = {name for item in form.items if item.key in filled.only for name in counts_of(item)}
    counts = {**first.told, **{key: value for key, value in filled.counts.items() if key in again}}
    answers = {key: one for key, one in filled.answers.items() if key in filled.only}
    numbers = replace(filled, counts=counts).numbers
    for item in form.items:
        kept = first.judged.get(item.key)
        if item.key in filled.only or kept is None:
            continue
        points = points_of(item, first.numbers, kept)
        if points is not None and points != points_of(item, numbers, kept):
            kept = replace(kept, points=points, reason=kept.reason or "按初查")
        answers[item.key] = kept
    return replace(filled, counts=counts, answers=answers)


def same_sheet(present: Sequence[SheetRow], filled: Filled) -> SheetRow | None:
    """Of the sheets of a unit the one that is typed anew; a re-check of another day is one more (R6)."""
    who = filled.inspector_id or filled.inspector
    return next(
        (
            sheet
            for sheet in present
            if (sheet.inspector_id or sheet.inspector) == who
            and sheet.first_id == filled.first_id
            and (not filled.first_id or sheet.on == filled.on)
        ),
        None,
    )


def counts_of(item: Item) -> frozenset[str]:
    """The counts of the head that an item is worked out from."""
    return frozenset(filter(None, (item.part, item.whole, *(one.field for one in item.deductions))))


def called(form: CheckForm, key: str) -> str:
    """An item as messages call it: 第 6 项“设计质量”."""
    place = [item.key for item in form.items].index(key)
    item = form.items[place]
    return f"第 {place + 1} 项“{item.section or item.text}”"


def sheet_problems(form: CheckForm, filled: Filled) -> tuple[FieldProblem, ...]:
    """What keeps a sheet from being submitted (R8): each item scored, or 不适用 with a reason; a veto has its reason."""
    found = []
    score = filled.score(form)
    if not is_day(filled.on):
        found.append(FieldProblem("on", "请填写检查日期。"))
    if not filled.inspector.strip():
        found.append(FieldProblem("inspector", "请填写检查人。"))
    for key in score.open:
        found.append(FieldProblem(key, f"{called(form, key)}：还没有评分，或请选“不适用”。"))
    for key in score.unexplained:
        found.append(FieldProblem(key, f"{called(form, key)}：请写明不适用或改分的理由。"))
    for item in form.items:
        points = filled.answers.get(item.key, Answer()).points
        if points is not None and not 0 <= points <= item.full:
            found.append(FieldProblem(item.key, f"{called(form, item.key)}：得分应在 0—{item.full} 之间。"))
        elif points is not None and points % HALF:
            found.append(
                FieldProblem(item.key, f"{called(form, item.key)}：得分以 0.5 分为一档，不能是 {points}。")
            )
    for finding in filled.findings or ():
        found.extend(not_days(finding, due="整改期限"))
    found.extend(number_problems(form, filled.counts))
    for hit in filled.hits:
        if not hit.reason.strip():
            found.append(FieldProblem(hit.key, "一票否决请写明事实和依据。"))
        if hit.confirmed_by and hit.confirmed_by == filled.inspector:
            found.append(FieldProblem(hit.key, "一票否决应由另一人确认，不能由检查人自己确认。"))
    return tuple(found)


def own_problems(filled: Filled, unit: UnitDraft, owner_id: str = "") -> tuple[FieldProblem, ...]:
    """Nobody checks their own material (R12), whether chosen from the roster or typed by name; of a lesson somebody stood in
    for, it is the substitute's.

    owner_id: who answers for the unit, when it has no teacher.
    """
    who = filled.inspector.strip()
    is_named = bool(unit.teacher_id) and not filled.inspector_id and who == unit.name
    is_named = is_named or (bool(unit.substitute.strip()) and who == unit.substitute.strip())
    if may_inspect(filled.inspector_id, unit.teacher_id or owner_id) and not is_named:
        return ()
    return (FieldProblem("inspector", "不能检查自己的材料，请换一名检查人。"),)


def boxes_of(counts: Mapping[str, object], written: object) -> dict[str, str]:
    """The words of a sheet by key of BOXES, with those that stand in the head: sheets of the first versions have 主要优点
    and 改进建议 there, too. written: what has the boxes, a sheet or what stands on the page."""
    found = {key: [str(getattr(written, key))] for key in BOXES}
    for key, box in BOX_OF.items():
        if isinstance(text := counts.get(key), str):
            found[box].append(text)
    return {
        key: "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
        for key, texts in found.items()
    }


def beside(filled: Filled) -> tuple[str, ...]:
    """The lines of 存在问题 that none of the findings says: of a sheet from a grid or a workbook of before, and those that
    somebody has mended, 销号 or dismissed since. They stay with the sheet."""
    carded = {line.strip() for one in filled.findings or () for line in one.text.splitlines()}
    lines = (line.strip() for line in filled.problems.splitlines())
    return tuple(line for line in lines if line and line not in carded)


def said(sheets: Iterable[SheetDraft], box: str) -> str:
    """What several sheets say in one of BOXES, as one text."""
    return "；".join(filter(None, (boxes_of(one.told, one)[box].replace("\n", "；") for one in sheets)))


def _in_boxes(filled: Filled) -> Filled:
    counts = {key: value for key, value in filled.counts.items() if key not in BOX_OF}
    if len(counts) == len(filled.counts):
        return filled
    words: dict[str, Any] = dict(boxes_of(filled.counts, filled))
    return replace(filled, counts=counts, **words)


def stored_content(form: CheckForm, given: Filled) -> dict[str, Any]:
    """The columns of check_sheet that follow from what stands on the page."""
    filled = _in_boxes(given)
    score = filled.score(form)
    return {
        "on": filled.on,
        "inspector": filled.inspector,
        "inspector_id": filled.inspector_id,
        "counts": json.dumps(stored_counts(form, filled.counts), ensure_ascii=False, sort_keys=True),
        "answers": answers_text(filled.answers),
        "hits": json.dumps(
            [
                {key: value for key, value in asdict(one).items() if value or key != "by_id"}
                for one in filled.hits
            ],
            ensure_ascii=False,
        ),
        "highlights": filled.highlights,
        "problems": filled.problems,
        "advice": filled.advice,
        "first_id": filled.first_id,
        "tenths": None if score.value is None else int(score.value * 10),
        "original": None if score.original is None else int(score.original * 10),
        "grade": score.grade,
    }


def filled_of(sheet: SheetDraft) -> Filled:
    """A stored sheet as it stands on the page."""
    filled = Filled(
        on=sheet.on,
        inspector=sheet.inspector,
        inspector_id=sheet.inspector_id,
        counts=sheet.told,
        answers=answers_of(sheet.answers),
        hits=sheet.vetoes,
        highlights=sheet.highlights,
        problems=sheet.problems,
        advice=sheet.advice,
        first_id=sheet.first_id,
    )
    return _in_boxes(filled)


def draft_text(filled: Filled) -> str:
    """A draft as JSON, to be kept while somebody types."""
    plain = {
        "on": filled.on,
        "inspector": filled.inspector,
        "inspector_id": filled.inspector_id,
        "counts": dict(filled.counts),
        "answers": answers_text(filled.answers),
        "hits": [[one.key, one.reason, one.confirmed_by, one.by_id] for one in filled.hits],
        "highlights": filled.highlights,
        "problems": filled.problems,
        "advice": filled.advice,
        "first_id": filled.first_id,
        "only": list(filled.only),
        "findings": None if filled.findings is None else [asdict(one) for one in filled.findings],
        "photos": None if filled.photos is None else [asdict(one) for one in filled.photos],
        "notes": None if filled.notes is None else asdict(filled.notes),
    }
    return json.dumps(plain, ensure_ascii=False)


def draft_of(text: str) -> Filled:
    """draft_of(draft_text(filled)) == filled."""
    plain = json.loads(text)
    filled = Filled(
        **{
            **plain,
            "answers": answers_of(plain["answers"]),
            "hits": tuple(Hit(*one) for one in plain["hits"]),
            "only": tuple(plain["only"]),
            "findings": _findings(plain.get("findings")),
            "photos": None if plain.get("photos") is None else _photos(plain["photos"]),
            "notes": None if plain.get("notes") is None else Notes(**plain["notes"]),
        }
    )
    return _in_boxes(filled)


def _findings(plain: list[dict[str, Any]] | None) -> tuple[Finding, ...] | None:
    if plain is None:
        return None
    return tuple(Finding(**{**one, "photos": _photos(one.get("photos", ()))}) for one in plain)


def _photos(plain: Sequence[Mapping[str, Any]]) -> tuple[FileDraft, ...]:
    return tuple(FileDraft(**one) for one in plain)
