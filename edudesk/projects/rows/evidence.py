"""佐证材料, numbered in the order of the archive (规划与项目调研 3.5). Files are attachments of the row."""

from dataclasses import dataclass

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists

FORMS = code_lists()["evidence"]
LINK, ON_PAPER = "链接", "纸质"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDraft:
    """One proof. number: 04-02, given when it is stored; document: what it is (中期报告), "" = 过程资料; form: a word of FORMS;
    link: address of what is kept elsewhere; place: where the paper lies; pages: how many."""

    project_id: str
    title: str
    number: str = ""
    document: str = ""
    form: str = ""
    on: str = ""
    link: str = ""
    pages: int | None = None
    place: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow(EvidenceDraft):
    """A stored proof."""

    id: str
    version: int


FAULTS = CodeList("文件问题", (Code("文件不见了"), Code("内容已改变"), Code("没有材料")), False)
VANISHED, CHANGED, EMPTY = FAULTS.words


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """A file of a project that cannot be shown as it was kept, or a proof with nothing to show.

    id: of the attachment, of an empty proof its own; place: 材料, 活动, 成果 or 阶段, where the record stands; record_id, record:
    whose file it is (04-02 中期报告); file: its name, "" of an empty proof; what: a word of FAULTS.
    """

    id: str
    project_id: str
    project: str
    place: str
    record_id: str
    record: str
    file: str
    what: str

    @property
    def text(self) -> str:
        """A sentence about it, without the project."""
        if self.what == EMPTY:
            return f"“{self.record}”还没有文件或链接。"
        what = "不见了" if self.what == VANISHED else "已改变或损坏，不能作为佐证"
        return f"“{self.record}”的文件“{self.file}”{what}，请重新放入或从备份恢复。"

    @property
    def advice(self) -> str:
        """What to do."""
        if self.what == EMPTY:
            return "放入文件，或填写链接、存放处"
        return "重新放入原件，或从备份恢复"


FAULT_COLUMNS = (
    Column("project", "项目", Kind.NAME, 60, is_shown=True),
    Column("place", "所在", width=16, is_shown=True),
    Column("record", "材料（活动、阶段）", width=56, is_shown=True),
    Column("file", "文件", width=50, is_shown=True),
    Column("what", "问题", Kind.TAG, 24, codes=FAULTS, is_shown=True),
    Column("advice", "怎么办", width=56, is_shown=True, value=lambda row: row.advice),
)

EVIDENCE_COLUMNS = (
    Column("number", "编号", width=18, is_shown=True, aliases=("材料编号", "佐证编号")),
    Column("title", "材料名称", width=60, required=True, is_shown=True),
    Column("document", "材料种类", width=30, is_shown=True, help="是哪一份应交材料，如 中期报告"),
    Column("form", "材料形式", Kind.CHOICE, 18, codes=FORMS, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, is_shown=True),
    Column("link", "链接", width=50, help="视频等大文件请存到网盘后填地址"),
    Column("pages", "页数", Kind.INT, 14, is_shown=True),
    Column("place", "存放处", width=30),
    Column("remark", "备注", width=40),
)
EVIDENCE_COLUMN = column_map(EVIDENCE_COLUMNS)
