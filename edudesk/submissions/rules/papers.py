"""Official papers of the school: what a new one begins with, its document, what keeps it from being stored."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from edudesk.base.document import Document
from edudesk.base.errors import FieldProblem
from edudesk.base.files import safe_name
from edudesk.base.manuscript import Manuscript, read_manuscript
from edudesk.base.manuscript_body import Remark
from edudesk.base.masking import Audience
from edudesk.base.paper_kinds import STYLES, paper_kind
from edudesk.school.rules.years import is_day
from edudesk.submissions.rows.papers import KINDS, LAYOUTS, PaperDraft, PaperRow


def new_paper(kind: str, issuer: str, on: date) -> PaperDraft:
    """A paper of a kind with the text such a one usually begins with."""
    told = paper_kind(kind)
    return PaperDraft(
        kind=kind,
        title=f"关于××的{kind}",
        text=told.text.replace("\n\n", "\n"),
        issuer=issuer,
        on=on.isoformat(),
        is_sealed="是" if told.is_sealed else "否",
    )


def next_serial(serials: Iterable[str], year: int) -> str:
    """编号 of the next paper of a year: 2026-GW-003."""
    begin = f"{year}-GW-"
    numbers = [
        int(tail) for one in serials if one.startswith(begin) and (tail := one[len(begin) :]).isdecimal()
    ]
    return f"{begin}{max(numbers, default=0) + 1:03}"


def manuscript_of(paper: PaperDraft, today: date, footer: str = "") -> Manuscript:
    """The document of a paper as it stands; a stored one has its serial and version at the foot."""
    facts = {
        "标题": paper.title,
        "主送": paper.addressee,
        "文号": paper.number,
        "签发人": paper.signer,
        "署名": paper.issuer,
        "日期": paper.on,
        "抄送": paper.copies,
        "印发": paper.printer,
        "附注": paper.note,
        "红头": paper.masthead,
    }
    found = read_manuscript(
        paper.text, paper_kind(paper.kind), today=today, facts=facts, is_line_paragraph=True
    )
    document = found.document
    version = f" v{paper.version}" if isinstance(paper, PaperRow) else ""
    return replace(
        found,
        remarks=(*_title_remarks(paper, document), *found.remarks),
        document=replace(
            document,
            style=STYLES[paper.style],
            is_sealed=paper.is_sealed == "是",
            serial=f"{paper.serial}{version}" if paper.serial else "",
            footer=footer,
            audience=Audience.BUREAU,
            file_name=safe_name(
                document.title.replace("\n", ""), f"_{document.on:%Y%m%d}" if document.on else ""
            ),
            records=(paper.id,) if isinstance(paper, PaperRow) else (),
        ),
    )


def _title_remarks(paper: PaperDraft, document: Document) -> tuple[Remark, ...]:
    """A title in the text, as a pasted one begins with, is printed; the list goes by the field."""
    if "".join(document.title.split()) == "".join(paper.title.split()):
        return ()
    line = next(number for number, text in enumerate(paper.text.splitlines(), 1) if text.strip())
    text = f"第 {line} 行的标题与“标题”一栏不同，已按正文里的印。请把它移到“标题”一栏，列表和文件夹按那一栏起名。"
    return (Remark(line, text),)


def settled_paper(paper: PaperDraft) -> PaperDraft:
    """The paper as it is stored: its text without blanks at the ends of lines."""
    lines = [line.rstrip() for line in paper.text.replace("\r\n", "\n").split("\n")]
    return replace(paper, title=paper.title.strip(), text="\n".join(lines).strip("\n"))


def paper_problems(paper: PaperDraft) -> tuple[FieldProblem, ...]:
    """What keeps a paper from being stored, all at once."""
    found = []
    if not paper.title:
        found.append(FieldProblem("title", "请填写标题。"))
    if paper.kind not in KINDS.words:
        found.append(FieldProblem("kind", "请选择文种。"))
    if paper.style not in LAYOUTS.words:
        found.append(FieldProblem("style", "请选择版式。"))
    if paper.on and not is_day(paper.on):
        found.append(FieldProblem("on", "请写成 2026-12-05 这样的日期。"))
    return tuple(found)


def copy_of(paper: PaperDraft, on: date) -> PaperDraft:
    """The same paper as a new one of this day: number and serial are its own."""
    kept = {one.name: getattr(paper, one.name) for one in fields(PaperDraft)}
    return PaperDraft(**kept | {"on": on.isoformat(), "number": "", "serial": ""})
