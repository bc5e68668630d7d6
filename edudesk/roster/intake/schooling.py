"""学历 and 学位 as offices write them: 本科/教育硕士, 本科(函授), 大学肄业 (花名册导入 M27, M28, M33)."""

import re
from typing import Final

from edudesk.base.readings import Level, Reading
from edudesk.roster.intake.told import Item, bare, half, lines_of, split_date, told, unread
from edudesk.roster.rows import code_lists

_LEVELS: Final = code_lists()["education"]
_DEGREES: Final = code_lists()["degree"]
_MAJOR_OF: Final = {"first_school": "first_major", "top_school": "top_major"}
# up to the last word for a school, 师范 only where none follows it: 汉语言文学（师范） is a major
_SCHOOL = re.compile(r"(.*(?:大学|学院|学校|党校|师校|中师|职大|电大|分校|研究院|进修校)|.*?师范)(.*)")
_BETWEEN: Final = " /／、，,;；·-—（("
_UNFINISHED = re.compile("肄业|结业")
_SPLIT = re.compile(r"[/、,，+()\[\]\s]+|(?<=[科专生师])(?=兼|并)")
_DEGREE_END = re.compile(r"(名誉博士|博士|硕士|学士)(?:学位)?$")
# how it was studied -> the word stored (edu_mode of the education history)
_MODES: Final = {
    "全日制": "全日制", "脱产": "全日制", "函授": "函授", "自考": "自考", "自学考试": "自考", "电大": "电大/开放", "国家开放大学": "电大/开放",
    "开放大学": "电大/开放", "广播电视大学": "电大/开放", "业余": "业余/夜大", "夜大": "业余/夜大", "网络教育": "网络", "网络": "网络",
    "远程": "网络", "成人教育": "其他", "成教": "其他", "在职": "在职研究生",
}  # fmt: skip
_SAID_ELSEWHERE = frozenset(
    ("毕业", "教育", "学历", "学位", "全日制普通", "普通", "统招", "已毕业", "毕业生")
)


def first_education(typed: str) -> Reading | None:
    """第一学历."""
    return _education("first_edu", typed)


def top_education(typed: str) -> Reading | None:
    """最高学历; a degree in the same cell goes to 学位."""
    return _education("top_edu", typed)


def degree(typed: str) -> Reading | None:
    """教育硕士, 文学学士学位 -> the degree without its field."""
    found = _DEGREE_END.search(bare(half(typed)))
    if found is None or _DEGREES.knows(half(typed)):
        return None
    return told("degree", typed, found[1])


def school_and_major(key: str, typed: str) -> Reading | None:
    """南京师范大学 小学教育, 江南大学汉语言文学: under a header that says 及专业. What cannot be told apart stays 毕业院校."""
    text = " ".join(typed.split())
    found = _SCHOOL.match(text)
    if found is None:
        doubt = f"“{text}”分不出毕业院校和专业，已全部存为毕业院校，请核对"
        return Reading(text, Level.WARNING, doubt)
    school, major = (part.strip(_BETWEEN) for part in found.groups())
    if not major:
        return Reading(school)
    if major.endswith(("）", ")")) and major.count("（") + major.count("(") < 1:
        major = major[:-1]  # 南京师范大学（小学教育）
    return told(key, typed, school, more={_MAJOR_OF[key]: major.removesuffix("专业")})


def _education(key: str, typed: str) -> Reading | None:
    read = [_Entry(line) for line in lines_of(half(typed))]
    entries = [entry for entry in read if not entry.is_strange and (entry.level or entry.degree)]
    if not entries:
        return None
    strange = [entry.line for entry in read if entry not in entries]
    entries.sort(key=lambda entry: _LEVELS.order(entry.level) if entry.level else 99)
    best, *others = entries
    more = {} if key == "first_edu" else {"degree": _best_degree(entries)}
    end = "first_end" if key == "first_edu" else "top_end"
    items = [item for item in (best.item(is_best=True), *(entry.item() for entry in others)) if item]
    doubt = ""
    if not best.level:
        doubt = "学历没有写明，此项留空，请补录"
    elif best.is_unfinished:
        doubt = f"{best.ending}不计为{best.level}学历，请核对"
    elif strange:
        doubt = unread(strange)
    value = best.level + (best.ending if best.is_unfinished else "")
    return told(
        key, typed, value, more={**more, end: best.day}, note="；".join(strange), items=items, doubt=doubt
    )


def _best_degree(entries: list["_Entry"]) -> str:
    found = [entry.degree for entry in entries if entry.degree]
    return min(found, key=_DEGREES.order) if found else ""


class _Entry:
    """One line: level, degree, how it was studied, when it ended. is_strange: it says something else too."""

    def __init__(self, line: str) -> None:
        self.line = line
        text, self.day = split_date(line)
        self.level = self.degree = self.mode = self.ending = ""
        if found := _UNFINISHED.search(text):
            self.ending = found[0]
            text = _UNFINISHED.sub("", text)
        parts = [bare(part) for part in _SPLIT.split(text)]
        self.is_strange = not all(self._take(part) for part in parts if part)

    @property
    def is_unfinished(self) -> bool:
        return bool(self.ending)

    def item(self, *, is_best: bool = False) -> Item | None:
        """For the history: of the highest only what the flat fields have no room for."""
        if is_best:
            return (
                ("education", {"level": self.level, "mode": self.mode}) if self.mode and self.level else None
            )
        values = {
            "level": self.level + self.ending,
            "degree": self.degree,
            "mode": self.mode,
            "graduated": self.day,
        }
        return "education", {key: text for key, text in values.items() if text}

    def _take(self, part: str) -> bool:
        if part in _SAID_ELSEWHERE:
            return True
        if _LEVELS.knows(part) and not _DEGREE_END.fullmatch(part):
            if self.level:
                return False
            self.level = str(_LEVELS.read(part).value)
            mode = next((word for word in _MODES if word in part), "")
            self.mode = self.mode or _MODES.get(mode, "")
            return True
        if found := _DEGREE_END.search(part):
            self.degree = found[1]
            rest = part[: found.start()]
            return rest in ("", "在职", "全日制") or not _LEVELS.knows(rest) or self._take(rest)
        for word in _MODES:
            if part.startswith(word) or part.endswith(word):
                self.mode = _MODES[word]
                rest = part.removeprefix(word).removesuffix(word)
                return not rest or self._take(rest)
        return False
