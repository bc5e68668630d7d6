"""How the timeline of the projects is painted: days as points, the head of the school years, a row for each project."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from edudesk.kit.rows_along import NAMES, PAD, TOP, Field, paint_edges, paint_names, paint_today
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import HEAD, Tone, tokens, ui_font
from edudesk.projects.forms.value import ENDED, STOPPED
from edudesk.projects.pages.board import TONES
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.timeline import Bar, Mark, halves

STATES = {"done": "已到", "next": "下一阶段", "later": "待到", "late": "逾期"}
_BAR, _DOT = 12, 5
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_days(painter: QPainter, field: Field) -> None:
    """The lines of the half years, and today."""
    theme = tokens()
    for day, _, word in halves(field.first, field.last):
        x = field.x(day)
        if x >= NAMES:
            painter.setPen(QPen(QColor(theme.edge if word == "上" else theme.line), 1))
            painter.drawLine(QPointF(x, TOP), QPointF(x, field.height))
    paint_today(painter, field)


def paint_head(painter: QPainter, field: Field) -> None:
    """School years over their halves, and what the marks mean."""
    theme, half, today = tokens(), TOP / 2, field.x(field.today)
    painter.fillRect(QRectF(0, 0, field.width, TOP), QColor(theme.canvas))
    painter.setFont(ui_font(HEAD))
    painter.setClipRect(QRectF(NAMES, 0, field.width - NAMES, TOP))
    every = halves(field.first, field.last)
    for number, (day, year, word) in enumerate(every):
        x = field.x(day)
        until = field.x(every[number + 1][0] if number + 1 < len(every) else field.last)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(x, half if word == "下" else 0), QPointF(x, TOP))
        painter.setPen(QColor(theme.muted))
        room = QRectF(x, half, until - x, half)
        term = f"{word}学期" if room.width() > 52 else word if room.width() > 16 else ""
        if abs(room.center().x() - today) > tag_width(term) / 2 + tag_width("今天") / 2 - 8:
            painter.drawText(room, _CENTRE, term)
        if word == "上" or number == 0:
            left, end = max(x, NAMES), min(field.x(date(int(year[5:]), 8, 1)), field.width)
            wordings = (f"{year} 学年", year[:4], "")
            said = next(one for one in wordings if not one or tag_width(one) <= end - left)
            painter.setPen(QColor(theme.ink))
            painter.drawText(QRectF(left, 0, end - left, half), _CENTRE, said)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(QPointF(NAMES, half), QPointF(field.width, half))
    paint_tag(painter, QRectF(today - tag_width("今天") / 2, half, 60, half), "今天", Tone.BRAND)
    painter.setClipping(False)
    _paint_legend(painter)
    paint_edges(painter, field)


def _paint_legend(painter: QPainter) -> None:
    x = float(PAD + _DOT)
    for state in ("done", "next", "late"):
        _paint_mark(painter, Mark("", date.min, state), QPointF(x + 2, TOP / 2))
        painter.setPen(QColor(tokens().muted))
        width = painter.fontMetrics().horizontalAdvance(STATES[state])
        painter.drawText(QRectF(x + 12, 0, width + 4, TOP), _LEFT, STATES[state])
        x += width + 30


def paint_row(
    painter: QPainter,
    field: Field,
    row: QRectF,
    line: ProjectLine,
    bar: Bar,
    marks: Sequence[Mark],
    *,
    is_chosen: bool,
) -> None:
    """A project: what it is at the left, its bar with the stages."""
    painter.save()
    painter.setClipRect(QRectF(NAMES, max(row.top(), TOP), field.width - NAMES, row.height()))
    start, end = _ends(line, bar, field.today)
    if start is not None and end is not None and not field.shows(start, end):
        _paint_way(painter, field, row, start, is_before=field.x(end) < NAMES)
    else:
        left, right = _paint_bar(painter, field, row, line, bar)
        for mark in marks:
            at = QPointF(field.x(mark.on), row.center().y())
            _paint_mark(painter, mark, at)
            left, right = min(left, at.x() - _DOT), max(right, at.x() + _DOT)
        _paint_words(painter, field, row, line, bar, (left, right))
    painter.restore()
    about = " · ".join(filter(None, (line.label, line.leaders, line.stage_label)))
    paint_names(painter, row, line.title, about, is_chosen=is_chosen)


def _ends(line: ProjectLine, bar: Bar, today: date) -> tuple[date | None, date | None]:
    """From where to where a bar is painted; one that is on and has no end reaches to today."""
    start, end = bar.start or bar.end, bar.end or bar.start
    if start is not None and bar.end is None and line.is_live:
        end = max(today, start)
    return start, end


def _paint_bar(
    painter: QPainter, field: Field, row: QRectF, line: ProjectLine, bar: Bar
) -> tuple[float, float]:
    """Where it begins and ends; at the left edge of the field when it has no day."""
    theme, middle = tokens(), row.center().y()
    left = right = NAMES + float(PAD)
    start, end = _ends(line, bar, field.today)
    if start is not None and end is not None:
        box = QRectF(field.x(start), middle - _BAR / 2, 0, _BAR)
        box.setRight(max(field.x(end), box.left() + 4))
        is_over = line.phase in (ENDED, STOPPED)
        edge, ground = (
            (theme.edge, theme.plain_soft) if is_over
            else (theme.brand, theme.brand_soft) if line.is_live
            else (theme.edge, theme.surface)
        )  # fmt: skip
        style = Qt.PenStyle.SolidLine if line.is_live or is_over else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(edge), 1, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        left, right = box.left(), box.right() + _DOT
    if bar.late is not None:
        first, last = map(field.x, bar.late)
        painter.fillRect(QRectF(first, middle - _BAR / 2 + 3, last - first, _BAR - 6), QColor(theme.bad_bar))
        right = max(right, last)
    return left, right


def _paint_mark(painter: QPainter, mark: Mark, at: QPointF) -> None:
    """Done is full, what comes is hollow, what is late is a red square on its corner."""
    theme = tokens()
    painter.setPen(QPen(QColor(theme.bad if mark.state == "late" else theme.brand), 1.5))
    painter.setBrush(QColor({"done": theme.brand, "late": theme.bad}.get(mark.state, theme.surface)))
    if mark.state == "late":
        far = _DOT + 1
        corners = (QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    else:
        size = _DOT if mark.state != "later" else _DOT - 1.5
        painter.drawEllipse(at, size, size)


def _paint_words(
    painter: QPainter, field: Field, row: QRectF, line: ProjectLine, bar: Bar, taken: tuple[float, float]
) -> None:
    """What the list warns of, or what is not written down, behind what is painted; before it where there is no room."""
    text, tone = (line.alert, TONES[line.tone]) if line.is_live and line.alert else (bar.words, Tone.PLAIN)
    if not text or (tone is Tone.GOOD and bar.end is not None):
        return
    (left, right), width = taken, tag_width(text)
    box = QRectF(min(max(right, NAMES) + 6, field.width - width - 6), row.top(), width, row.height())
    if box.left() < right + 6 and left - width - 6 >= NAMES + 6:  # no room behind it
        box.moveLeft(left - width - 6)
    paint_tag(painter, box, text, tone)


def _paint_way(painter: QPainter, field: Field, row: QRectF, start: date, *, is_before: bool) -> None:
    """Where a bar lies that is out of sight, with the month it begins in: ◀ 2019-03."""
    painter.setFont(ui_font(HEAD))
    painter.setPen(QColor(tokens().muted))
    month = start.isoformat()[:7]
    place = QRectF(NAMES + PAD, row.top(), field.width - NAMES - 2 * PAD, row.height())
    painter.drawText(place, _LEFT if is_before else _RIGHT, f"◀ {month}" if is_before else f"{month} ▶")
