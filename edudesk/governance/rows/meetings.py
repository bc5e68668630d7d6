"""Meetings of bodies and what they resolved, with how it was carried out (规划与项目调研 1, 第 67 条; 2.1, 6)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.governance.forms import code_lists

OUTCOMES = code_lists()["outcome"]
PASSED, PASSED_IN_PRINCIPLE, REFUSED, PUT_OFF = OUTCOMES.words


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """One meeting. body_id: soft; number: 三届二次; due, present: 应到, 实到; text: 会议纪要. Its papers are attachments."""

    title: str
    body_id: str = ""
    number: str = ""
    on: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    due: int | None = None
    present: int | None = None
    agenda: str = ""
    text: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(MeetingDraft):
    """A stored meeting."""

    id: str
    version: int


MEETING_COLUMNS = (
    Column("on", "日期", Kind.DATE, 26, required=True, is_shown=True),
    Column("title", "会议名称", width=44, required=True, is_shown=True, aliases=("名称", "会议")),
    Column("body_id", "机构", width=30),
    Column("number", "届次", width=34, is_shown=True, help="例如：三届二次"),
    Column("place", "地点", width=24),
    Column("chair", "主持人", width=20, is_shown=True),
    Column("recorder", "记录人", width=20),
    Column("due", "应到人数", Kind.INT, 16),
    Column("present", "实到人数", Kind.INT, 16, is_shown=True),
    Column("agenda", "议程", width=60, lines=4),
    Column("text", "会议纪要", width=80, lines=8),
    Column("remark", "备注", width=40),
)
MEETING_COLUMN = column_map(MEETING_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDraft:
    """One resolution. result: a word of OUTCOMES; owner, due: who carries it out by when; done_on, done: when and how it was."""

    meeting_id: str
    title: str
    text: str = ""
    result: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    owner: str = ""
    due: str = ""
    done_on: str = ""
    done: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRow(ResolutionDraft):
    """A stored resolution."""

    id: str
    version: int


RESOLUTION_COLUMNS = (
    Column("title", "议题（决议）", width=50, required=True, is_shown=True),
    Column("text", "决议内容", width=70, is_shown=True, lines=4),
    Column("result", "表决结果", Kind.CHOICE, 18, codes=OUTCOMES, is_shown=True),
    Column("votes_for", "同意", Kind.INT, 12),
    Column("votes_against", "反对", Kind.INT, 12),
    Column("votes_abstain", "弃权", Kind.INT, 12),
    Column("owner", "落实责任人", width=24, is_shown=True),
    Column("due", "落实期限", Kind.DATE, 22, is_shown=True),
    Column("done_on", "完成时间", Kind.DATE, 22, is_shown=True),
    Column("done", "落实情况", width=50, is_shown=True, lines=3),
    Column("remark", "备注", width=40),
)
RESOLUTION_COLUMN = column_map(RESOLUTION_COLUMNS)
