"""The tables a form is edited and handed on in: their columns, their words, and how lines are numbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from edudesk.base import paths
from edudesk.base.codes import Code, CodeList, read_code_lists
from edudesk.base.columns import Column, Kind
from edudesk.base.standard import Line
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.reading import shipped_list

YES, NO = "是", "否"
Tables = Mapping[str, Sequence[Line]]
"""Key of a part -> its lines, each Column.key -> text; head has one line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a form. prefix: of the numbers new lines get."""

    key: str
    title: str
    columns: tuple[Column, ...]
    prefix: str = ""


@cache
def word_lists() -> Mapping[str, CodeList]:
    """The words of unit, method and kind (forms/checks/words.toml)."""
    return read_code_lists(paths.shipped("forms", "checks", "words.toml"))


@cache
def kind_names() -> CodeList:
    return CodeList("检查类型", tuple(Code(one.name, code) for code, one in kinds().items()), is_open=False)


@cache
def policy_names() -> CodeList:
    hints = shipped_list("policies")["policy"]
    return CodeList("政策提示", tuple(Code(one["name"], one["key"]) for one in hints), is_open=False)


@cache
def parts() -> Mapping[str, Part]:
    """The tables of a form by key, in their order. A new line needs no number: it gets the next that is free."""
    words = word_lists()
    number = Column("key", "编号", width=30, help="程序用来认出这一行，改文字时不要改；新的一行空着")
    found = (
        Part(
            "head",
            "表头",
            (
                Column("key", "编号", width=20, required=True, help="如 BK01"),
                Column("title", "名称", width=60, required=True),
                Column("kind", "检查类型", Kind.CHOICE, 26, codes=kind_names(), required=True),
                Column("unit", "检查对象", Kind.CHOICE, 44, codes=words["unit"], required=True),
                Column("is_scored", "计分", Kind.YESNO, 14, help="否 = 只勾是否，不计分"),
                Column("sample", "抽查说明", width=70, help="印在通知和记录表上"),
                Column("sample_count", "抽查数量", width=18, help="每人抽几本、几课；0 = 全部"),
                Column(
                    "buttons", "四档按钮（%）", width=30, help="快速评分给满分的百分之几，如 100、85、70、50"
                ),
                Column("passing", "合格线", width=20, help="哪一级起算合格"),
                Column("subjects", "适用学科", width=40, help="用顿号隔开；空着 = 全部"),
                Column("stages", "适用学段", width=40, help="用顿号隔开；空着 = 全部"),
                Column("policies", "政策提示", width=40, help="检查时提醒的条目，用顿号隔开"),
                Column("source", "来源", width=60, help="评分细则出自哪里"),
            ),
        ),
        Part(
            "field",
            "数据栏",
            (
                Column("title", "名称", width=40, required=True),
                Column("kind", "类型", Kind.CHOICE, 22, codes=words["kind"], required=True),
                Column("unit", "单位", width=16),
                Column("choices", "选项", width=60, help="类型是“选择”时填，用顿号隔开"),
                number,
            ),
            "f",
        ),
        Part(
            "item",
            "评分项",
            (
                number,
                Column("section", "一级指标", width=26),
                Column("text", "检查要点", width=110, required=True),
                Column("full", "满分", width=14),
                Column("method", "评分方法", Kind.CHOICE, 20, codes=words["method"], required=True),
                Column("part", "实有数据栏", width=28, help="按比例评分时的分子，填数据栏的名称"),
                Column("whole", "应有数据栏", width=28, help="按比例评分时的分母，填数据栏的名称"),
                Column("hint", "评分办法", width=80),
            ),
        ),
        Part(
            "band",
            "分档",
            (
                Column("item", "评分项", width=30, required=True, help="评分项的编号"),
                Column("least", "比例达到（%）", width=60, required=True, help="如 90；>0 = 大于 0"),
                Column("points", "得分", width=40, required=True),
            ),
        ),
        Part(
            "deduction",
            "扣分情形",
            (
                Column("item", "评分项", width=30, required=True, help="评分项的编号"),
                Column("text", "情形", width=60, required=True),
                Column("points", "扣分", width=16, required=True),
                Column("field", "按数据栏", width=30, help="乘以哪个数据栏；空着 = 检查时数次数"),
                Column("is_repeated", "可多次", Kind.YESNO, 16),
                number,
            ),
            "d",
        ),
        Part("veto", "一票否决", (Column("text", "情形", width=110, required=True), number), "V"),
        Part(
            "level",
            "等级",
            (
                Column("name", "等级", width=30, required=True),
                Column("least", "最低分", width=20, required=True),
            ),
        ),
        Part(
            "phrase",
            "常用语",
            (
                Column("text", "常用语", width=110, required=True),
                Column("kind", "记为", Kind.CHOICE, 20, codes=words["phrase"], help="空着 = 问题"),
            ),
        ),
    )
    return {part.key: part for part in found}


def spoken(place: str) -> str:
    """item/3 as people say it: 评分项第 3 行; the head has one line only."""
    part, _, number = place.partition("/")
    title = parts()[part].title
    return title if part == "head" or not number else f"{title}第 {number} 行"


def with_numbers(part: Part, lines: Sequence[Line], form_key: str) -> list[dict[str, str]]:
    """Lines without a number get the next that is free: BK01-9, V3."""
    found = [dict(line) for line in lines]
    if not any(column.key == "key" for column in part.columns):
        return found
    prefix = f"{form_key}-" if part.key == "item" else part.prefix
    taken = {line.get("key", "") for line in found}
    number = 1
    for line in found:
        if not line.get("key"):
            while f"{prefix}{number}" in taken:
                number += 1
            line["key"] = f"{prefix}{number}"
            taken.add(line["key"])
    return found
