"""Pure rules on teachers: what keeps a row from being saved, who is present, how rows are found."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from edudesk.base import clock, ids
from edudesk.base.columns import Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.pinyin import rank
from edudesk.base.words import some_of
from edudesk.roster.rows import COLUMN, COLUMNS, FIELDS, GONE, TeacherDraft, TeacherRow, age_of

_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_DATES = tuple(column.key for column in COLUMNS if column.kind in (Kind.MONTH, Kind.DATE))

_CITIZEN_TYPES = ("", "居民身份证", "港澳台居民居住证", "外国人永久居留身份证")
_AGES = (18, 75)  # of people at school (教师花名册 2.4 V2); who has left may be older
_MOST_PERIODS = 30  # a week (M36)
_LONGEST, _LONGEST_NAME = 500, 30  # characters; nobody types more into one cell
_PERIODS = re.compile(r"[\u4e00-\u9fff]{0,6}?([0-9]+(?:\.[0-9]+)?)(?:课时|节)?")  # 语8, 14节
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

# Bands of the roster page and of the bureau's age tables (教师花名册 5, sheet 3).
AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("≤30 岁", 0, 30),
    ("31—40 岁", 31, 40),
    ("41—50 岁", 41, 50),
    ("≥51 岁", 51, 200),
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
    """What keeps this row from being stored, all at once. Doubts are no walls: see doubts and settled."""
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
    if not number or draft.id_type not in _CITIZEN_TYPES:
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


def doubts(draft: TeacherDraft) -> tuple[FieldProblem, ...]:
    """What deserves a second look, in the order of a draft and beside its field; it never blocks (V2, V3, M36)."""
    found = dict(_doubts(draft))
    return tuple(FieldProblem(key, f"{found[key]}，请核对。") for key in FIELDS if key in found)


def _doubts(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """Field and doubt; of two doubts on one field the later counts."""
    if draft.birth:
        yield from _if_any("birth", birth_doubt(draft.birth, draft.status))
    if draft.id_type in _CITIZEN_TYPES and ids.is_valid(draft.id_no):
        birth = ids.birth_of(draft.id_no)
        if draft.birth and not same_day(draft.birth, birth):
            yield "birth", f"出生年月“{draft.birth}”与身份证号中的“{birth}”不一致"
        yield from _if_any("gender", sex_doubt(draft.gender, ids.sex_of(draft.id_no)))
    if draft.status in GONE and is_future(draft.status_date):
        yield "status_date", f"状态时间“{draft.status_date}”在今天之后"
    if draft.status in GONE and "" < draft.status_date < draft.work_start[: len(draft.status_date)]:
        yield "status_date", f"状态时间“{draft.status_date}”早于参加工作时间“{draft.work_start}”"
    for key in FIELDS:
        if value := getattr(draft, key):
            yield from _if_any(key, value_doubt(key, value))


def _if_any(key: str, doubt: str) -> Iterator[tuple[str, str]]:
    if doubt:
        yield key, doubt


def value_doubt(key: str, value: str) -> str:
    """What is doubtful about a stored value, whatever else the row says; "" if nothing. Without a full stop."""
    from edudesk.base.grammar import is_phone  # its patterns take 15 ms to compile; no list needs them

    if doubt := length_doubt(key, value):
        return doubt
    if key == "weekly_periods":
        return periods_doubt(value)
    if COLUMN[key].kind is Kind.PHONE and not is_phone(value):
        return f"“{value}”不像电话号码"
    return f"“{value}”不像邮箱地址" if key == "email" and not _MAIL.fullmatch(value) else ""


def birth_doubt(birth: str, status: str) -> str:
    """A birth to come, or of a child, or of somebody too old to be at school; "" if none. birth: ISO."""
    year = clock.today().year
    if str(year - _AGES[1]) <= birth < str(year - _AGES[0]):  # nearly everybody, told by the year alone
        return ""
    if is_future(birth):
        return f"出生年月“{birth}”在今天之后"
    age = age_of(birth)
    if age is not None and age < _AGES[0]:
        return f"按出生年月“{birth}”只有 {age} 岁"
    if age is not None and age > _AGES[1] and status not in GONE:
        return f"按出生年月“{birth}”已有 {age} 岁"
    return ""


def sex_doubt(gender: str, from_number: str) -> str:
    """The sex written and that of the ID differ; "" while one of them is not known."""
    differs = gender and from_number and gender != from_number
    return f"性别“{gender}”与身份证号第17位（{from_number}）不一致" if differs else ""


def periods_doubt(text: str) -> str:
    """周课时 that is no number, or one no week has; "" if none."""
    periods = periods_of(text)
    if periods is None:
        return f"周课时“{text}”不是数"
    return "" if 0 <= periods <= _MOST_PERIODS else f"周课时“{text}”不在 0 到 {_MOST_PERIODS} 之间"


def periods_of(text: str) -> float | None:
    """The periods a week that a text adds up to: 12, 14节, 12+2, 语8数4. None when it says something else."""
    bare = "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    try:
        return float(bare) if bare.startswith("-") else _sum_of(bare)
    except ValueError:
        return None


def _sum_of(text: str) -> float | None:
    found = _PERIODS.findall(text)
    rest = _PERIODS.sub("", text)
    return sum(map(float, found)) if found and not rest.strip("+、,;") else None


def length_doubt(key: str, value: str) -> str:
    """A value longer than anybody types; "" if none."""
    longest = longest_of(key)
    return f"{COLUMN[key].full_title}有 {len(value)} 字，超过 {longest} 字" if len(value) > longest else ""


def longest_of(key: str) -> int:
    """Characters a value may have before it is doubted."""
    return _LONGEST_NAME if COLUMN[key].kind is Kind.NAME else _LONGEST


def same_day(one: str, other: str) -> bool:
    """Two ISO dates agree as far as both are known; an unknown date agrees with nothing."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def is_future(day: str) -> bool:
    """An ISO month or day after today."""
    return day > clock.today().isoformat()[: len(day)]


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
