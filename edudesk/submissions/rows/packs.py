"""Packs (材料包): which files go to whom and when. The shipped ones are data in forms/packs; a school keeps its own."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Audience

# the parts of a file's name, by their words (plan_projects 4.2)
NAMING: Final = "学校简称_附件号_表名_学年_YYYYMMDD"
AUDIENCES: Final = CodeList(
    "输出级别", tuple(Code(one.value, aliases=(one.word, one.mark)) for one in Audience), False
)
AUDIENCE_WORDS: Final = CodeList("输出级别", tuple(Code(one.word) for one in Audience), False)  # on screen
PAPER: Final = "paper"  # PackFile.report: the written document the pack is about
TEMPLATE: Final = "template"  # PackFile.report: the bureau's workbook the pack is about


def word_of(audience: str) -> str:
    """Stored 输出级别 as a form shows it; what is none is shown as it is."""
    return next((one.word for one in Audience if one.value == audience), audience)


def audience_named(word: str) -> str:
    """The 输出级别 to be stored for a word of a form; "" stays."""
    return next((one.value for one in Audience if one.word == word), word)


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack. report: key in the registry, PAPER or TEMPLATE; format: xlsx, pdf, docx.

    title: 表名 in its name; number: 附件号, "1"; "" = none.
    """

    report: str
    format: str
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What is handed in together.

    key: P6, or of a school's own 校1; addressee: 报送至; due: words of rules.due, "" = no fixed day; needs: facts
    that must be filled in (rules.needs); doubts: fields of teachers whose 资料疑点 matter here; concerns: what the
    files are made from, as tables announce it (Record.concern); texts: keys of the passages the school writes;
    due_calendar: in its place where the plan it is about has calendar years; subject: id of the paper, form or project it is
    about; phases: of a project that hands it in alone, those it fits best
    first; is_own: kept in the school file.
    """

    key: str
    title: str
    files: tuple[PackFile, ...]
    addressee: str = ""
    due: str = ""
    due_calendar: str = ""
    audience: Audience = Audience.BUREAU
    naming: str = NAMING
    needs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    subject: str = ""
    remark: str = ""
    is_own: bool = False

    @property
    def is_by_calendar(self) -> bool:
        """Whether it is due by the calendar year of a plan."""
        return bool(self.due_calendar) and self.due == self.due_calendar

    @property
    def is_of_project(self) -> bool:
        """Whether it is about one project."""
        return bool(self.subject and self.phases)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDraft:
    """A school's own pack as it is stored. It stands for a shipped one of the same key.

    files: a line each, 表名 | report | format | 附件号; needs, doubts, concerns, texts: with spaces between.
    """

    key: str
    title: str
    addressee: str = ""
    due: str = ""
    audience: str = Audience.BUREAU.value
    naming: str = NAMING
    files: str = ""
    needs: str = ""
    doubts: str = ""
    concerns: str = ""
    texts: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow(PackDraft):
    """A stored pack of the school."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDraft:
    """Another day for a pack than its own rule says. due: words of rules.due; school_year: "" = in every year."""

    pack: str
    due: str
    school_year: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow(DueDraft):
    """A stored day."""

    id: str
    version: int


_DUE_HELP = "如 9月20日、第一学期第12周、第二学期末前5天、2026-09-25"
PACK_COLUMNS = (
    Column("key", "编号", width=16, required=True, help="如 P6、校1"),
    Column("title", "材料包", width=50, required=True, is_shown=True),
    Column("addressee", "报送至", width=30, is_shown=True),
    Column("due", "截止", width=30, is_shown=True, help=_DUE_HELP),
    Column("audience", "输出级别", Kind.CHOICE, 30, codes=AUDIENCES),
    Column("naming", "文件命名", width=60, help=f"用下划线连接，如 {NAMING}"),
    Column("files", "文件", width=80, required=True, help="每行一个：表名 | 报表 | 格式 | 附件号"),
    Column("needs", "必填的信息", width=60),
    Column("doubts", "核对的疑点", width=40),
    Column("concerns", "所用的数据", width=40),
    Column("texts", "自写的文字", width=40),
    Column("remark", "备注", width=40),
)
PACK_COLUMN = column_map(PACK_COLUMNS)

DUE_COLUMNS = (
    Column("pack", "材料包", width=30, required=True),
    Column("school_year", "学年", width=24, help="不填就是每个学年"),
    Column("due", "截止", width=30, required=True, help=_DUE_HELP),
    Column("remark", "备注", width=40, help="如通知的文号"),
)
DUE_COLUMN = column_map(DUE_COLUMNS)
