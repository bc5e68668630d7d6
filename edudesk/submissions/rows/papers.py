"""公文写作: what a school writes itself, 报告, 请示, 函 …, as it is kept."""

from dataclasses import dataclass

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.paper_kinds import STYLES, paper_kinds

KINDS = CodeList("文种", tuple(Code(kind.word) for kind in paper_kinds()), is_open=False)
LAYOUTS = CodeList("版式", tuple(map(Code, STYLES)), is_open=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """An official paper. kind, style: words of KINDS and LAYOUTS; text: a manuscript, each line a paragraph
    (base.manuscript); on: 成文日期, ISO, "" = not yet; copies: 抄送 with ，between them; printer: 印发机关;
    is_sealed: 是 or 否; serial: 编号, given once."""

    kind: str
    title: str
    text: str = ""
    number: str = ""
    addressee: str = ""
    signer: str = ""
    issuer: str = ""
    on: str = ""
    copies: str = ""
    printer: str = ""
    note: str = ""
    masthead: str = ""
    style: str = LAYOUTS.words[0]
    is_sealed: str = "是"
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow(PaperDraft):
    """A stored paper; its version counts the times it was saved."""

    id: str
    version: int


PAPER_COLUMNS = (
    Column("title", "标题", width=90, required=True, is_shown=True),
    Column("kind", "文种", Kind.CHOICE, 24, codes=KINDS, required=True, is_shown=True),
    Column("addressee", "主送机关", width=44, is_shown=True),
    Column("number", "发文字号", width=40, is_shown=True, help="如 龙实小〔2026〕8号"),
    Column("on", "成文日期", Kind.DATE, 26, is_shown=True),
    Column("signer", "签发人", width=24, help="报告、请示等上行文写"),
    Column("issuer", "署名", width=44, help="空着时写校名"),
    Column("masthead", "红头", width=44, help="如 龙城实验小学文件"),
    Column("copies", "抄送", width=60, help="几个单位之间用逗号隔开"),
    Column("printer", "印发机关", width=40, help="写了才印版记"),
    Column("note", "附注", width=50, help="联系人和电话"),
    Column("style", "版式", Kind.CHOICE, 24, codes=LAYOUTS),
    Column("is_sealed", "盖章", Kind.YESNO, 16),
    Column("serial", "编号", width=32, is_shown=True),
    Column("text", "正文", width=120),
)
PAPER_COLUMN = column_map(PAPER_COLUMNS)
