"""One line of the list of projects and of the 项目台账 (规划与项目调研 3.6): a project with what is known beside it."""

from dataclasses import dataclass
from typing import Any

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.rows.projects import LEVELS, PROJECT_COLUMN, ProjectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """What a list shows of a project on a day.

    label: 市规划课题; kind_title, family, phase: of its kind; leaders: names, 、-joined; stage_label: 实施 · 中期; next_title,
    next_due: what is due next, "" for nothing; days: to it, below 0 when late; budget, spent: yuan; rate: 0.0 and more,
    None without a budget; people: 项目组 now; results: 成果; alert, tone: one word and how urgent (rules.reminders.Tone).
    """

    project: ProjectRow
    label: str
    kind_title: str
    family: str
    phase: str
    is_live: bool
    leaders: str
    leader_ids: tuple[str, ...]
    stage_label: str
    next_title: str
    next_due: str
    days: int | None
    budget: float
    spent: float
    rate: float | None
    people: int
    results: int
    alert: str
    tone: str

    @property
    def id(self) -> str:
        """Of the project."""
        return self.project.id

    @property
    def version(self) -> int:
        """Of the project."""
        return self.project.version

    @property
    def title(self) -> str:
        """Of the project."""
        return self.project.title


def _own(key: str, width: float, **more: Any) -> Column:
    """A column of the project itself."""
    column = PROJECT_COLUMN[key]
    return Column(
        key, column.title, column.kind, width, aliases=column.aliases, codes=column.codes,
        value=lambda line: getattr(line.project, key), **more,
    )  # fmt: skip


LINE_COLUMNS = (
    _own("number", 28),
    _own("title", 60, is_shown=True),
    _own("level", 16),
    Column("label", "类别", width=30, is_shown=True),
    Column("leaders", "主持人", Kind.NAME, 20, is_shown=True, aliases=("负责人", "课题主持人", "项目负责人")),
    _own("doc_no", 34),
    _own("approved_on", 24),
    _own("start", 24),
    _own("end", 24),
    Column("stage_label", "阶段", width=26, is_shown=True, aliases=("状态",)),
    Column("next_title", "下一节点", width=24),
    Column("next_due", "节点日期", Kind.DATE, 24, is_shown=True),
    Column("budget", "预算（元）", Kind.NUMBER, 22),
    Column("spent", "已支（元）", Kind.NUMBER, 22),
    Column("rate", "执行率", Kind.NUMBER, 16, is_shown=True, value=lambda line: None if line.rate is None else round(line.rate * 100)),
    Column("people", "成员数", Kind.INT, 14),
    Column("results", "成果数", Kind.INT, 14),
    Column("alert", "提醒", Kind.TAG, 28, is_shown=True),
    _own("remark", 40),
    _own("subject", 18),
    _own("maturity", 14),
    Column("phase", "时段", width=16),
    Column("family", "项目族", width=18),
)  # fmt: skip
LINE_COLUMN = column_map(LINE_COLUMNS)
assert LINE_COLUMN["level"].codes is LEVELS  # sorted as the list of levels, not by character
