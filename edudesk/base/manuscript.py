"""A manuscript (文稿: plain text with a few marks of Markdown) read as an official document.

# 关于2025年秋季学期教师队伍情况的报告        the title; more lines with # are its further lines
主送：龙城区教育局                            facts of the head, in any order: see LABELS
                                              paragraphs are parted by empty lines
一、基本情况                                  a heading: a mark of a level and a few words, standing alone
表1 教师学历结构                              title of the table below it
| 学历 | 人数 |
|---|---:|
附件：1.教师花名册                            with its numbered lines
龙城实验小学                                  the last two lines: who, and the day
2025年11月3日
# 附件1 教师花名册                            what follows is the attachment itself
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from edudesk.base.dates import read_date
from edudesk.base.document import Attachment, Block, Document, Imprint, Layout
from edudesk.base.levels import level_of
from edudesk.base.manuscript_body import MARGIN, Body, Line, Remark, before_empty, lines_of, past_empty
from edudesk.base.paper_kinds import PaperKind

LABELS: Final[Mapping[str, str]] = {
    "标题": "title", "主送": "addressee", "主送机关": "addressee", "文号": "number", "发文字号": "number",
    "签发人": "signer", "抄送": "copies", "印发": "imprint", "密级": "secrecy", "紧急程度": "urgency",
    "份号": "copy_number", "红头": "masthead", "发文机关标志": "masthead", "署名": "issuer", "日期": "on",
    "附注": "note", "编号": "serial",
}  # fmt: skip
"""What a line of the head may begin with, and the fact of the document it tells."""

_ATTENDEES: Final = ("时间", "地点", "主持", "主持人", "出席", "请假", "缺席", "列席", "记录", "记录人")
_AT_END: Final = ("抄送", "印发", "附注")
_LABELLED: Final = re.compile(r"(\w{2,6})\s*[：:]\s*(.*)")
_TITLE: Final = re.compile(r"#(?!#)\s*(.+)")
_PART: Final = re.compile(r"#\s*附件\s*[\d一二三四五六七八九十]*\s*[：:.．、]?\s*(.*)")
_YEAR: Final = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
_PLACE: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY: Final = re.compile(rf"{_YEAR}\s*[年.．\-/]\s*{_PLACE}\s*[月.．\-/]\s*{_PLACE}\s*日?")
_BRACKETED: Final = re.compile(r"[（(]([^（()）]+)[）)]")
_NO_ISSUER: Final = re.compile(r"[。！？；：，,;:|#]")
_LONGEST_ISSUER: Final = 100  # as a joint committee has; a line of more is a text without its mark


@dataclass(frozen=True)
class Manuscript:
    """A manuscript read: every text gives a document, and what was odd is remarked."""

    document: Document
    remarks: tuple[Remark, ...]


def read_manuscript(
    text: str,
    kind: PaperKind,
    *,
    today: date,
    facts: Mapping[str, str] | None = None,
    is_line_paragraph: bool = False,
) -> Manuscript:
    """The document of a text. Nothing of the text is lost: what no rule knows is running text.

    today: the day of what has none of its own; facts: by their label, for what the text does not say itself
    (署名: the school); is_line_paragraph: each line is a paragraph, as people type in a window; else empty
    lines part them.
    """
    lines = list(lines_of(text))
    begins = [place for place, line in enumerate(lines) if place and _PART.fullmatch(line.text)]
    main = lines[: begins[0]] if begins else lines
    frame = _Frame(kind)
    start = frame.head(main)
    end = frame.foot(main, start)
    for label, value in (facts or {}).items():
        if value:
            frame.told.setdefault(LABELS[label], value)
    body = Body(_day(frame.told.get("on", "")) or today, is_line_paragraph)
    if "title" not in frame.told:
        body.remark(lines[0], "没有标题。请在第一行写“# ”，后面接着写标题。")
    for line, told in frame.odd:
        body.remark(line, told)
    blocks = body.blocks(main[start:end])
    attachments = _attachments(lines, begins, body)
    return Manuscript(frame.document(blocks, attachments, today), tuple(body.remarks))


class _Frame:
    """What stands around the running text: head and foot.

    told: facts by the key in LABELS; odd: lines at the end that could not be taken, with a remark on each.
    """

    def __init__(self, kind: PaperKind) -> None:
        self.kind = kind
        self.told: dict[str, str] = {}
        self.odd: list[tuple[Line, str]] = []
        self._is_minutes = kind.layout is Layout.MINUTES
        self._attendees: list[tuple[str, str]] = []

    def head(self, lines: Sequence[Line]) -> int:
        """Take title and labelled lines; the place after them."""
        place, titles = past_empty(lines, 0), []
        while place < len(lines) and (found := _TITLE.fullmatch(lines[place].text)):
            titles.append(found[1])
            place += 1
        if titles:
            self.told["title"] = "\n".join(titles)
        while (place := past_empty(lines, place)) < len(lines) and self._take(lines[place], LABELS):
            place += 1
        return place

    def foot(self, lines: Sequence[Line], start: int) -> int:
        """Take 署名, date and what stands below them; the place after the body."""
        end = before_empty(lines, len(lines), start)
        count = len(self._attendees)
        while end > start and self._take(lines[end - 1], _AT_END):
            end = before_empty(lines, end - 1, start)
        end = self._take_note(lines, start, end)
        if end > start and "on" not in self.told and _DAY.fullmatch(lines[end - 1].text):
            end = self._take_day(lines, start, end)
        while end > start and self._is_minutes and self._take(lines[end - 1], ()):
            end = before_empty(lines, end - 1, start)
        self._attendees[count:] = reversed(self._attendees[count:])
        return end

    def document(self, body: tuple[Block, ...], attachments: tuple[Attachment, ...], today: date) -> Document:
        """The document of these parts."""
        told = self.told
        on = _day(told.get("on", ""))
        issuer = tuple(name for name in re.split(r"\n|\s{2,}|\u3000+", told.get("issuer", "")) if name)
        masthead = self.kind.masthead.replace("{机关}", issuer[0] if issuer else "")
        note = told.get("note", "")
        bracketed = _BRACKETED.fullmatch(note)
        return Document(
            key="paper",
            title=told.get("title", ""),
            body=body,
            issuer=issuer,
            on=on,
            is_sealed=self.kind.is_sealed,
            layout=self.kind.layout,
            masthead=told.get("masthead", masthead),
            number=told.get("number", ""),
            signer=told.get("signer", ""),
            copy_number=told.get("copy_number", ""),
            secrecy=told.get("secrecy", ""),
            urgency=told.get("urgency", ""),
            addressee=told.get("addressee", "").rstrip("：:"),
            attachments=attachments,
            note=bracketed[1] if bracketed else note,
            attendees=tuple(self._attendees),
            imprint=self._imprint(issuer, on or today),
            serial=told.get("serial", ""),
            file_name=told.get("title", "").replace("\n", ""),
        )

    def _take(self, line: Line, labels: Iterable[str]) -> bool:
        """Keep what a labelled line tells; False when it is none, or tells again what is known."""
        found = _LABELLED.fullmatch(line.text)
        if found is None:
            return False
        label, value = found[1], found[2].strip(MARGIN)
        if self._is_minutes and label in _ATTENDEES and value:
            self._attendees.append((label, value))
            return True
        if label not in labels or LABELS[label] in self.told:
            return False
        if LABELS[label] == "on" and value and _day(value) is None:
            return False
        if value:
            self.told[LABELS[label]] = value
        return True

    def _take_note(self, lines: Sequence[Line], start: int, end: int) -> int:
        """附注: a last line in brackets below the date."""
        above = before_empty(lines, end - 1, start)
        if above > start and "note" not in self.told and _day(lines[above - 1].text):
            note = _BRACKETED.fullmatch(lines[end - 1].text)
            if note is not None:
                self.told["note"] = note[1]
                return above
        return end

    def _take_day(self, lines: Sequence[Line], start: int, end: int) -> int:
        """The last line looks like a date: the lines above it that are no sentence say whose."""
        if _day(lines[end - 1].text) is None:
            bad = lines[end - 1]
            told = f"“{bad.text}”不是日期。已排作正文，请改成 2025年11月3日 这样的写法。"
            self.odd.append((bad, told))
            return end
        self.told["on"] = lines[end - 1].text
        end = before_empty(lines, end - 1, start)
        names: list[str] = []
        while end > start and "issuer" not in self.told and _is_issuer(lines[end - 1].text):
            names.insert(0, lines[end - 1].text)
            end -= 1
        above = lines[end - 1] if end > start and not names else None
        if above and "issuer" not in self.told and _is_name(above.text):
            self.odd.append((above, "太长，不像署名。已排作正文，请核对文末的发文机关。"))
        if names:
            self.told["issuer"] = "\n".join(names)
        return before_empty(lines, end, start)

    def _imprint(self, issuer: Sequence[str], on: date) -> Imprint | None:
        """版记, of 印发：龙城实验小学办公室 2025年11月3日印发 and 抄送. on: when it does not say."""
        copies = tuple(name for name in re.split("[，,]", self.told.get("copies", "").rstrip("。")) if name)
        text = self.told.get("imprint", "")
        if not copies and not text:
            return None
        found = _DAY.search(text)
        day = _day(found[0]) if found else None
        if found and day:
            text = (text[: found.start()] + text[found.end() :].removeprefix("印发")).strip(MARGIN)
        return Imprint(text or "".join(issuer[:1]), day or on, copies)


def _attachments(lines: Sequence[Line], begins: Sequence[int], body: Body) -> tuple[Attachment, ...]:
    """Those with a text of their own, in order; the others that are listed are files of their own."""
    made = []
    for count, (begin, end) in enumerate(zip(begins, [*begins[1:], len(lines)], strict=False)):
        found = _PART.fullmatch(lines[begin].text)
        own = found[1] if found else ""
        listed = body.listed[count] if count < len(body.listed) else ""
        if own and listed and own != listed:
            body.remark(lines[begin], f"附件标题与附件说明里的“{listed}”不同。已按这里的印，请核对。")
        blocks = body.blocks(lines[begin + 1 : end], is_attachment=True)
        made.append(Attachment(own or listed or f"附件{count + 1}", blocks))
    return (*made, *(Attachment(name, file_name=name) for name in body.listed[len(begins) :]))


def _day(text: str) -> date | None:
    """The day of a text that is a whole date."""
    value = str(read_date(text).value) if _DAY.fullmatch(text.strip(MARGIN)) else ""
    return date.fromisoformat(value) if len(value) == len("2025-11-03") else None


def _is_issuer(text: str) -> bool:
    """Whether a line above the date can be a name of who issues it."""
    return len(text) <= _LONGEST_ISSUER and _is_name(text)


def _is_name(text: str) -> bool:
    """Whether a line is neither a sentence nor a heading."""
    return len(text) > 1 and not _NO_ISSUER.search(text) and not level_of(text)
