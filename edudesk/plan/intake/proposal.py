"""One thing that the text of a plan proposes to keep, and what it may be taken for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from edudesk.plan.intake.target_words import Targets
from edudesk.plan.rows.goals import DOMAIN, GOAL, KEY_PROJECT
from edudesk.plan.rows.plans import IDENTITY, PLAN_COLUMN
from edudesk.plan.rows.text import QUADRANTS

TASK: Final = "任务"
MEASURE: Final = "观测指标"
LEFT_OUT: Final = "不导入"
STRENGTH, WEAKNESS, CHANCE, THREAT = QUADRANTS.words[:4]
SURE, LIKELY, DOUBTFUL = "高", "中", "低"
FACTS: Final = (*IDENTITY, "guiding", "overall", "school_goal", "teacher_goal", "pupil_goal")
FACT_OF: Final[Mapping[str, str]] = {PLAN_COLUMN[key].title: key for key in FACTS}
"""Kinds that are facts of the plan, by the title of their column."""
KINDS: Final = (*FACT_OF, *QUADRANTS.words, DOMAIN, GOAL, KEY_PROJECT, TASK, MEASURE)
"""What a proposal may be taken for."""
TREE: Final = (DOMAIN, GOAL, KEY_PROJECT)
"""Kinds that become goals."""
CHILDLESS: Final = (TASK, MEASURE)
"""Kinds that hang on a goal and have nothing below."""
LISTED, IN_TEXT, IN_TABLE = "列在“主要指标”里", "写着目标数值", "表格里的一行"
IN_PROJECTS: Final = "在“重点发展项目”一章"
"""Why a measure or a task is proposed."""
IN_MATRIX: Final = "SWOT 矩阵里的一格"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to keep. key: the same as long as the file is; kind: of KINDS, or LEFT_OUT; was: as it was proposed; parent:
    key of the goal above; line: in the file; confidence: SURE, LIKELY or DOUBTFUL, with the reason why; targets: of a measure;
    facts: of a goal or a task besides its title and text, by key of its column (year as the text names it); of a line of the
    matrix figure_text and goal, the title of the goal that answers it; among: the years that its table names."""

    key: str
    kind: str
    title: str
    text: str = ""
    parent: str = ""
    line: int = 0
    confidence: str = SURE
    why: str = ""
    targets: Targets | None = None
    was: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    among: frozenset[str] = frozenset()
