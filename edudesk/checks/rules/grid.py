"""A whole check as a grid: one line per unit, a column per count and item, as offices score on paper first (5.4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.points import number_of, plain
from edudesk.checks.forms.scoring import EMPTY, Answer, computed, is_yes, quick_points, yes_no
from edudesk.checks.forms.value import BOXES, CheckForm, Field, FieldKind, Item, Method
from edudesk.checks.rules.sheets import Filled, sheet_problems

FROM_PAPER = "按纸质记录"  # the reason of what a paper form gives without one
FIELD, ITEM = "field_", "item_"  # before the keys of the columns
PROOF, NOTE = "proof_", "note_"  # of what stands beside a line in a list without points
WORDS = tuple(BOXES)
_ALIASES = {
    "highlights": ("值得肯定", "主要优点", "优点"),
    "problems": ("主要问题", "问题", "扣分理由"),
    "advice": ("整改要求", "改进建议"),
}
_GRADE_WORDS = (
    ("优秀", "优", "A", "好"),
    ("良好", "良", "B"),
    ("合格", "中", "C", "一般", "及格"),
    ("不合格", "差", "D", "不及格"),
)
_BESIDE = {PROOF: "佐证材料", NOTE: "备注"}
_YES, _NO = ("是", "√", "✓", "✔", "有", "Y", "对", "符合"), ("否", "×", "✗", "X", "无", "N", "错", "不符合")
_NA = re.compile(r"^(?:不适用|/|—|-|无此项|N/?A)\s*(?:[（(：:](.*?)[)）]?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GridDraft:
    """Lines that were typed and not recorded. on: 检查日期 as it was; texts: by unit, as typed, by key of the column."""

    on: str
    texts: Mapping[str, Mapping[str, str]]


def grid_columns(form: CheckForm) -> tuple[Column, ...]:
    """Counts, items, words: what can be typed. Titles are unique, so that a sheet made of them is read back."""
    sections = [item.section for item in form.items]
    fields = [
        Column(
            FIELD + field.key,
            field.title,
            width=max(16.0, 4.2 * len(field.title)),
            aliases=(f"{field.title}{field.unit}",) if field.unit else (),
            help="、".join(field.choices),
            is_shown=True,
        )
        for field in form.head
    ]
    items = [
        column
        for number, item in enumerate(form.items, 1)
        for column in _item_columns(item, number, is_alone=sections.count(item.section) == 1)
    ]
    words = [
        Column(key, title, width=40, aliases=(BOXES[key], *_ALIASES[key]), is_shown=True)
        for key, title in form.boxes.items()
    ]
    return (*fields, *items, *words)


def _item_columns(item: Item, number: int, *, is_alone: bool) -> Iterator[Column]:
    """A line of the form, and in a list without points what shows it and its 备注. is_alone: the only one of its 一级指标."""
    names = (item.key, item.text.rstrip("。"), f"第{number}项", item.section if is_alone else "")
    yield Column(
        ITEM + item.key,
        f"{item.key} {item.section}".strip(),
        width=26,
        aliases=tuple(dict.fromkeys(filter(None, names))),
        help=_hint(item),
        is_shown=True,
    )
    if not item.full:
        for kind, title in _BESIDE.items():
            yield Column(
                kind + item.key,
                f"{item.key} {title}",
                width=30,
                aliases=tuple(
                    f"{name} {title}" for name in (f"{item.key} {item.section}", *names[1:]) if name
                ),
                is_shown=True,
            )


def _hint(item: Item) -> str:
    full = f"满分 {plain(item.full)}" if item.full else "填 是 或 否"
    how = {Method.BAND: "，空着 = 按数据算", Method.DEDUCT: "，空着 = 按数据算或不扣分"}.get(item.method, "")
    return f"{item.text}（{full}{how}；不适用 填“不适用（原因）”）"


def is_blank(texts: Mapping[str, str]) -> bool:
    """Nothing was typed into the line."""
    return not any(text.strip() for text in texts.values())


def read_line(
    form: CheckForm, texts: Mapping[str, str], on: str, inspector: str, inspector_id: str = ""
) -> tuple[Filled, tuple[FieldProblem, ...]]:
    """The sheet a line of texts means, and what keeps it from being submitted; keys: of the columns.

    Texts that mean nothing are told and left out. A computed item that is overridden, and 不适用 without more, get
    the reason FROM_PAPER: the paper has none, and the score of the paper is what counts.
    """
    problems: list[FieldProblem] = []
    counts: dict[str, object] = {}
    for field in form.head:
        if text := texts.get(FIELD + field.key, "").strip():
            value = _count(field, text)
            if value is None:
                problems.append(FieldProblem(FIELD + field.key, f"{field.title}“{text}”不是整数。"))
            else:
                counts[field.key] = value
    numbers = {key: value for key, value in counts.items() if isinstance(value, int)}
    answers = {}
    for item in form.items:
        text = texts.get(ITEM + item.key, "").strip()
        answer = _answer(form, item, text, numbers) if text else EMPTY
        if answer is None:
            problems.append(FieldProblem(ITEM + item.key, f"{item.key}“{text}”不是这一项的得分。"))
        elif (answer := _with_beside(item, answer, texts)) != EMPTY:
            answers[item.key] = answer
    highlights, said, advice = (texts.get(key, "").strip() for key in WORDS)
    filled = Filled(
        on, inspector, inspector_id, counts, answers, highlights=highlights, problems=said, advice=advice
    )
    told = {problem.key for problem in problems}
    for problem in sheet_problems(form, filled):
        key = _column_of(form, problem.key)
        if key not in told:
            problems.append(FieldProblem(key, problem.text))
    return filled, tuple(problems)


def texts_of(form: CheckForm, filled: Filled) -> dict[str, str]:
    """A sheet as a line of texts; read_line gives it back."""
    texts = {FIELD + key: str(value) for key, value in filled.counts.items()}
    texts |= item_texts(form, filled)
    return texts | {key: str(getattr(filled, key)) for key in WORDS if getattr(filled, key)}


def item_texts(form: CheckForm, filled: Filled) -> dict[str, str]:
    """What the items of a sheet say, by key of their columns."""
    texts: dict[str, str] = {}
    for item in form.items:
        answer = filled.answers.get(item.key, EMPTY)
        told = {ITEM: _said(item, answer)}
        if not item.full:
            told |= {PROOF: answer.proof, NOTE: answer.reason}
        texts |= {kind + item.key: text for kind, text in told.items() if text}
    return texts


def _with_beside(item: Item, answer: Answer, texts: Mapping[str, str]) -> Answer:
    """The answer to a line of a list, with what is written beside it; 备注 of one that does not apply is why."""
    if item.full:
        return answer
    proof, note = (texts.get(kind + item.key, "").strip() for kind in _BESIDE)
    own = answer.reason if answer.reason != FROM_PAPER or not note else ""
    return replace(answer, proof=proof, reason="；".join(dict.fromkeys(filter(None, (own, note)))))


def _said(item: Item, answer: Answer) -> str:
    if answer.is_na:
        return f"不适用（{answer.reason}）" if answer.reason and item.full else "不适用"
    if item.method is Method.CHECK:
        yes = is_yes(item, answer)
        return "" if yes is None else "是" if yes else "否"
    return plain(answer.points) if answer.points is not None else ""


def _column_of(form: CheckForm, key: str) -> str:
    if any(item.key == key for item in form.items):
        return ITEM + key
    return FIELD + key if any(field.key == key for field in form.head) else key


def _count(field: Field, text: str) -> object:
    if field.kind is not FieldKind.COUNT:
        return text
    number = normalize("NFKC", text).removesuffix(field.unit) if field.unit else normalize("NFKC", text)
    number = number.strip().removesuffix(".0")
    return int(number) if number.isdecimal() else None


def _answer(form: CheckForm, item: Item, text: str, counts: Mapping[str, int]) -> Answer | None:
    """What a text means for an item; None when nothing."""
    if found := _NA.match(text):
        return Answer(is_na=True, reason=(found[1] or "").strip() or FROM_PAPER)
    word = normalize("NFKC", text).strip().upper()
    if item.method is Method.CHECK:
        marks: tuple[tuple[tuple[str, ...], bool], ...] = ((_YES, True), (_NO, False))
        for words, yes in marks:
            if word in words or text in words:
                return yes_no(item, is_yes=yes)
        if not item.full:
            return None
    if item.method is Method.GRADE:
        names = [(level.name,) for level in form.levels]
        for place, spelled in enumerate(_GRADE_WORDS[: len(form.buttons)]):
            if word in spelled or (place < len(names) and text in names[place]):
                return Answer(quick_points(item, form.buttons)[place])
    points = number_of(word.removesuffix("分"))
    if points is None:
        return None
    told = computed(item, counts, {}).points
    return Answer(points, reason=FROM_PAPER if told is not None and told != points else "")
