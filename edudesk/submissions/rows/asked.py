"""报表清单: every form the bureau asked for in a school year; and the passages of reports a school writes itself."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDraft:
    """A form somebody outside asked for. issuer: 发来单位; due: ISO day, "" = none said.

    template: sha256 of the workbook that came with it, "" = none; template_name: its file name; mapping: what goes
    into which cell (TOML of sheets.filling.mapping); audience: of base.masking.
    """

    school_year: str
    title: str
    issuer: str = ""
    due: str = ""
    template: str = ""
    template_name: str = ""
    mapping: str = ""
    audience: str = "bureau"
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow(AskedDraft):
    """A stored form."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDraft:
    """A passage of a report in the school's own words. key: team.measures; text: paragraphs, a line each."""

    key: str
    school_year: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow(TextDraft):
    """A stored passage."""

    id: str
    version: int


ASKED_COLUMNS = (
    Column("title", "报表", width=60, required=True, is_shown=True),
    Column("issuer", "发来单位", width=36, is_shown=True),
    Column("due", "截止", Kind.DATE, 24, is_shown=True),
    Column("school_year", "学年", width=24, required=True),
    Column("template_name", "模板", width=40, is_shown=True),
    Column("template", "模板指纹", width=40),
    Column("mapping", "模板对应", width=40),
    Column("audience", "输出级别", width=30),
    Column("remark", "备注", width=40, is_shown=True),
)
ASKED_COLUMN = column_map(ASKED_COLUMNS)

TEXT_COLUMNS = (
    Column("key", "段落", width=30, required=True),
    Column("school_year", "学年", width=24, required=True),
    Column("text", "内容", width=120, required=True),
)
TEXT_COLUMN = column_map(TEXT_COLUMNS)
