"""Which columns of a 台账 are understood, and the words in them that are not the program's own."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists, shipped_list
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import LEVELS, PROJECT_COLUMN
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.stages import stage_label

_OWN: Final = (
    "title", "kind", "subkind", "level", "number", "doc_no", "approved_on", "subject", "unit", "partners", "start", "end",
    "stage", "plan_goal", "summary", "remark",
)  # fmt: skip
GRADES: Final = code_lists()["grade"]
_AROUND: Final = re.compile("^(?:已经|正在|已|待)|(?:阶段|中|完成|通过)$")
LEADER, MEMBERS, PERIOD, BUDGET = "leader", "members", "period", "budget"
OPENED_ON, ENDED_ON, GRADE, CERTIFICATE, PAID = "opened_on", "ended_on", "grade", "certificate", "paid"
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
    Column(OPENED_ON, "开题日期", Kind.DATE, 24, aliases=("开题时间", "启动时间", "启动日期")),
    Column(ENDED_ON, "结题日期", Kind.DATE, 24, aliases=("结题时间", "结项时间", "结项日期", "验收时间", "实际结题时间")),
    Column(GRADE, "等第", Kind.TEXT, 16, aliases=("等级", "鉴定等第", "鉴定等级", "结题等第", "结题等级", "评定等第")),
    Column(CERTIFICATE, "证书号", Kind.TEXT, 26, aliases=("证书编号", "结题证书号", "结题证书编号")),
    Column(PAID, "已拨付", Kind.NUMBER, 22, aliases=("已拨", "已拨经费", "已拨付元", "已拨付万元", "到账经费", "拨付经费")),
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
    if of_phase:
        return wanted if wanted in of_phase else of_phase[0]
    core = _AROUND.sub("", word)  # 开题中, 已开题, 中期阶段
    if len(core) < 2:
        return ""
    return core if core in kind.names() else next((one for one in kind.names() if one.startswith(core)), "")


def state_told(text: str) -> tuple[str, str]:
    """(已结题, 优秀) of 已结题(优秀) or 结题优秀: the state and the 等第 behind it, "" for none."""
    word = "".join(text.split())
    for grade in sorted(GRADES.words, key=len, reverse=True):
        found = re.match(f"^(.+?)(?:[（(]{grade}[）)]|[-—:：·]*{grade})$", word)
        # 验收合格 is a state of its own
        if found and word not in _status():
            return found[1], grade
    return text, ""


def level_in(text: str) -> tuple[str, str]:
    """(市级, 规划课题) of 市规划课题, 市级规划课题; ("", the text) of one without a level."""
    for level in LEVELS.words:
        for begin in (level, level.removesuffix("级")):
            if begin and text.startswith(begin) and len(text) > len(begin):
                return level, text[len(begin) :]
    return "", text
