"""What keeps a teacher's row from being saved, what deserves a second look, what follows from an ID number."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from edudesk.base import clock, ids
from edudesk.base.columns import Kind
from edudesk.base.dates import is_before, same_day
from edudesk.base.errors import FieldProblem
from edudesk.roster.codes import tier_of
from edudesk.roster.rows import COLUMN, COLUMNS, FIELDS, GONE, TeacherDraft, age_of

_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_DATES = tuple(column.key for column in COLUMNS if column.kind in (Kind.MONTH, Kind.DATE))

_CITIZEN_TYPES = ("", "居民身份证", "港澳台居民居住证", "外国人永久居留身份证")
_AGES = (18, 75)  # of people at school (教师花名册 2.4 V2); who has left may be older
_MOST_PERIODS = 30  # a week (M36)
_LONGEST, _LONGEST_NAME = 500, 30  # characters; nobody types more into one cell
_PERIODS = re.compile(r"[\u4e00-\u9fff]{0,6}?([0-9]+(?:\.[0-9]+)?)(?:课时|节)?")  # 语8, 14节
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


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
    """What deserves a second look, in the order of a draft and beside its field; it never blocks (V2–V9, M36)."""
    found = dict(_doubts(draft))
    return tuple(FieldProblem(key, f"{found[key]}，请核对。") for key in FIELDS if key in found)


def fresh_doubts(before: TeacherDraft, after: TeacherDraft) -> list[FieldProblem]:
    """The doubts a change brings with it; those that were there already have been told."""
    known = doubts(before)
    return [doubt for doubt in doubts(after) if doubt not in known]


def number_doubts(staff_no: str, bearers: Iterable[str]) -> tuple[FieldProblem, ...]:
    """A 工号 that others bear too, by their names: it is what tells namesakes apart."""
    names = "、".join(f"“{name}”" for name in bearers)
    if not staff_no or not names:
        return ()
    return (FieldProblem("staff_no", f"工号“{staff_no}”与花名册中{names}的相同，请核对。"),)


def _doubts(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """Field and doubt; of two doubts on one field the later counts."""
    from edudesk.roster.rules.agreement import disagreements  # with the ladders of posts; no list needs them

    yield from disagreements(draft)
    if draft.birth:
        yield from _if_any("birth", birth_doubt(draft.birth, draft.status))
    if draft.id_type in _CITIZEN_TYPES and ids.is_valid(draft.id_no):
        birth = ids.birth_of(draft.id_no)
        if draft.birth and not same_day(draft.birth, birth):
            yield "birth", f"出生年月“{draft.birth}”与身份证号中的“{birth}”不一致"
        yield from _if_any("gender", sex_doubt(draft.gender, ids.sex_of(draft.id_no)))
    if draft.status in GONE and is_future(draft.status_date):
        yield "status_date", f"状态时间“{draft.status_date}”在今天之后"
    if draft.status in GONE and is_before(draft.status_date, draft.work_start):
        yield "status_date", f"状态时间“{draft.status_date}”早于参加工作时间“{draft.work_start}”"
    for key in FIELDS:
        if value := getattr(draft, key):
            yield from _if_any(key, value_doubt(key, value))


def _if_any(key: str, doubt: str) -> Iterator[tuple[str, str]]:
    if doubt:
        yield key, doubt


def value_doubt(key: str, value: str) -> str:
    """What is doubtful about a stored value, whatever else the row says; "" if nothing. Without a full stop."""
    if doubt := length_doubt(key, value):
        return doubt
    if key == "weekly_periods":
        return periods_doubt(value)
    if key == "honour":
        return honour_doubt(value)
    if COLUMN[key].kind is Kind.PHONE:
        return phone_doubt(value)
    return f"“{value}”不像邮箱地址" if key == "email" and not _MAIL.fullmatch(value) else ""


def phone_doubt(text: str) -> str:
    """A telephone number that nobody can have; "" if none."""
    from edudesk.base.grammar import is_phone  # its patterns take 15 ms to compile; no list needs them

    return "" if is_phone(text) else f"“{text}”不像电话号码"


def honour_doubt(name: str) -> str:
    """An honour that no ladder of the school knows; "" if none."""
    return "" if tier_of(name) is not None else f"称号梯队中没有“{name}”"


def birth_doubt(birth: str, status: str) -> str:
    """A birth to come, or of a child, or of somebody too old to be at school; "" if none. birth: ISO."""
    eldest, youngest = usual_births()
    if eldest <= birth < youngest:
        return ""
    if is_future(birth):
        return f"出生年月“{birth}”在今天之后"
    age = age_of(birth)
    if age is not None and age < _AGES[0]:
        return f"按出生年月“{birth}”只有 {age} 岁"
    if age is not None and age > _AGES[1] and status not in GONE:
        return f"按出生年月“{birth}”已有 {age} 岁"
    return ""


def usual_births() -> tuple[str, str]:
    """From the first to before the second is born whom birth_doubt does not doubt: nearly everybody."""
    year = clock.today().year
    return str(year - _AGES[1]), str(year - _AGES[0])


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


def is_future(day: str) -> bool:
    """An ISO month or day after today."""
    return is_before(clock.today().isoformat(), day)
