"""The tables of submissions: own packs, their days, what was sent, forms that were asked for, passages of reports.

Columns and their meaning: submissions/rows. Packs are named by key and years by text: what they name may be a
shipped one, or lie in the recycle bin.
"""

from typing import ClassVar

from edudesk.store.rights import Right
from edudesk.store.tables import Record


class OwnPack(Record):
    """A pack of the school's own, or in the place of a shipped one."""

    __tablename__ = "own_pack"
    noun: ClassVar[str] = "材料包"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "packs"
    right: ClassVar[Right] = Right.EDIT_SUBMISSIONS

    key: str
    title: str
    addressee: str
    due: str
    audience: str
    naming: str
    files: str
    needs: str
    doubts: str
    concerns: str
    texts: str
    remark: str


class PackDue(Record):
    """Another day for a pack."""

    __tablename__ = "pack_due"
    noun: ClassVar[str] = "截止日期"
    label: ClassVar[str] = "pack"
    concern: ClassVar[str] = "packs"
    right: ClassVar[Right] = Right.EDIT_SUBMISSIONS

    pack: str
    school_year: str
    due: str
    remark: str


class Sending(Record):
    """One export of a pack, and when it was handed over."""

    __tablename__ = "sending"
    noun: ClassVar[str] = "报送记录"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "sendings"
    right: ClassVar[Right] = Right.EXPORT

    pack: str
    subject: str
    title: str
    addressee: str
    audience: str
    school_year: str
    serial: str
    number: int
    made_at: str
    made_by: str
    as_of: str
    place: str
    is_locked: str
    files: str
    head_seq: int
    head_mac: str
    reason: str
    reported_on: str
    received_by: str
    remark: str


class AskedForm(Record):
    """A form somebody outside asked for."""

    __tablename__ = "asked_form"
    noun: ClassVar[str] = "报表"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "asked"
    right: ClassVar[Right] = Right.EDIT_SUBMISSIONS
    names_files: ClassVar[tuple[str, ...]] = ("template",)

    school_year: str
    title: str
    issuer: str
    due: str
    template: str
    template_name: str
    mapping: str
    audience: str
    remark: str


class ReportText(Record):
    """A passage of a report in the school's own words."""

    __tablename__ = "report_text"
    noun: ClassVar[str] = "报告文字"
    label: ClassVar[str] = "key"
    concern: ClassVar[str] = "texts"
    right: ClassVar[Right] = Right.EDIT_SUBMISSIONS

    key: str
    school_year: str
    text: str


class OwnPaper(Record):
    """An official paper the school writes itself."""

    __tablename__ = "own_paper"
    noun: ClassVar[str] = "公文"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "papers"
    right: ClassVar[Right] = Right.EDIT_SUBMISSIONS

    kind: str
    title: str
    text: str
    number: str
    addressee: str
    signer: str
    issuer: str
    on: str
    copies: str
    printer: str
    note: str
    masthead: str
    style: str
    is_sealed: str
    serial: str
