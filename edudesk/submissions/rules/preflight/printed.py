"""What the files print, and must not or cannot: open places, numbers of people, missing glyphs, lacking attachments."""

from collections.abc import Collection, Iterator
from typing import Final

from edudesk.base.contents import texts_of
from edudesk.base.document import Document
from edudesk.base.masking import Audience, mask_numbers
from edudesk.roster.histories import KIND
from edudesk.roster.rules.careers import Doubt
from edudesk.submissions.rows.enclosed import ENCLOSE
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rules.preflight.looked import FILL, LOOK, Looked, people

DOUBTS: Final = "资料疑点"
_BLANK: Final = "××"
_TOLD: Final = 4  # blanks by name
_PLAN_PAGES: Final = (
    ("plan_swot", "plan_swot"),
    ("plan_survey", "plan_swot"),
    ("plan_text", "plan_text"),
    ("plan_self", "plan_review"),
    ("plan_mid", "plan_review"),
    ("plan_final", "plan_review"),
    ("plan_", "plan"),
)


def blanks(looked: Looked) -> Iterator[Finding]:
    """Places of a paper that nobody filled in: 关于××的报告, and what it says itself is open."""
    for name, paper in looked.papers.items():
        if not isinstance(paper, Document):
            continue
        if count := sum(_BLANK in text for text in texts_of(paper)):
            text = f"《{name}》还有 {count} 处“{_BLANK}”没有改成实际内容"
            yield Finding(Level.MISSING, text, Action(FILL, "writing", looked.pack.subject))
        if paper.blanks:
            listed = "、".join(f"“{one}”" for one in paper.blanks[:_TOLD])
            more = f" 等 {len(paper.blanks)} 处" if len(paper.blanks) > _TOLD else ""
            text = f"《{name}》还没有填 {listed}{more}"
            yield Finding(Level.MISSING, text, Action(FILL, *_where(paper)))
        for doubt in paper.doubts:
            yield Finding(
                Level.DOUBT, f"《{name}》：{doubt.removesuffix('。')}", Action(LOOK, *_where(paper))
            )


def plan_page(key: str) -> str:
    """The page on which a paper of a plan is put right, "" for other papers."""
    return next((page for start, page in _PLAN_PAGES if key.startswith(start)), "")


def _where(paper: Document) -> tuple[str, str]:
    """The page on which a paper is put right, and the record there: of a plan the part of it that the paper is about."""
    page = plan_page(paper.key)
    return (page, "") if page else ("projects", next(iter(paper.records), ""))


def empty_lists(looked: Looked) -> Iterator[Finding]:
    """Lists in which nobody stands, where there are teachers at all."""
    if looked.facts.present:
        for name in looked.empty:
            yield Finding(Level.DOUBT, f"《{name}》里一行也没有", Action(LOOK, "roster_ledgers"))


def glyphs(looked: Looked) -> Iterator[Finding]:
    """Characters that no font has."""
    for name, paper in looked.papers.items():
        if name.endswith(".xlsx"):  # the reader's own fonts print it
            continue
        missing = looked.unprintable("".join(set("".join(texts_of(paper)))))
        if missing:
            listed = "、".join(f"“{char}”" for char in missing[:5])
            yield Finding(Level.DOUBT, f"《{name}》里的{listed}字库里没有，会印成“□”")


def masks(looked: Looked) -> Iterator[Finding]:
    """Whole numbers of people where the audience must not see them, or sees more than the pack asks for."""
    audience = looked.pack.audience
    for name, paper in looked.papers.items():
        whole = sum(mask_numbers(text) != text for text in texts_of(paper))
        if not whole:
            continue
        if audience is not Audience.INTERNAL:
            yield Finding(
                Level.MISSING, f"《{name}》有 {whole} 处没有打码的证件号或电话，不宜{audience.mark}"
            )
        elif looked.usual is not Audience.INTERNAL:
            yield Finding(
                Level.DOUBT,
                f"《{name}》含 {whole} 处完整的证件号或电话，这个材料包一般按“{looked.usual.mark}”打码",
            )


def masked_words(looked: Looked) -> str:
    """What is said when no whole number was found; "" where none has to be starred."""
    audience = looked.pack.audience
    return f"身份证号和电话已按“{audience.mark}”处理" if audience is not Audience.INTERNAL else ""


def enclosures(looked: Looked) -> Iterator[Finding]:
    """Attachments that a document names and the pack does not hold; evidence that is listed nowhere."""
    held = {file.title for file in looked.pack.files}
    for name, paper in looked.papers.items():
        if not isinstance(paper, Document):
            continue
        for one in paper.attachments:
            if one.file_name and not one.body and one.title not in held:
                text = f"《{name}》的附件“{one.title}”不在材料包里"
                yield Finding(Level.MISSING, text, Action(ENCLOSE, "submissions", one.title))
        if paper.evidence is not None and not paper.evidence.rows:
            yield Finding(Level.MISSING, f"《{name}》没有佐证材料", Action(LOOK, "roster_ledgers"))
        elif paper.evidence is not None:
            there = {str(cell) for row in paper.evidence.rows for cell in row}
            lacking = [f"“{title}”" for title in looked.evidence.get(paper.key, ()) if title not in there]
            if lacking:
                text = f"《{name}》的佐证材料里没有{'、'.join(lacking)}"
                yield Finding(Level.DOUBT, text, Action(LOOK, "roster_ledgers"))


def open_doubts(looked: Looked) -> Iterator[Finding]:
    """Teachers in the files with 资料疑点 in what the files print."""
    fields = set(looked.pack.doubts)
    doubted = [
        row
        for row in looked.facts.present
        if any(_matters(one, fields) for one in looked.doubts.get(row.id, ()))
    ]
    if doubted:
        record = doubted[0].id if len(doubted) == 1 else ""
        yield Finding(
            Level.DOUBT, f"{people(doubted)}的资料有疑点", Action(LOOK, "roster", record, query=DOUBTS)
        )


def _matters(doubt: Doubt, fields: Collection[str]) -> bool:
    if not doubt.kind:
        return doubt.key in fields
    return bool(set(KIND[doubt.kind].flat_fields) & set(fields))
