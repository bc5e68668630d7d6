"""A kind as tables of texts and back."""

from collections.abc import Callable

from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.forms.tabular import read_due, read_tables, tables_of
from edudesk.projects.forms.value import Due, ProjectKind
from tests.tables import each

KINDS = shipped_kinds()


@each("kind", KINDS.values(), ids=list(KINDS))
def test_a_shipped_kind_comes_back_as_it_was(kind: ProjectKind) -> None:
    assert read_tables(tables_of(kind), kind.version) == (kind, ())


@each(
    ("text", "due"),
    [
        ("立项后 3 个月", Due(after="立项", months=3)), ("研究期50%", Due(share=50)), ("结束前30天", Due(before_end=30)),
        ("结束时", Due(before_end=0)), ("", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, due: Due | None) -> None:
    assert read_due(text) == due


def _set(part: str, number: int, key: str, text: str) -> Callable[[dict[str, list[dict[str, str]]]], None]:
    def change(tables: dict[str, list[dict[str, str]]]) -> None:
        tables[part][number - 1][key] = text

    return change


@each(
    ("change", "line", "told"),
    [
        (_set("stages", 3, "due", "下学期"), "stages/3", "第 3 行的期限应写成 立项后3月、研究期50% 或 结束前30天。"),
        (_set("stages", 2, "phase", "春天"), "stages/2", "第 2 行的时段应是 项目库、申报、立项、实施、结题、已结题、暂停、停止 之一。"),
        (_set("stages", 2, "outputs", "三项"), "stages/2", "第 2 行的阶段成果数应是整数。"),
        (_set("head", 1, "core_most", "六"), "head/1", "核心成员上限应是整数。"),
        (_set("head", 1, "reminders", "60、一月"), "head/1", "提前几天提醒应是整数，用顿号隔开。"),
        (_set("head", 1, "title", " "), "head/1", "请填写类别的名称。"),
        (_set("stages", 3, "name", "酝酿"), "stages/1", "“酝酿”出现了 2 次，阶段名称不能重复。"),
        (_set("sides", 1, "of", "春天"), "sides/1", "“未立项”从“春天”进入，但没有这个阶段。"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(
    change: Callable[[dict[str, list[dict[str, str]]]], None], line: str, told: str
) -> None:
    tables = tables_of(KINDS["KT"])
    change(tables)
    _, problems = read_tables(tables)
    assert (line, told) in [(one.key, one.text) for one in problems]


def test_an_empty_line_is_none_and_other_words_of_a_level_are_understood() -> None:
    tables = tables_of(KINDS["WK"])
    tables["stages"].append(dict.fromkeys(tables["stages"][0], ""))
    tables["head"][0]["levels"] = "区县级，校"
    kind, problems = read_tables(tables)
    assert problems == ()
    assert kind is not None
    assert (kind.levels, kind.stages) == (("区级", "校级"), KINDS["WK"].stages)
