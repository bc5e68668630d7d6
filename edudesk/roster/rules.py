"""Pure rules on teachers: what keeps a row from being saved, who is present, how rows are found."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from edudesk.base import ids
from edudesk.base.columns import Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.pinyin import rank
from edudesk.base.words import some_of
from edudesk.roster.rows import COLUMN, COLUMNS, FIELDS, GONE, TeacherDraft, TeacherRow, age_of

_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_DATES = tuple(column.key for column in COLUMNS if column.kind in (Kind.MONTH, Kind.DATE))

# Bands of the roster page and of the bureau's age tables (教师花名册 5, sheet 3).
AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("≤30", 0, 30),
    ("31—40", 31, 40),
    ("41—50", 41, 50),
    ("≥51", 51, 200),
)
TITLE_BANDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("正高级", frozenset({"正高级教师"})),
    ("高级", frozenset({"高级教师"})),
    ("一级", frozenset({"一级教师"})),
    ("二级及以下", frozenset({"二级教师", "三级教师", "未定级"})),
)


@dataclass(frozen=True, slots=True)
class Share:
    """One bar of a structure chart: how many of all rows fall under label."""

    label: str
    count: int
    total: int


def problems(draft: TeacherDraft) -> tuple[FieldProblem, ...]:
    """What keeps this row from being stored, all at once. Doubts (校验位 …) are no walls: see settled."""
    found = [] if draft.name.strip() else [FieldProblem("name", "请填写姓名。")]
    for key in _DATES:
        value = getattr(draft, key)
        if value and not _ISO.fullmatch(value):
            title = COLUMN[key].full_title
            found.append(FieldProblem(key, f"{title}“{value}”不是日期，请写成 1985-07 这样。"))
    return tuple(found)


def settled(draft: TeacherDraft) -> TeacherDraft:
    """The draft with what follows from the ID number: status, and birth and sex where they are empty.

    A birth known to the month gets its day. A number whose check digit is wrong stays as typed with status 待核实 and is no key (M16).
    """
    number = draft.id_no
    if not number or draft.id_type not in ("", "居民身份证", "港澳台居民居住证", "外国人永久居留身份证"):
        return replace(draft, id_status=draft.id_status if draft.id_status == "待补" else "")
    if not ids.is_valid(number):
        return replace(draft, id_status="待核实")
    birth = ids.birth_of(number)
    return replace(
        draft,
        id_status="",
        birth=birth if birth.startswith(draft.birth) else draft.birth,
        gender=draft.gender or ids.sex_of(number),
    )


def is_present(row: TeacherDraft) -> bool:
    """On the school's strength today: not retired, transferred or gone."""
    return row.status not in GONE


# What a present teacher's record should hold; the word stands on the start page and in the filter.
GAPS: tuple[tuple[str, Callable[[TeacherDraft], bool]], ...] = (
    ("缺身份证号", lambda row: not row.id_no),
    ("证件号待核实", lambda row: row.id_status == "待核实"),
    ("缺出生年月", lambda row: not row.birth),
    ("缺参加工作时间", lambda row: not row.work_start),
    ("缺最高学历", lambda row: not row.top_edu),
    ("缺职称", lambda row: not row.title),
    ("缺任教学科", lambda row: not row.subject and row.staff_category in ("", "专任教师")),
    ("缺联系电话", lambda row: not row.phone),
)


def gaps_of(row: TeacherDraft) -> tuple[str, ...]:
    """Words of what is missing in the record of a present teacher."""
    return tuple(word for word, is_missing in GAPS if is_missing(row)) if is_present(row) else ()


def age_band(row: TeacherDraft) -> str:
    """The label of AGE_BANDS a teacher falls under today; "" when the birth is not known."""
    age = age_of(row.birth)
    return next((label for label, low, high in AGE_BANDS if age is not None and low <= age <= high), "")


def changed_fields(before: TeacherDraft, after: Mapping[str, str]) -> dict[str, str]:
    """Those of the given fields whose value differs."""
    return {key: value for key, value in after.items() if getattr(before, key) != value}


def change_title(name: str, keys: Iterable[str]) -> str:
    """修改 周敏华 职称, as the undo menu and the journal say it."""
    titles = [COLUMN[key].full_title for key in FIELDS if key in set(keys)]
    return f"修改 {name} {some_of(titles, '项')}"


def names_of(rows: Iterable[TeacherDraft]) -> str:
    """李静、周敏华、沈婷 等 5 人."""
    return some_of([row.name for row in rows], "人")


def title_shares(rows: Iterable[TeacherDraft]) -> tuple[Share, ...]:
    """职称结构 of the given rows; a row without title counts in no band."""
    titles = [row.title for row in rows]
    return tuple(Share(label, sum(t in words for t in titles), len(titles)) for label, words in TITLE_BANDS)


def age_shares(rows: Iterable[TeacherDraft]) -> tuple[Share, ...]:
    """年龄结构 of the given rows today; a row without birth counts in no band."""
    bands = [age_band(row) for row in rows]
    return tuple(Share(label, bands.count(label), len(bands)) for label, _, _ in AGE_BANDS)


def search_rank(query: str, row: TeacherRow, facts: str | None = None) -> int | None:
    """How well a row answers what was typed: name, pinyin, initials first, then any work fact; None = not.

    Smaller is better (base.pinyin.rank); a hit in subject, title, classes … comes after every name. Of
    several words each must be found somewhere: 英语 高级.
    facts: search_facts(row) when the caller keeps it.
    """
    by_name = rank(query, row.name, row.pinyin, row.initials)
    if by_name is not None:
        return by_name
    told = search_facts(row) if facts is None else facts
    words = query.lower().split()
    if words and all(
        word in told or (len(words) > 1 and rank(word, row.name, row.pinyin, row.initials) is not None)
        for word in words
    ):
        return 100
    return None


def search_facts(row: TeacherRow) -> str:
    """What the search looks through besides the name, in lower case."""
    return "\n".join(
        (
            row.subject,
            row.subject2,
            row.title,
            row.classes,
            row.admin_post,
            row.honour,
            row.staff_no,
            row.phone,
            row.id_no,
        )
    ).lower()
