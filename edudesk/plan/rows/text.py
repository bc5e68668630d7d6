"""The text of a plan: sections with headings, and the SWOT matrix (规划与项目调研 2.2, 2.5)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

_LISTS = code_lists()
ROLES = _LISTS["role"]
QUADRANTS = _LISTS["quadrant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDraft:
    """One section of the text. place: its order; level: of its heading, 1–4; text: paragraphs parted by line breaks; role: a
    word of ROLES: the program fills it where the text is empty, "" = only what is written."""

    plan_id: str
    place: int = 0
    level: int = 1
    heading: str = ""
    text: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow(SectionDraft):
    """A stored section."""

    id: str
    version: int


SECTION_COLUMNS = (
    Column("place", "次序", Kind.INT, 14),
    Column("level", "标题级别", Kind.INT, 16, is_shown=True),
    Column("heading", "标题", width=60, is_shown=True, help="带序号，如：一、指导思想"),
    Column("text", "正文", width=80, is_shown=True),
    Column("role", "章节内容", Kind.CHOICE, 22, codes=ROLES, is_shown=True),
)
SECTION_COLUMN = column_map(SECTION_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwotDraft:
    """One line of the SWOT matrix. figure: id of an indicator that supports it; figure_text: what it came to, or any other
    figure in words; goal_id: the goal that answers it, soft."""

    plan_id: str
    quadrant: str
    place: int = 0
    text: str = ""
    figure: str = ""
    figure_text: str = ""
    goal_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwotRow(SwotDraft):
    """A stored line of the matrix."""

    id: str
    version: int


SWOT_COLUMNS = (
    Column("quadrant", "SWOT", Kind.CHOICE, 16, codes=QUADRANTS, required=True, is_shown=True),
    Column("place", "次序", Kind.INT, 14),
    Column("text", "内容", width=60, required=True, is_shown=True),
    Column("figure", "指标", width=20),
    Column("figure_text", "数据支撑", width=40, is_shown=True),
    Column("goal_id", "对应目标", width=20),
)
SWOT_COLUMN = column_map(SWOT_COLUMNS)
