"""Stored versions of forms. The shipped ones stand in forms/checks and are version 1."""

import json
from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.checks.forms.reading import form_of
from edudesk.checks.forms.value import CheckForm


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionDraft:
    """One version. number: of the version; since: ISO day it counts from; note: 修改说明; content: JSON of the form;
    is_off: 是 = offered no more (停用), old sheets keep it."""

    key: str
    number: int
    kind: str
    title: str
    since: str = ""
    note: str = ""
    content: str = ""
    is_off: str = ""

    @property
    def form(self) -> CheckForm:
        """The form itself."""
        return form_of(json.loads(self.content))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionRow(FormVersionDraft):
    """A stored version."""

    id: str
    version: int


FORM_COLUMNS = (
    Column("title", "表单", width=50, is_shown=True),
    Column("key", "编号", width=18, is_shown=True),
    Column("number", "版本", Kind.INT, 12, is_shown=True),
    Column("kind", "检查类型", width=20, is_shown=True),
    Column("since", "生效日期", Kind.DATE, 24, is_shown=True),
    Column("note", "修改说明", width=50, is_shown=True),
    Column("is_off", "停用", Kind.YESNO, 12, is_shown=True),
    Column("content", "内容", width=20),
)
FORM_COLUMN = column_map(FORM_COLUMNS)
