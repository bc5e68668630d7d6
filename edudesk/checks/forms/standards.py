"""检查标准: the lists the checks go by (巡课情况, 应有次数, 听课节数, 政策提示) as tables that a school edits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.base.readings import Level
from edudesk.base.standard import Line, Standard
from edudesk.checks.forms.form_parts import YES, Part
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.reading import shipped_forms, shipped_list
from edudesk.checks.forms.value import FieldKind
from edudesk.roster.codes import code_lists
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import GRADES, KINDERGARTEN, STAGE_WORDS

PATROL, DUE, LISTENING, POLICIES = "patrol", "due", "listening", "policies"
WEEKLY, TERMLY, PER_PUPIL = "每周", "每学期", "每名学生每周"
OTHERS = "其他学科"  # with no line of their own
LIMIT = "#"  # in the sentence of a hint, in turn each of its limits
_MOST = 200  # of any figure in a list

_PER = code_list("每", WEEKLY, TERMLY, PER_PUPIL)

GRADE_KEYS: Mapping[str, str] = {
    f"g{number}": grade
    for number, grade in enumerate((one for one in GRADES.words if one not in KINDERGARTEN.grades), 1)
}
"""Key of a column of 应有次数 -> the grade."""


@cache
def standard_parts() -> Mapping[str, Part]:
    """The tables by key, in their order."""
    number = Column("key", "代码", width=16, help="新的一行自动编号")
    found = (
        Part(
            PATROL,
            "巡课情况",
            (
                number,
                Column("text", "情况", width=90, required=True),
                Column("points", "建议扣分", Kind.NUMBER, 22, help="空着 = 0"),
                Column("is_veto", "一票否决", Kind.YESNO, 22, help="是 = 须由另一人核实，学期等级为最低一级"),
            ),
            "K",
        ),
        Part(
            DUE,
            "应有次数",
            (
                Column("item", "项目", Kind.CHOICE, 34, codes=_due_counts(), required=True),
                Column("subject", "学科", Kind.CHOICE, 28, codes=_subjects(), required=True),
                Column("per", "每", Kind.CHOICE, 30, codes=_PER, required=True),
                *(Column(key, grade, Kind.NUMBER, 17) for key, grade in GRADE_KEYS.items()),
            ),
        ),
        Part(
            LISTENING,
            "听课节数",
            (
                Column("role", "职务", width=30, required=True),
                Column("due", "应听（节/学期）", Kind.INT, 30, required=True),
                Column("low", "常见最少", Kind.INT, 22),
                Column("high", "常见最多", Kind.INT, 22),
            ),
        ),
        Part(
            POLICIES,
            "政策提示",
            (
                number,
                Column("name", "简称", width=28, required=True),
                Column("text", "提示", width=80, required=True, help=f"{LIMIT} 依次换成限额里的数"),
                Column("limits", "限额", width=20, help="用顿号隔开"),
                Column("source", "出处", width=56, required=True),
                Column("stages", "学段", width=24, help="用顿号隔开；空着 = 全部"),
                Column("kinds", "检查类型", width=30, help="这些检查一律提醒，用顿号隔开；空着 = 表单里写着它的才提醒"),
                Column("is_off", "停用", Kind.YESNO, 14),
            ),
            "P",
        ),
    )  # fmt: skip
    return {part.key: part for part in found}


def _subjects() -> CodeList:
    """Those of the school, and all that have no line of their own."""
    return CodeList("学科", (Code(OTHERS), *code_lists()["subject"].codes))


def _due_counts() -> CodeList:
    """The counts of the forms that say how often something is to be there: 应批次数."""
    titles = (
        field.title
        for form in shipped_forms()
        for field in form.fields
        if field.kind is FieldKind.COUNT and "应" in field.title and field.title.endswith(("次数", "篇数"))
    )
    return CodeList("项目", tuple(map(Code, dict.fromkeys(titles))))


@cache
def shipped_standards() -> Mapping[str, Standard]:
    """The lists that come with the program, version 1."""
    lines: dict[str, list[dict[str, Any]]] = {
        PATROL: [{**one, "key": one["code"]} for one in shipped_list(PATROL)["case"]],
        DUE: [{**one, **_by_grade(one["grades"])} for one in shipped_list(DUE)["line"]],
        LISTENING: shipped_list(LISTENING)["quota"],
        POLICIES: [
            {**one, "kinds": [kinds()[code].name for code in one["kinds"]]}
            for one in shipped_list(POLICIES)["policy"]
        ],
    }
    return {
        key: Standard(
            key,
            int(shipped_list(key)["version"]),
            part.title,
            tuple(
                {column.key: _text(line.get(column.key)) for column in part.columns} for line in lines[key]
            ),
        )
        for key, part in standard_parts().items()
    }


def _by_grade(said: object) -> dict[str, object]:
    """The figures of the grades; one figure is that of every grade."""
    return {key: said.get(grade) if isinstance(said, Mapping) else said for key, grade in GRADE_KEYS.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    return "、".join(map(str, value)) if isinstance(value, list) else printed(value)


def settled(standard: Standard, taken: Collection[str] = ()) -> Standard:
    """As it is stored: every text as its column writes it, empty lines left out, new lines numbered.

    taken: numbers of other versions, which a new line never gets: records hold on to them.
    """
    part = standard_parts()[standard.key]
    every = (
        {column.key: _settled(column, line.get(column.key, "")) for column in part.columns}
        for line in standard.lines
    )
    lines = [line for line in every if any(text for key, text in line.items() if key != "key")]
    if part.prefix:
        known = {*taken, *(line["key"] for line in lines)}
        numbers = (key.removeprefix(part.prefix) for key in known if key.startswith(part.prefix))
        free = count(max((int(number) for number in numbers if number.isdecimal()), default=0) + 1)
        lines = [line if line["key"] else {**line, "key": f"{part.prefix}{next(free)}"} for line in lines]
    return replace(standard, lines=tuple(lines))


def _settled(column: Column, text: str) -> str:
    reading = read_typed(column, text)
    if reading.level not in (Level.OK, Level.NOTICE):
        return text.strip()  # it stays, to be told of
    return "" if column.kind is Kind.YESNO and reading.value != YES else printed(reading.value)


def problems_of(standard: Standard) -> tuple[FieldProblem, ...]:
    """What keeps a list from being stored, all at once. Keys: number of the line, from 1."""
    part = standard_parts()[standard.key]
    found = []
    if not standard.lines:
        found.append(FieldProblem("1", f"{part.title}一行也没有，请至少留一行。"))
    for number, line in enumerate(standard.lines, 1):
        texts = (
            *(told for column in part.columns if (told := _wrong(column, line.get(column.key, "")))),
            *_CHECKS[part.key](line),
        )
        found += [FieldProblem(str(number), f"第 {number} 行：{text}") for text in texts]
    return (*found, *_doubles(standard))


def _wrong(column: Column, text: str) -> str:
    if column.required and not text.strip():
        return f"请填写{column.title}。"
    reading = read_typed(column, text)
    if reading.level not in (Level.OK, Level.NOTICE):
        words = "、".join(column.codes.words) if column.codes is not None else "是、否"
        return (
            f"{column.title}“{text}”不是数字。"
            if column.is_figure
            else f"{column.title}“{text}”应填{words}。"
        )
    if isinstance(reading.value, int | float) and not 0 <= reading.value <= _MOST:
        return f"{column.title}应在 0—{_MOST} 之间。"
    return ""


def _about_policy(line: Line) -> Iterator[str]:
    gaps, limits = line.get("text", "").count(LIMIT), len(words_in(line.get("limits", "")))
    if gaps != limits:
        yield f"提示里有 {gaps} 个 {LIMIT}，限额写了 {limits} 个，应一样多。"
    names = {kind.name for kind in kinds().values()}
    for key, known in (("stages", frozenset(STAGE_WORDS.words)), ("kinds", names)):
        for word in words_in(line.get(key, "")):
            if word not in known:
                yield f"“{word}”不是{'学段' if key == 'stages' else '检查类型'}。"


def _about_due(line: Line) -> Iterator[str]:
    if not any(line.get(key, "").strip() for key in GRADE_KEYS):
        yield "各年级都没有填次数。"


def _nothing(_line: Line) -> Iterator[str]:
    return iter(())


_CHECKS = {PATROL: _nothing, DUE: _about_due, LISTENING: _nothing, POLICIES: _about_policy}
# what may stand in one line only
_ONCE = {PATROL: ("text",), DUE: ("item", "subject"), LISTENING: ("role",), POLICIES: ("name",)}


def _doubles(standard: Standard) -> Iterator[FieldProblem]:
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(standard.lines, 1):
        mine = tuple(line.get(key, "").strip() for key in _ONCE[standard.key])
        if any(mine) and mine in seen:
            yield FieldProblem(str(number), f"第 {number} 行：“{' '.join(filter(None, mine))}”上面已经有了。")
        seen.add(mine)


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text with 、 between."""
    return tuple(word for part in text.replace("，", "、").split("、") if (word := part.strip()))


def with_limits(text: str, limits: Sequence[str]) -> str:
    """The sentence of a hint with its limits in it, one after the other."""
    for limit in limits:
        text = text.replace(LIMIT, limit, 1)
    return text
