"""A kind as tables of texts, as its editor shows it and a school types it, and back with what is wrong at its line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.projects.forms.checking import problems_of
from edudesk.projects.forms.lists import code_lists, sections
from edudesk.projects.forms.value import PHASES, Due, ProjectKind, SideState, Stage

YES, NO = "是", "否"
Line = Mapping[str, str]
Tables = Mapping[str, Sequence[Line]]
"""head (one line), stages, sides -> lines, each Column.key -> text."""

_PHASES = CodeList("时段", tuple(Code(phase) for phase in PHASES), is_open=False)
_WHOLE = {
    "title_most": "名称字数上限", "leaders": "主持人数", "recommenders": "推荐人数", "core_most": "核心成员上限",
    "others_most": "参研人员上限", "all_most": "成员总数上限", "stage_rows": "阶段成果行数", "final_rows": "最终成果行数",
    "yearly": "年度考核月份", "results_month": "成果报送月份", "practice_years": "申报前实践年数",
}  # fmt: skip
_TRUTHS = {
    "one_per_leader": "一人一项", "is_plain_title": "名称不用引号", "names_subkind": "列表用子类名", "is_studio": "考核成员",
}  # fmt: skip
_LISTS = {"subkinds": "子类", "levels": "级别", "leader_titles": "主持人职称", "excludes": "已有称号不再报"}
_MAY_BE_OPEN = ("core_most", "others_most", "all_most")


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """The columns of the three tables."""
    documents = "、".join(one for section in sections()[:6] for one in section.documents[:1])
    return {
        "head": (
            Column("key", "编号", width=16, required=True, help="如 KT2，只用字母和数字"),
            Column("title", "名称", width=50, required=True),
            Column("short", "简称", width=26, required=True, help="和级别连写，如 规划课题 → 市规划课题"),
            Column("family", "项目族", width=22, required=True, help="同族的项目一名主持人只能在研一项"),
            *(Column(key, word, width=44, help="用顿号隔开，可空") for key, word in _LISTS.items()),
            *(Column(key, word, width=18) for key, word in _WHOLE.items()),
            *(Column(key, word, Kind.YESNO, 18) for key, word in _TRUTHS.items()),
            Column("reminders", "提前几天提醒", width=24, help="从早到晚，如 60、30、7"),
            Column("source", "依据", width=60, help="出自哪份文件"),
        ),
        "stages": (
            Column("name", "阶段", width=24, required=True),
            Column("phase", "时段", Kind.CHOICE, 18, codes=_PHASES, required=True),
            Column("short", "短名", width=16, help="时间线上显示"),
            Column("needs", "应有材料", width=60, help=f"用顿号隔开，如 {documents}"),
            Column("outputs", "阶段成果数", width=18),
            Column("due", "期限", width=40, help="立项后3月、研究期50%、结束前30天，可空"),
            Column("is_optional", "可跳过", Kind.YESNO, 16),
            Column("is_dot", "时间线显示", Kind.YESNO, 18),
            Column("approves", "填文号编号", Kind.YESNO, 18),
            Column("is_graded", "评等第", Kind.YESNO, 16),
        ),
        "sides": (
            Column("name", "状态", width=26, required=True),
            Column("phase", "时段", Kind.CHOICE, 18, codes=_PHASES, required=True),
            Column("of", "可从哪里进入", width=50, required=True, help="时段或阶段，用顿号隔开"),
            Column("to", "之后可到", width=50, help="阶段或状态，用顿号隔开"),
            Column("goes_back", "可回原阶段", Kind.YESNO, 18),
            Column("pauses", "期间不提醒", Kind.YESNO, 18),
        ),
    }


def tables_of(kind: ProjectKind) -> dict[str, list[dict[str, str]]]:
    """The kind in texts: read_tables(tables_of(kind), kind.version) gives it back, its note apart."""
    head = {column.key: _said(getattr(kind, column.key)) for column in columns()["head"]}
    return {
        "head": [head],
        "stages": [
            _line(stage, "stages") | {"due": due_words(stage.due), "outputs": _said(stage.outputs or None)}
            for stage in kind.stages
        ],
        "sides": [_line(side, "sides") for side in kind.sides],
    }


def _line(state: Stage | SideState, part: str) -> dict[str, str]:
    return {column.key: _said(getattr(state, column.key)) for column in columns()[part]}


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def due_words(due: Due | None) -> str:
    """立项后3月, 研究期50%, 结束前30天, 结束时; "" without a day."""
    if due is None:
        return ""
    if due.after:
        return f"{due.after}后{due.months}月"
    if due.share is not None:
        return f"研究期{due.share}%"
    return f"结束前{due.before_end}天" if due.before_end else "结束时"


def read_due(text: str) -> Due | None:
    """The day that words mean, None for none; raises ValueError for other words."""
    text = "".join(text.split())
    if not text:
        return None
    if text in ("结束时", "到期时"):
        return Due(before_end=0)
    if text.startswith("结束前") and text.endswith("天"):
        return Due(before_end=int(text[3:-1]))
    if text.startswith("研究期") and text.endswith("%"):
        return Due(share=int(text[3:-1]))
    after, found, months = text.rpartition("后")
    if found and after and months.endswith("月"):
        return Due(after=after, months=int(months.removesuffix("月").removesuffix("个")))
    raise ValueError(text)


def read_tables(tables: Tables, version: int = 1) -> tuple[ProjectKind | None, tuple[FieldProblem, ...]]:
    """The kind the tables mean, None while a cell cannot be read; and what keeps it from being saved.

    Keys of the problems: part/line, lines from 1 (stages/3).
    """
    problems: list[FieldProblem] = []
    head = next(iter(tables.get("head", ())), {})
    values = _Cells(head, "head/1", problems)
    kind = ProjectKind(
        key=values.text("key"),
        title=values.text("title"),
        short=values.text("short"),
        family=values.text("family"),
        stages=tuple(_stage(one) for one in _filled("stages", tables, problems)),
        sides=tuple(_side(one) for one in _filled("sides", tables, problems)),
        version=version,
        source=values.text("source"),
        reminders=tuple(values.wholes("reminders", "提前几天提醒")),
        **{key: values.texts(key) for key in _LISTS},  # type: ignore[arg-type]
        **{key: values.whole(key, word, is_open=key in _MAY_BE_OPEN) for key, word in _WHOLE.items()},  # type: ignore[arg-type]
        **{key: values.truth(key) for key in _TRUTHS},  # type: ignore[arg-type]
    )
    levels = code_lists()["level"]
    kind = replace(kind, levels=tuple(str(levels.read(one).value) or one for one in kind.levels))
    if problems:
        return None, tuple(problems)
    return kind, tuple(_placed(problems_of(kind), kind))


def _filled(part: str, tables: Tables, problems: list[FieldProblem]) -> Iterator["_Cells"]:
    """The lines that hold anything; an empty one is none."""
    for number, line in enumerate(tables.get(part, ()), 1):
        if any(text.strip() for text in line.values()):
            yield _Cells(line, f"{part}/{number}", problems)


def _stage(one: "_Cells") -> Stage:
    return Stage(
        name=one.text("name"),
        phase=one.choice("phase", "时段", PHASES),
        short=one.text("short"),
        needs=one.texts("needs"),
        outputs=one.whole("outputs", "阶段成果数") or 0,
        due=one.read("due", read_due, "期限应写成 立项后3月、研究期50% 或 结束前30天"),
        is_optional=one.truth("is_optional"),
        is_dot=one.truth("is_dot"),
        approves=one.truth("approves"),
        is_graded=one.truth("is_graded"),
    )


def _side(one: "_Cells") -> SideState:
    return SideState(
        name=one.text("name"),
        phase=one.choice("phase", "时段", PHASES),
        of=one.texts("of"),
        to=one.texts("to"),
        goes_back=one.truth("goes_back"),
        pauses=one.truth("pauses"),
    )


def _placed(problems: Iterable[FieldProblem], kind: ProjectKind) -> Iterator[FieldProblem]:
    """Problems of the kind at the lines of the tables, by the name they begin with."""
    for problem in problems:
        if problem.key not in ("stages", "sides"):
            yield FieldProblem("head/1", problem.text)
            continue
        states: Sequence[Stage | SideState] = kind.stages if problem.key == "stages" else kind.sides
        number = next(
            (place for place, one in enumerate(states, 1) if problem.text.startswith(f"“{one.name}”")), 0
        )
        yield FieldProblem(f"{problem.key}/{number}" if number else problem.key, problem.text)


class _Cells:
    """The texts of one line; what cannot be read is told and stands as nothing."""

    def __init__(self, line: Line, place: str, problems: list[FieldProblem]) -> None:
        self._line, self._place, self._problems = line, place, problems

    def text(self, key: str) -> str:
        return self._line.get(key, "").strip()

    def texts(self, key: str) -> tuple[str, ...]:
        text = self.text(key).replace("，", "、").replace(",", "、")
        return tuple(one.strip() for one in text.split("、") if one.strip())

    def truth(self, key: str) -> bool:
        return self.text(key) == YES

    def choice(self, key: str, word: str, words: Sequence[str]) -> str:
        text = self.text(key)
        if text not in words:
            self._tell(f"{word}应是 {'、'.join(words)} 之一")
        return text

    def whole(self, key: str, word: str, *, is_open: bool = False) -> int | None:
        nothing = None if is_open else 0
        found: int | None = self.read(key, lambda text: int(text) if text else nothing, f"{word}应是整数")
        return found

    def wholes(self, key: str, word: str) -> list[int]:
        return (
            self.read(key, lambda _: [int(one) for one in self.texts(key)], f"{word}应是整数，用顿号隔开")
            or []
        )

    def read(self, key: str, how: Callable[[str], Any], told: str) -> Any:
        try:
            return how(self.text(key))
        except ValueError:
            self._tell(told)
            return None

    def _tell(self, text: str) -> None:
        part, _, number = self._place.partition("/")
        where = "" if part == "head" else f"第 {number} 行的"
        self._problems.append(FieldProblem(self._place, f"{where}{text}。"))
