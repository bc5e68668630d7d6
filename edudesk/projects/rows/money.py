"""Budget lines and what was spent (规划与项目调研 3.4). A ledger only: 以财务部门数据为准."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists

LINES = code_lists()["line"]
SOURCES = code_lists()["source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetDraft:
    """What is planned for one 科目 in one calendar year out of one source, in yuan with two places. initial: 年初预算, when it
    was another (绩效自评表)."""

    project_id: str
    line: str
    year: str = ""
    source: str = ""
    yuan: float | None = None
    initial: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow(BudgetDraft):
    """A stored budget line."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingDraft:
    """One payment. on: ISO day; payee: 收款人; voucher: 凭证号; handler: 经办人."""

    project_id: str
    line: str
    on: str = ""
    source: str = ""
    yuan: float | None = None
    payee: str = ""
    voucher: str = ""
    handler: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRow(SpendingDraft):
    """A stored payment."""

    id: str
    version: int


BUDGET_COLUMNS = (
    Column("line", "经费科目", Kind.CHOICE, 26, codes=LINES, required=True, is_shown=True, aliases=("科目", "支出科目")),
    Column("year", "年度", width=16, is_shown=True, help="自然年，如 2026"),
    Column("source", "经费来源", Kind.CHOICE, 22, codes=SOURCES, is_shown=True),
    Column("yuan", "预算（元）", Kind.NUMBER, 24, required=True, is_shown=True, aliases=("预算", "金额", "预算金额")),
    Column("initial", "年初预算（元）", Kind.NUMBER, 24, help="年中调整过预算时填"),
    Column("remark", "备注", width=40, is_shown=True),
)  # fmt: skip
BUDGET_COLUMN = column_map(BUDGET_COLUMNS)

SPENDING_COLUMNS = (
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("line", "经费科目", Kind.CHOICE, 26, codes=LINES, required=True, is_shown=True),
    Column("yuan", "金额（元）", Kind.NUMBER, 24, required=True, is_shown=True),
    Column("payee", "收款人", width=30, is_shown=True),
    Column("voucher", "凭证号", width=24, is_shown=True),
    Column("handler", "经办人", width=18, is_shown=True),
    Column("source", "经费来源", Kind.CHOICE, 22, codes=SOURCES),
    Column("remark", "备注", width=40),
)
SPENDING_COLUMN = column_map(SPENDING_COLUMNS)
