"""校情问卷: how people answered for a line of the SWOT matrix, as groups, and what they wrote (规划与项目调研 2.1, 3)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

PEOPLE = code_lists()["people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDraft:
    """How one group answered for one line, or one thing that it wrote. Nobody is known but as one of a group.

    swot_id: the line, soft, "" = the open question; people: a word of PEOPLE; on: ISO day; answers: how many; hundredths: their mean,
    100 … 500, None of the open question; text: what was written to the open question.
    """

    plan_id: str
    swot_id: str = ""
    people: str = ""
    on: str = ""
    answers: int | None = None
    hundredths: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRow(SurveyDraft):
    """A stored answer of a group."""

    id: str
    version: int


SURVEY_COLUMNS = (
    Column("swot_id", "SWOT 条目", width=60),
    Column("people", "对象", Kind.CHOICE, 18, codes=PEOPLE, required=True, is_shown=True),
    Column("on", "日期", Kind.DATE, 22, is_shown=True),
    Column("answers", "人数", Kind.INT, 14, is_shown=True),
    Column("hundredths", "平均分（百分之一分）", Kind.INT, 16),
    Column("text", "最希望优先解决的问题", width=60, lines=3),
)
SURVEY_COLUMN = column_map(SURVEY_COLUMNS)
