"""What the program puts where a chapter of a plan is empty: by the role of the section (forms/plan/outline.toml)."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.plan.rows.text import SectionDraft, SectionRow
from edudesk.plan.rules.sections import has_below

PREFACE, BACKGROUND, DATA, SWOT, GUIDING, IDEAS, OVERALL, GOALS, KEY_PROJECTS, TARGETS, BACKING, TABLES = (
    "引言", "背景", "数据表", "SWOT", "指导思想", "理念", "总目标", "分项目标", "重点发展项目", "分解表", "保障", "附表",
)  # fmt: skip
FILLED: Final[dict[str, str]] = {
    BACKGROUND: "学校基本情况表和 SWOT 分析",
    DATA: "学校基本情况表",
    SWOT: "SWOT 矩阵",
    GUIDING: "规划信息里的指导思想",
    IDEAS: "办学理念、校训、校风、教风、学风、愿景",
    OVERALL: "总目标和学校、教师、学生发展目标",
    GOALS: "目标树：领域、目标、措施和责任部门",
    KEY_PROJECTS: "重点发展项目的背景、内容、步骤、经费和成果",
    TARGETS: "年度目标分解表",
    BACKING: "组织、制度、经费、队伍、监测评估五项保障（参考文字）",
    TABLES: "附表：指标表、任务分解表、项目表",
}
"""What stands in a chapter of a role while nobody wrote anything, in words."""


_PLACE: Final = re.compile(r"[〔【\[](.{2,5})[〕】\]]")


@cache
def shipped() -> dict[str, Any]:
    """The usual sections and sentences."""
    with paths.shipped("forms", "plan", "outline.toml").open("rb") as file:
        return tomllib.load(file)


def usual_sections(plan_id: str) -> list[SectionDraft]:
    """The chapters a plan of the school usually has, empty."""
    return [
        SectionDraft(plan_id=plan_id, place=place, **one) for place, one in enumerate(shipped()["section"], 1)
    ]


def parts_of(text: str) -> list[tuple[str, str]]:
    """A text with what the program puts in between: (role, "") where a line is 〔数据表〕 or the like, else ("", text)."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        placed = _PLACE.fullmatch(line.strip())
        if placed and placed[1] in FILLED:
            found.append((placed[1], ""))
        elif found and not found[-1][0]:
            found[-1] = ("", f"{found[-1][1]}\n{line}")
        else:
            found.append(("", line))
    return [one for one in found if one[0] or one[1].strip()]


def place_of(role: str) -> str:
    """The line that stands in a text for what the program puts there."""
    return f"〔{role}〕"


def is_filled(sections: Sequence[SectionDraft | SectionRow], place: int) -> bool:
    """Whether the program fills a section: it has a role, no text of its own, and no chapters below it."""
    one = sections[place]
    return one.role in FILLED and not one.text.strip() and not has_below(sections, place)
