"""An official document (公文, GB/T 9704-2012) as a value: what it says. papers sets it as PDF and as Word."""

from collections.abc import Sized
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from edudesk.base.chart import Chart
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.base.report import Report


class Layout(Enum):
    """The forms of GB/T 9704-2012: the general one, and those of clause 10."""

    GENERAL = "公文"
    LETTER = "信函"
    MINUTES = "纪要"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands alone. text: with its mark as it is printed (一、 （一） 1. （1）); level: 1 … 4."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. lead: the sentence it begins with, set like a heading of the level; 0 = none."""

    text: str
    lead: str = ""
    level: int = 0


def leads_on(block: Paragraph) -> bool:
    """Whether it only leads to what follows (会议议定以下事项：) and so stays on the page with it."""
    return block.text.rstrip().endswith("：")


class Break(Enum):
    """A place where something ends."""

    PAGE = "page"


# a Report is a table in the text: its title over it, its notes under it, wide ones on a landscape page;
# a Form is a ruled box, as 单位意见 with room for the seal
Block = Heading | Paragraph | Report | Chart | Form | Break


@dataclass(frozen=True)
class Attachment:
    """A part that follows the text on a page of its own (附件). title: without the word 附件 and its number.

    file_name: of the part that goes as a file of its own; then it has no blocks and only its title is listed.
    """

    title: str
    body: tuple[Block, ...] = ()
    file_name: str = ""


@dataclass(frozen=True)
class Imprint:
    """版记. copies_to: 抄送 in the order of print; printer: 印发机关; on: 印发日期."""

    printer: str
    on: date
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """The first page of a plan or of an application. facts: label and value (学校名称（公章） …), "" = to fill in
    by hand; foot: who printed it; hints: 填写说明, the page behind it."""

    title: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One official document.

    key, file_name, audience: as those of a Report. title: lines are balanced by the writer; a line feed forces
    a line. body: in order. issuer: 署名, several for a joint document; on: 成文日期; since: the first day it may bear, of a
    document of an event that comes before what it is about, None = of the school year; is_sealed: leaves room for
    the seal (7.3.5.1), else the rule without seal (7.3.5.2). masthead: 发文机关标志 in red over a red line, "" =
    none; of a joint document a line for each issuer, the last with 文件 behind it. number: 发文字号,
    龙实小〔2025〕8号. signer: 签发人, of documents that go up, several parted by 、. addressee: 主送机关 without
    colon. note: 附注 without brackets. attendees: of minutes, label and names (出席, 请假, 列席). has_contents: 目录
    with page numbers before the text. opinion: a box below issuer and date, 单位意见. evidence: 佐证材料目录 after the text. serial: with version (2025-ZP-003
    v2), printed with the word 编号 at the foot of each page so that paper and file can be matched; footer: from
    which state of the data it was made. style: name of a preset in forms/papers/styles.toml. blanks: what is left
    open in it though somebody should fill it in, a few words each, for the look before it is sent; doubts: what in it does not add
    up, a sentence each.
    """

    key: str
    title: str
    body: tuple[Block, ...]
    issuer: tuple[str, ...] = ()
    on: date | None = None
    since: date | None = None
    is_sealed: bool = True
    layout: Layout = Layout.GENERAL
    style: str = "gb"
    masthead: str = ""
    number: str = ""
    signer: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    addressee: str = ""
    attachments: tuple[Attachment, ...] = ()
    note: str = ""
    attendees: tuple[tuple[str, str], ...] = ()
    imprint: Imprint | None = None
    cover: Cover | None = None
    has_contents: bool = False
    opinion: Form | None = None
    evidence: Report | None = None
    serial: str = ""
    footer: str = ""
    file_name: str = ""
    audience: Audience = Audience.INTERNAL
    records: tuple[str, ...] = field(default=(), compare=False)
    blanks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def rows(self) -> Sized:
        """The records whose data are in it, for the journal (ids)."""
        return self.records
