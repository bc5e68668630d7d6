"""佐证材料, numbered in the order of the archive (规划与项目调研 3.5). Files are attachments of the row."""

from dataclasses import dataclass

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
