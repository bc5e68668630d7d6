"""Targets that a text names in figures: 30%→60%→90%, 2018年达标校30%；2019年达60%, 到2025年研究生学历教师占比达10%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.plan.intake.figures import narrowed, with_figures
from edudesk.plan.intake.head_words import year_said
from edudesk.plan.rules.amounts import amount_of

EACH_YEAR: Final = "每年"
"""Stands for every year of a plan."""
_NUMBER: Final = r"\d+(?:\.\d+)?"
_UNIT: Final = r"[%％‰]|万元|万册|个百分点|学分|平方米|课时|学时|小时|分钟|人次|[名人位项门个篇次节所间场元分册件支枚家期届本台套天对堂]"
_ARROW: Final = r"\s*(?:→|->|—>|－>|➔|⟶)\s*"
_SERIES: Final = re.compile(rf"(?P<series>{_NUMBER}\s*(?:{_UNIT})?(?:{_ARROW}{_NUMBER}\s*(?:{_UNIT})?)+)")
_SCHOOL_YEAR: Final = r"20\d\d(?:\s*[-—–~～]\s*(?:20)?\d\d)?\s*学年"
_YEAR: Final = re.compile(
    rf"(?P<school>{_SCHOOL_YEAR})度?|"
    r"(?P<year>20\d\d)\s*(?:年(?:\s*(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*\d{1,2}\s*日)?)?)?(?:度|底|末)?前?(?=\D)"
)
_EACH_YEAR: Final = re.compile(r"每学?年|每个学年")
_REACHES: Final = (
    r"提高到|提升到|提升至|提高至|增加到|上升到|扩大到|保持在|控制在|降低到|下降到|降至|降到|不低于|不少于|不超过|"
    r"不高于|达到|超过|力争|均达|小于|低于|高于|大于|达|为|≥|≤|>|<"
)
_REACHED: Final = re.compile(
    rf"(?P<name>[\w“”‘’\"《》、·/%％‰.]{{2,40}}?)\s*(?:均|都|要|应|将|能)?(?P<verb>{_REACHES})\s*(?P<number>{_NUMBER})\s*"
    rf"(?P<unit>{_UNIT})\s*(?:及以上|以上|以内|以下|左右)?"
)
_BARE: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fff“”\"]{{2,20}}?(?:率|校|比例|占比|覆盖率|人数|数量?))\s*(?P<verb>)(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})"
)
_IN_A_YEAR: Final = rf"(?P<year>{_SCHOOL_YEAR}|20\d\d\s*年)(?:度|底|末)?\s*(?:{_REACHES})?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?:及以上|以上|以内|以下|左右)?"
_ONE_YEAR: Final = re.compile(_IN_A_YEAR)
# 骨干占比 2027年36%、2028年40%: nothing but years with their figures behind the name
_YEARS: Final = re.compile(
    rf"(?P<name>.*?)(?P<told>(?:[、和及]?\s*{re.sub(r'[?]P<[a-z]+>', '?:', _IN_A_YEAR)})+)\s*"
)
# 由85%, 从目前的20人 before the verb
_FROM: Final = re.compile(
    rf"(?:由|从|自)(?:目前|现在|现有|当前|原来|上一轮)?(?:20\d\d\s*年?(?:度|底|末)?)?的?\s*(?P<base>{_NUMBER})\s*(?:{_UNIT})?(?:左右)?\s*$"
)
_BEHIND: Final = re.compile(
    r"(?:每学?年|每个学年|每学期|年均|逐年|稳步|力争|(?<!人)均|[ \t\u3000的从由至到为：:])+$"
)
_REACHING: Final = re.compile(rf"(?:均|都|要|应|将|能)?(?P<verb>{_REACHES})\s*$")
# 骨干占比逐年提高, 2027年达25%
_TREND: Final = re.compile(
    r"\s*(?:【[^】]*】|使|让)?(?P<name>[^\d]{2,30}?)(?:逐年|逐步|稳步|不断|持续|明显|显著|大幅|有所|分年)+"
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|扩大)\s*"
)
# 比例三年分别达到80%、85%、90%; 合格率、优秀率分别达98%、45%
_APIECE: Final = re.compile(
    rf"(?P<before>.{{2,60}}?)(?:分别|依次)(?P<verb>{_REACHES})?到?\s*"
    rf"(?P<told>{_NUMBER}\s*(?:{_UNIT})?(?:\s*[、和及]\s*{_NUMBER}\s*(?:{_UNIT})?)*\s*[、和及]\s*{_NUMBER}\s*(?:{_UNIT}))(?P<end>及以上|以上|以内|以下|左右)?"
)
_OVER_YEARS: Final = re.compile(
    r"(?:在|到)?(?:[二两三四五]个?学?年(?:内|来|中)?|各(?:个?学)?年度?|每学?年|逐年|(?:20\d\d年?\s*[、和及—-]?\s*){2,})(?:要|应|将)?\s*$"
)
_WHOLE: Final = re.compile(r"^[^\d]{2,}(?:率|比例|占比|人数|数量?)$")
_LOWER: Final = ("控制在", "降低到", "下降到", "降至", "降到", "不超过", "不高于", "小于", "低于", "≤", "<")
_HIGHER: Final = ("不低于", "不少于", "高于", "大于", "≥", ">", "＞")
_CLAUSE: Final = re.compile(r"[，,。；;！？：:]")
_TOLD: Final = re.compile(rf"(?:{_REACHES})\s*{_NUMBER}\s*(?:{_UNIT})?(?:及以上|以上|以内|以下|左右)?")
_BEFORE: Final = re.compile(
    rf"^(?:[ \t\u3000、]|{_NUMBER}\s*(?:{_UNIT})|到|至|在|力争|确保|努力|实现|使|其中|全校|我校|由|从|每年|每学年|每学期|三年内|"
    r"五年内|逐步|同时|并|将|使|让|再?创建(?=[^校]{0,8}校))+"
)
_LONGEST_NAME: Final = 24
_LONGEST_CLAUSE: Final = 200
_VALUE: Final = re.compile(
    r"(?:(?P<sense>≥|≤|>|<|＞|＜|不低于|不少于|不超过|不高于|大于|小于|高于|低于|控制在|达到|达)\s*)?"
    r"(?P<value>[-−]?[\d,]+(?:\.\d+)?(?:\s*[—–～~-]\s*\d+(?:\.\d+)?)?)\s*"
    r"(?P<unit>(?!(?:及?以上|以内|以下|左右)$)[^\d\s].{0,5}?)?(?P<end>及?以上|以内|以下|左右)?"
)


@dataclass(frozen=True, slots=True)
class Targets:
    """A measure a text names. years: (calendar year, one with its month, word of a year of a plan, 第2年, EACH_YEAR, or "" where none
    is said; number as written), in the order of the text; is_lower: less is better; is_sure: several figures in a row or a year beside the
    figure; base, base_on: where it began and the ISO day of it."""

    name: str
    unit: str
    years: tuple[tuple[str, str], ...]
    is_lower: bool = False
    is_sure: bool = False
    base: str = ""
    base_on: str = ""


_LISTED: Final = re.compile(r"^主要指标：(?P<said>.+?)。?$\n?", re.MULTILINE)
_BASE: Final = re.compile(r"（基线\s*(?P<said>[^（）]+)）")
_IN_YEAR: Final = re.compile(r"(?P<year>20\d\d-20\d\d学年|20\d\d年)\s*(?P<said>[^、；]+)")


def listed_in(text: str) -> tuple[str, list[Targets]]:
    """The text without its line 主要指标：……, and the measures that it lists as our own paper does: 骨干占比（基线 33%） 2025年
    36%、2026年 43%；……"""
    found = _LISTED.search(text)
    if found is None:
        return text, []
    return (text[: found.start()] + text[found.end() :]).strip("\n"), [
        _listed(one.strip()) for one in found["said"].split("；") if one.strip()
    ]


def _listed(said: str) -> Targets:
    base, first = _BASE.search(said), _IN_YEAR.search(said)
    ends = [one.start() for one in (base, first) if one is not None]
    every = list(_IN_YEAR.finditer(said))
    years = [(one["year"], *value_and_unit(one["said"])) for one in every]
    value, unit = value_and_unit(base["said"]) if base else ("", "")
    units = [one for _, _, one in years if one] or [unit]
    return Targets(
        said[: min(ends, default=len(said))].strip(), units[0], tuple((year, number) for year, number, _ in years),
        is_lower_said([one["said"] for one in every], value), True, value,
    )  # fmt: skip


def value_and_unit(text: str) -> tuple[str, str]:
    """36% and ≥36% are 36 and %, 20～30人 is 20—30 and 人, 是 and A stand alone; what is no value stays as it is."""
    text = narrowed(text.strip())
    found = _VALUE.fullmatch(text)
    if found is None:
        return text, ""
    value = re.sub(r"[,\s]", "", found["value"])
    return re.sub(r"(?<=\d)[–～~-]", "—", value), (found["unit"] or "").strip()


def is_unit(said: str) -> bool:
    """Whether this is a unit of figures, or none."""
    return not said or re.fullmatch(_UNIT, said) is not None


def is_lower_said(values: Sequence[str], base: str = "") -> bool:
    """Whether less is better by what is written of the years: ≤55分钟, 3%以内, or 3, 2, 1 after a base of 4; ≥85 is not."""
    found = [one for value in values if (one := _VALUE.fullmatch(narrowed(value.strip()))) is not None]
    if any(one["sense"] in (*_LOWER, "＜") or one["end"] in ("以内", "以下") for one in found):
        return True
    if any(one["sense"] in _HIGHER or one["end"] in ("以上", "及以上") for one in found):
        return False
    return _falls([base, *(one["value"] for one in found)])


def targets_in(text: str) -> list[Targets]:
    """Every measure with its targets that a paragraph names, in order; figures of one name over several years are one."""
    found: list[Targets] = []
    text = with_figures(text)
    for sentence in re.split(r"[。；;！？\n]", text):
        year, named = "", ""
        for clause in _CLAUSE.split(sentence):
            if told := _YEAR.search(_without_base(clause)):
                month = f"年{int(told['month'])}月" if told["month"] else ""
                year = year_said(told["school"]) if told["school"] else told["year"] + month
            told_of = list(_of_clause(clause, year, named))
            found += told_of
            if told_of:
                named = told_of[-1].name
            elif trend := _TREND.fullmatch(clause):
                named = _name(trend["name"])
    return _joined(found)


def _of_clause(clause: str, year: str, named: str) -> Iterator[Targets]:
    """What one clause names. named: of the clause before, for one that begins with the figure."""
    series = _SERIES.search(clause)
    if series:
        parts, before = re.split(_ARROW, series["series"]), clause[: series.start()]
        unit = next((found[0] for part in reversed(parts) if (found := re.search(_UNIT, part))), "")
        numbers = [found[0] for part in parts if (found := re.match(_NUMBER, part.strip()))]
        verb = _REACHING.search(before)
        name = _name(before[: verb.start()] if verb else before) or named
        if name:
            is_lower = _falls(numbers) or (verb is not None and verb["verb"] in _LOWER)
            yield Targets(name, _plain(unit), tuple(("", one) for one in numbers), is_lower, True)
        return
    if apiece := _APIECE.search(clause):
        yield from _apiece(apiece)
        return
    by_year = _YEARS.fullmatch(clause) if len(clause) <= _LONGEST_CLAUSE else None
    if by_year and (name := _name(by_year["name"]) or named):
        told = list(_ONE_YEAR.finditer(by_year["told"]))
        is_lower = any(word in by_year["told"] for word in (*_LOWER, "以内", "以下"))
        years = tuple((_year_of(one["year"]), one["number"]) for one in told)
        yield Targets(name, _plain(told[-1]["unit"]), years, is_lower, True)
        return
    when = year or (EACH_YEAR if _EACH_YEAR.search(clause) else "")
    for found in _REACHED.finditer(clause) or ():
        before = clause[: found.start("verb")]
        began = _FROM.search(before)
        base = began["base"] if began else ""
        name = _name(before[: began.start()] if began else before) or named
        if len(name) > 1:
            is_lower = found["verb"] in _LOWER or "以内" in found[0] or "以下" in found[0]
            years = ((when, found["number"]),)
            is_lower = is_lower or _falls([base, found["number"]])
            yield Targets(name, _plain(found["unit"]), years, is_lower, bool(when), base)
        return
    for found in _BARE.finditer(clause):
        name = _name(clause[: found.start("verb")])
        if len(name) > 1 and (year or found["unit"] in ("%", "％")):
            yield Targets(name, _plain(found["unit"]), ((when, found["number"]),), False, bool(year))


def _apiece(found: re.Match[str]) -> Iterator[Targets]:
    """What 分别 says: figures of one measure over the years, or of as many measures; none where that is not clear."""
    numbers = re.findall(_NUMBER, found["told"])
    unit = _plain(re.findall(_UNIT, found["told"])[-1])
    is_lower = found["verb"] in _LOWER or found["end"] in ("以内", "以下")
    over = _OVER_YEARS.search(found["before"])
    names = [_name(one) for one in re.split("[、和及]", found["before"])]
    if over is not None and (name := _name(found["before"][: over.start()])):
        years = re.findall(r"20\d\d", over[0]) or [""] * len(numbers)
        if len(years) == len(numbers):
            told = tuple(zip(years, numbers, strict=True))
            yield Targets(name, unit, told, is_lower or _falls(numbers), True)
    elif len(names) == len(numbers) and all(_WHOLE.search(one) for one in names):
        for name, number in zip(names, numbers, strict=True):
            yield Targets(name, unit, (("", number),), is_lower)


def _year_of(said: str) -> str:
    return year_said(said) if "学年" in said else said[:4]


def _name(text: str) -> str:
    """What is measured: the words before the figure without year, verb and what another figure has."""
    own = _TOLD.split(_YEAR.sub("", text))[-1]
    return _BEHIND.sub("", _BEFORE.sub("", own))[-_LONGEST_NAME:]


def _without_base(clause: str) -> str:
    """Without the year in which it began: 由2025年的38.5%."""
    found = _REACHED.search(clause)
    began = _FROM.search(clause[: found.start("verb")]) if found else None
    return clause[: began.start()] + clause[began.end() :] if began else clause


def _plain(unit: str) -> str:
    return "%" if unit == "％" else unit


def _falls(numbers: Sequence[str]) -> bool:
    figures = [found for one in numbers if (found := amount_of(one)) is not None]
    return len(figures) > 1 and figures[-1] < figures[0]


def _joined(found: Sequence[Targets]) -> list[Targets]:
    """Figures of the same name and unit in different years as one measure; 样板校 goes on with 新常规样板校."""
    merged: list[Targets] = []
    for one in found:
        place = next((at for at, before in enumerate(merged) if _goes_on(before, one)), None)
        if place is None:
            merged.append(one)
        else:
            before = merged[place]
            is_lower = before.is_lower or one.is_lower
            years = (*before.years, *one.years)
            began = before if before.base else one
            merged[place] = Targets(
                before.name, before.unit, years, is_lower, True, began.base, began.base_on
            )
    return merged


def _goes_on(before: Targets, one: Targets) -> bool:
    is_alike = before.name.endswith(one.name) or one.name.endswith(before.name)
    years, others = {year for year, _ in before.years}, {year for year, _ in one.years}
    is_dated = not {"", EACH_YEAR} & (years | others)
    return is_alike and before.unit == one.unit and is_dated and not years & others and not one.base
