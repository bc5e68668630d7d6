"""Titles and post grades as offices write them, and whether the two agree (花名册导入 M27–M30, M32)."""

import re
from collections.abc import Mapping
from typing import Final

from edudesk.base.numerals import from_han, han
from edudesk.base.readings import Reading
from edudesk.roster.intake.told import CellReading, Item, bare, half, lines_of, split_date, told, unread
from edudesk.roster.rows import code_lists
from edudesk.roster.rules.posts import grades_of, is_grade_of, tier_of_grade

TITLES: Final = code_lists()["title"]
_SUBJECTS: Final = code_lists()["subject"]
STATES: Final = ("低聘", "高聘", "待聘", "未聘")
_STATE = re.compile(rf"[(\[]?(?:高职|低职)?({'|'.join(STATES)})[)\]]?")
_PREFIX = re.compile(r"^(?:小学|初中|高中|中学|幼儿园|中小学)")
_SUFFIXES = ("职称", "职务", "资格", "岗位")

EITHER: Final = frozenset(("高级", "高级职称"))
"""小学高级 is 一级教师 today, 中学高级 is 高级教师; this word alone may be both."""

TECHNICAL, MANAGEMENT, WORKER = "专业技术", "管理", "工勤技能"
_CLASSES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("专业技术", "专业技术岗", "专业技术岗位", "专技", "专技岗", "专技岗位", "专业", "专", "教师", "教师岗", "教师岗位", "正高级",
         "正高", "副高级", "副高", "高级", "中级", "初级", "助理级", "员级"), TECHNICAL),
    **dict.fromkeys(("管理", "管理岗", "管理岗位", "职员", "管理职员"), MANAGEMENT),
    **dict.fromkeys(("工勤技能", "工勤技能岗", "工勤技能岗位", "工勤", "工勤岗", "技术工", "技工", "工人"), WORKER),
}  # fmt: skip
_HIGHEST: Final = {TECHNICAL: 13, MANAGEMENT: 10, WORKER: 5}
_GRADE = re.compile(
    r"(?P<prefix>[^\dIVX一二三四五六七八九十第]*)第?(?P<number>十[一二三]?|[一二三四五六七八九]|[0-9]{1,2}|[IVX]{1,4})"
    r"(?:级|等)?(?P<suffix>职员|技术工|工|岗位?|教师岗位?)?"
)
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11,
                 "XII": 12, "XIII": 13}  # fmt: skip
_PLAIN_WORKER = frozenset(("普通工", "普工", "工勤普通工", "普通工岗位"))


def title(typed: str) -> Reading | None:
    """职称: old names, subject in front, date in brackets, 低聘 … behind, several on lines."""
    text = half(typed)
    if TITLES.knows(text):
        return None  # the code list says it
    if bare(text) in EITHER or _is_of_primary(bare(text)):
        return CellReading("", pending=typed)
    found = [_title(line) for line in lines_of(text)]
    if len(found) == 1:
        word, day, state = found[0]
        return told(
            "title",
            typed,
            word,
            more={"title_obtained": day},
            items=_state_item(word, state),
            remark=_unknown(word),
        )
    strange = [line for line in lines_of(text) if not TITLES.knows(_title(line)[0])]
    found = [one for one in found if TITLES.knows(one[0])]
    if not found:
        return None
    found.sort(key=lambda one: TITLES.order(one[0]))
    (word, day, state), *others = found
    older: list[Item] = [
        ("title", {key: text for key, text in (("title", name), ("obtained", since)) if text})
        for name, since, _ in others
    ]
    return told(
        "title",
        typed,
        word,
        more={"title_obtained": day},
        items=(*_state_item(word, state), *older),
        note="；".join(strange),
        doubt=unread(strange),
    )


def _state_item(word: str, state: str) -> list[Item]:
    return [("title", {"title": word, "appoint_state": state})] if state else []


def _is_of_primary(text: str) -> bool:
    """小学语文高级教师: the old 小学高级教师, or a 高级教师 who teaches in a primary school."""
    rest = text.removeprefix("小学").removesuffix("教师")
    return rest != text and rest.endswith("高级") and _SUBJECTS.knows(rest.removesuffix("高级"))


def _title(line: str) -> tuple[str, str, str]:
    """Title as stored (or as written), date, 低聘 …"""
    state = _STATE.search(line)
    rest, day = split_date(_STATE.sub("", line))
    return _title_word(bare(rest)), day, state[1] if state else ""


def _title_word(text: str) -> str:
    """数学一级教师, 小学语文高级教师, 一级教师(小学) -> the word of the list; else the text as it is."""
    for way in _spellings(text):
        if TITLES.knows(way):
            return str(TITLES.read(way).value)
    return text


def _spellings(text: str) -> list[str]:
    ways = [text, re.sub(r"\([^)]*\)", "", text)]
    for way in tuple(ways):
        ways += [way.removesuffix(end) for end in _SUFFIXES if way.endswith(end)]
    for way in tuple(ways):
        rest = _PREFIX.sub("", way)
        for size in range(len(rest) - 1, 1, -1):
            if _SUBJECTS.knows(rest[:size]):
                ways.append(rest[size:])
    return ways


def _unknown(word: str) -> str:
    return "" if TITLES.knows(word) else f"职称中没有“{word}”，已按原文保存"


def title_by_grade(grade: str) -> str:
    """What a bare 高级 means beside a post grade (M29); "" when the grade does not tell."""
    tier = tier_of_grade(grade)
    return tier.title if tier is not None and tier.title in ("高级教师", "一级教师") else ""


def post_grade(typed: str) -> Reading | None:
    """岗位等级 as 专业技术十级, 管理七级, 工勤技能三级; the bare number waits for the kind of post (M32)."""
    text = bare(half(typed)).strip("()")
    if not text or text in ("无", "未定级", "未聘"):
        return None
    state = _STATE.search(text)
    text = _STATE.sub("", text)
    note = state[1] if state else ""
    if text in _PLAIN_WORKER:
        return told("post_grade", typed, f"{WORKER}普通工", note=note)
    found = _GRADE.fullmatch(text)
    if found is None:
        return None
    number = _ROMAN.get(found["number"]) or from_han(found["number"])
    kind = _CLASSES.get(found["prefix"].rstrip("的")) or _by_suffix(found["suffix"] or "")
    if not kind and found["prefix"]:
        return None
    if kind and not 1 <= number <= _HIGHEST[kind]:
        doubt = f"{kind}岗位只有一至{han(_HIGHEST[kind])}级，请核对"
        return told("post_grade", typed, typed, doubt=doubt)
    if kind:
        return told("post_grade", typed, f"{kind}{han(number)}级", note=note)
    if not 1 <= number <= _HIGHEST[TECHNICAL]:
        return told("post_grade", typed, "", doubt=f"“{typed}”不是岗位等级，此项留空")
    return CellReading(f"{han(number)}级", note=note, pending=typed)


def _by_suffix(suffix: str) -> str:
    if suffix == "职员":
        return MANAGEMENT
    return WORKER if suffix in ("技术工", "工") else TECHNICAL if suffix.startswith("教师") else ""


def grade_doubt(title_word: str, grade: str) -> str:
    """Title and post grade that do not belong together (M30, V7); "" if they do or one is not known."""
    if is_grade_of(title_word, grade):
        return ""
    return f"{title_word}应为专业技术{grades_of(title_word)}级，表中是“{grade}”"
