"""检查 in the drawer of a teacher: what is still to be mended, and every check with its score, each leading there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.reports.over_terms import over_chart
from edudesk.checks.rows.problems import CLOSED, MENDED, PROPOSED, ProblemRow
from edudesk.checks.rows.sheets import DRAFT, SheetRow
from edudesk.checks.rules.over_terms import PARTS, TEACHERS, TermFigures, lines_over
from edudesk.checks.rules.problems import LIVE, days_late
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.chart_card import ChartCard
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.pages.drawer import Pane
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import Facts

_SHOWN = 5  # problems; the others are counted
_PAST, _CHART = 6, 170  # terms that find room in the drawer; px


class ChecksPane(Pane):
    """open_problem(id), open_sheet(check, unit): where a line leads."""

    def __init__(
        self,
        sources: CheckSources,
        open_problem: Callable[[str], object],
        open_sheet: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self._sources, self._open_problem, self._open_sheet = sources, open_problem, open_sheet
        self._sheets: list[SheetRow] = []
        self._teacher_id = ""
        self._head = label("", "heading")
        place = QWidget()
        self._problems = QVBoxLayout(place)
        self._problems.setContentsMargins(0, 0, 0, 0)
        self._problems.setSpacing(8)
        self._more = label("", "small")
        self._title = label("", "heading")
        self._list = DatedList("检查记录")
        self._list.opened.connect(self._open)
        self._past = ChartCard("历年学期综合得分", _CHART)
        self._past.hide()
        for part in (self._head, place, self._more, self._past, self._title, self._list):
            self.column.addWidget(part)

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        problems = self._sources.check_problems.of_teacher(row.id)
        today = clock.today()
        still = sorted(
            (one for one in problems if one.status in (PROPOSED, *LIVE)),
            key=lambda one: (-days_late(one, today), one.due or "9"),
        )
        closed = sum(one.status == CLOSED for one in problems)
        done = f"，已销号 {closed} 个" if closed else ""
        self._head.setText(f"待整改 {len(still)} 个{done}" if still or closed else "没有要整改的问题。")
        clear_layout(self._problems)
        for one in still[:_SHOWN]:
            self._problems.addWidget(self._card(one, today))
        self._more.setText(f"另有 {len(still) - _SHOWN} 个。")
        self._more.setVisible(len(still) > _SHOWN)
        self._show_sheets(self._sources.sheets.of_teacher(row.id))
        self._teacher_id = row.id
        self._past.hide()
        years = self._sources.check_years
        run_task(self, "正在汇总历年得分", years.figures, partial(self._show_past, row.id))

    def _show_past(self, teacher_id: str, terms: Sequence[TermFigures]) -> None:
        """A line beside that of the school; somebody may have walked on meanwhile."""
        last = terms[-_PAST:]
        own = next((line for line in lines_over(last, TEACHERS) if line.id == teacher_id), None)
        is_shown = teacher_id == self._teacher_id and own is not None and sum(map(bool, own.points)) > 1
        if is_shown and own is not None:
            (whole, *_) = lines_over(last, PARTS)
            both = [own, replace(whole, name="全校平均")]
            self._past.show_chart(over_chart(last, both, TEACHERS, leads=False))
        self._past.setVisible(is_shown)

    def _card(self, one: ProblemRow, today: date) -> Card:
        late = days_late(one, today)
        tone = Tone.BAD if late else Tone.WARN if one.status in (PROPOSED, MENDED) else Tone.BRAND
        card = Card(role="inset")
        card.body.setContentsMargins(10, 8, 8, 6)
        card.body.setSpacing(4)
        card.add(label(one.text, wraps=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Tag(f"逾期 {late} 天" if late else one.status, tone))
        foot.addWidget(label(f"期限 {one.due[5:]}" if one.due else "", "small"), 1)
        foot.addWidget(link("处理", lambda: self._open_problem(one.id)))
        card.add(foot)
        return card

    def _show_sheets(self, sheets: Sequence[SheetRow]) -> None:
        self._sheets = sorted(
            (one for one in sheets if one.status != DRAFT), key=lambda one: (one.on, one.id), reverse=True
        )
        self._title.setText(f"检查记录 {len(self._sheets)} 次" if self._sheets else "还没有检查记录。")
        checks = {row.id: row.title for row in self._sources.campaigns.rows()} if self._sheets else {}
        self._list.show_lines([_line(one, checks.get(one.campaign_id, "")) for one in self._sheets])

    def _open(self, number: int) -> None:
        sheet = self._sheets[number]
        self._open_sheet(sheet.campaign_id, sheet.unit_id)


def _line(sheet: SheetRow, check: str) -> DatedLine:
    """2026-11-19 11月备课检查, behind it 93.5 优秀."""
    title = check or (kinds()[sheet.kind].name if sheet.kind in kinds() else sheet.kind)
    score = f"{sheet.score} {sheet.grade}" if sheet.score is not None else "仅供参考"
    return DatedLine(sheet.on, f"{title}（复查）" if sheet.first_id else title, score.strip())
