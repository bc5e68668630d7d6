"""A Report as a PDF: title, table over as many pages as it needs, notes, room to sign."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from edudesk.base.dates import chinese_day
from edudesk.base.files import opened, place_of
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Report, Written
from edudesk.papers.board import Board
from edudesk.papers.canvas import MM, Align, Canvas, Lettering
from edudesk.papers.cells import Findings
from edudesk.papers.fit import LEADING, MARGIN_FOOT, MARGIN_TOP, MARGIN_X, sheets_for
from edudesk.papers.fonts import FontBook, Role, installed_fonts
from edudesk.papers.foot import draw_foot
from edudesk.papers.linebreak import break_lines
from edudesk.papers.titles import title_lines
from edudesk.papers.watermark import draw_watermark

_TITLE = 18.0  # 小二
_META = 10.5  # 五号
_NOTE = 9.0  # 小五
_SIGN_GAP = 9 * MM  # from the table to the line for signatures: room for a stamp


def write_report(
    report: Report, target: Path | BytesIO, step: Step = silent, *, fonts: FontBook | None = None
) -> Written:
    """Write the report to target, whole or not at all.

    Remarks of the result name what was left out or has no glyph. The sheet is the report's, or a larger one
    when the columns would not be readable on it. fonts: default those of this PC (see fonts.installed_fonts).
    Raises UserError when the file cannot be written, Cancelled when step does.
    """
    step(0, 0, "正在排版")
    with opened(target) as file:
        printer = _Printer(report, Canvas(file, report.title, fonts or installed_fonts()))
        printer.print_all(step)
    return Written(place_of(target), printer.findings.remarks(), printer.page_count)


class _Printer:
    """One report on its way to paper. All lengths are points from the top left corner."""

    def __init__(self, report: Report, canvas: Canvas) -> None:
        self.report = report
        self.canvas = canvas
        self.findings = Findings()
        self.page_count = 0
        self.board = Board(report, canvas, self.findings, sheets_for(report.paper))
        self.fit, self.head = self.board.fit, self.board.head
        self.width, self.height = self.fit.paper.width * MM, self.fit.paper.height * MM
        big = canvas.lettering(Role.XIAOBIAOSONG, _TITLE)
        title = self.findings.read(report.title, big.font, "标题")
        room = (self.width - 2 * MARGIN_X) / _TITLE
        self.title = title_lines(title, room, big.font.widths, (report.unit,))
        self.notes = [
            line
            for note in report.lower_notes
            for line in self._wrap("表注", note, canvas.lettering(Role.SONG, _NOTE))
        ]

    def _wrap(self, place: str, text: str, letters: Lettering) -> list[str]:
        clean = self.findings.read(text, letters.font, place)
        return break_lines(clean, (self.width - 2 * MARGIN_X) / letters.size, letters.font.widths)

    def print_all(self, step: Step) -> None:
        """Every page in turn, and the end of the file."""
        self.watermark = self._said("水印", self.report.watermark)
        self.meta = self._meta_lines()
        table_top = MARGIN_TOP + len(self.title) * _TITLE * LEADING + (1.0 + 1.6 * len(self.meta)) * _META
        room = self.height - MARGIN_FOOT - self.head.height
        dealt = self.board.deal(room - table_top, room - MARGIN_TOP, self._tail_height(self.notes))
        left = dealt.left - (0 if self.report.rows else self.fit.height(1))
        notes = self._deal_notes(left, self.height - MARGIN_TOP - MARGIN_FOOT)
        last = len(dealt.pages) - 1
        self.page_count = last + len(notes)
        for page in range(self.page_count):
            step(page, self.page_count, f"正在生成第 {page + 1} 页")
            self.canvas.start_page(self.width, self.height)
            draw_watermark(self.canvas, self.width, self.height, self.watermark)
            top = MARGIN_TOP
            if page == 0:
                self._print_title()
                top = table_top
            if page <= last:
                top = self.board.print(top, dealt.pages[page])
            if page >= last:
                top = self._print_notes(top, notes[page - last])
            if page == self.page_count - 1:
                self._print_signatures(top)
            self._print_foot(page + 1)
        step(self.page_count, self.page_count, "正在保存")
        self.canvas.close()

    def _print_title(self) -> None:
        canvas, middle = self.canvas, self.width / 2
        letters = canvas.lettering(Role.XIAOBIAOSONG, _TITLE)
        y = MARGIN_TOP + _TITLE
        for line in self.title:
            canvas.text(middle, y, line, letters, Align.CENTRE)
            y += _TITLE * LEADING
        small = canvas.lettering(Role.SONG, _META)
        y += 0.45 * _META
        for left, centre, right in self.meta:
            canvas.text(MARGIN_X, y, left, small)
            canvas.text(middle, y, centre, small, Align.CENTRE)
            canvas.text(self.width - MARGIN_X, y, right, small, Align.RIGHT)
            y += 1.6 * _META

    def _meta_lines(self) -> list[tuple[str, str, str]]:
        """Left, middle and right over the table: unit, what is counted, date; on two lines if one is too short."""
        unit = self._said("填报单位", self.report.unit_line)
        counted = self._said("表注", self.report.middle_line)
        day = f"填报日期：{chinese_day(self.report.on)}"
        small = self.canvas.lettering(Role.SONG, _META)
        sides = max(small.width(unit), small.width(day))
        if 2 * sides + small.width(counted) + 4 * _META <= self.width - 2 * MARGIN_X or not counted:
            return [(unit, counted, day)]
        return [(unit, "", ""), (counted, "", day)]

    def _said(self, place: str, text: str) -> str:
        return self.findings.read(text, self.canvas.font(Role.SONG), place).replace("\n", " ")

    def _tail_height(self, notes: Sequence[str]) -> float:
        above = 0.5 * _NOTE + len(notes) * _NOTE * LEADING if notes else 0.0
        return above + (_SIGN_GAP + _META if self.report.signature else 0.0)

    def _deal_notes(self, left: float, room: float) -> list[list[str]]:
        """Note lines by page, the first under the last row; the last page has room for the signatures too."""
        pages, rest = [], self.notes
        while self._tail_height(rest) > left:
            fits = max(int((left - 0.5 * _NOTE) / (_NOTE * LEADING)), 0)
            fits = min(fits, len(rest) - 1) if rest else 0  # a line goes along with the signatures
            pages.append(rest[:fits])
            rest, left = rest[fits:], room
        return [*pages, rest]

    def _print_notes(self, top: float, notes: Sequence[str]) -> float:
        letters = self.canvas.lettering(Role.SONG, _NOTE)
        y = top + (0.5 * _NOTE if notes else 0.0)
        for line in notes:
            y += _NOTE * LEADING
            self.canvas.text(MARGIN_X, y - 0.3 * _NOTE, line, letters)
        return y

    def _print_signatures(self, top: float) -> None:
        letters = self.canvas.lettering(Role.SONG, _META)
        share = (self.width - 2 * MARGIN_X) / max(len(self.report.signature), 1)
        for place, label in enumerate(self.report.signature):
            clean = self._said("签名栏", label)
            self.canvas.text(MARGIN_X + place * share, top + _SIGN_GAP, clean, letters)

    def _print_foot(self, number: int) -> None:
        text = f"第 {number} 页　共 {self.page_count} 页"
        draw_foot(self.canvas, self.width, self.height, text, self._said("页脚", self.report.footer))
