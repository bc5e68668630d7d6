"""Which columns of a 台账 are understood, and the words in them that are not the program's own."""

from dataclasses import replace
from functools import cache
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import shipped_list
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import LEVELS, PROJECT_COLUMN
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.stages import stage_label

_OWN: Final = (
    "title", "kind", "subkind", "level", "number", "doc_no", "approved_on", "subject", "unit", "partners", "start", "end",
    "stage", "plan_goal", "summary", "remark",
)  # fmt: skip
LEADER, MEMBERS, PERIOD, BUDGET = "leader", "members", "period", "budget"
LEDGER_COLUMNS: Final = (
    *(replace(PROJECT_COLUMN[key], required=key == "title") for key in _OWN),
    Column(
        LEADER, "主持人", Kind.TEXT, 20,
        aliases=("负责人", "课题主持人", "项目主持人", "项目负责人", "课题负责人", "领衔人"),
    ),
    Column(
        MEMBERS, "成员", Kind.TEXT, 40,
        aliases=("课题组成员", "项目组成员", "主要成员", "参与人员", "核心成员", "组员"),
    ),
    Column(PERIOD, "起止时间", Kind.TEXT, 40, aliases=("起止", "起止日期", "研究周期", "研究时间", "建设周期", "研究期限")),
    Column(BUDGET, "预算", Kind.NUMBER, 22, aliases=("预算元", "经费预算", "经费", "项目经费", "总预算", "资助经费", "预算万元")),
)  # fmt: skip
LEDGER_COLUMN: Final = column_map(LEDGER_COLUMNS)
# what the program works out itself from other records
IGNORED: Final = (
    "序号", "下一节点", "节点日期", "已支", "已支元", "执行率", "成果数", "成员数", "提醒", "时段", "项目族", "成熟度", "学校名称",
    "联系电话",
)  # fmt: skip
CHANGED: Final = ("subkind", "subject", "unit", "partners", "start", "end", "plan_goal", "summary", "remark")
"""What the import changes of a project that is there."""
BY_DEED: Final = ("title", "level", "number", "doc_no", "approved_on", "stage")
"""What it only compares: that goes on by deeds."""


@cache
def _status() -> dict[str, tuple[str, str]]:
    return {
        word: (one["phase"], one["stage"])
        for one in shipped_list("ledger_words")["status"]
        for word in one["words"]
    }


def kind_named(kinds: Kinds, word: str) -> ProjectKind | None:
    """The kind a word of a 台账 means, as the program calls it or otherwise; None for none."""
    key = shipped_list("ledger_words")["kinds"].get(word, "")
    return kinds.read(word) or next((kind for kind in kinds.offered if kind.key == key), None)


def stage_named(kind: ProjectKind, text: str) -> str:
    """The stage of a kind that a word of a 台账 means: its name, as a list prints it, or 在研, 已结题 …; "" for none."""
    word = "".join(text.split())
    for name in kind.names():
        if word in (name, "".join(stage_label(kind, name).split())):
            return name
    phase, wanted = _status().get(word, ("", ""))
    of_phase = [name for name in kind.names() if phase and kind.phase(name) == phase]
    return wanted if wanted in of_phase else next(iter(of_phase), "")


def level_in(text: str) -> tuple[str, str]:
    """(市级, 规划课题) of 市规划课题, 市级规划课题; ("", the text) of one without a level."""
    for level in LEVELS.words:
        for begin in (level, level.removesuffix("级")):
            if begin and text.startswith(begin) and len(text) > len(begin):
                return level, text[len(begin) :]
    return "", text
