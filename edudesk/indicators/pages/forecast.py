"""师资预测: who reaches the age of retirement in the years to come, and what each subject lacks then."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.indicators.pages import FORECAST as CARD
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.pages.tabs import put_tabs
from edudesk.indicators.rules.feeding import FED_BY_SCHOOL
from edudesk.indicators.rules.forecast import (
    NOTE,
    YEARS,
    Forecast,
    Leaver,
    SubjectAhead,
    YearAhead,
    forecast,
    lack_words,
    rounded,
)
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.rows import TeacherRow
from edudesk.school.rows.stages import stages_of

_PAUSE_MS = 300
_MUCH, _SOME = Fraction(1), Fraction(1, 2)


class ForecastPage(ListPage):
    """show_teacher(id): to somebody who leaves."""

    name, title, icon_name = CARD
    unit = "个学科"
    concerns = FED_BY_SCHOOL | {"timetable"}
    search_hint = "学科…"

    def __init__(
        self,
        sources: IndicatorSources,
        show_page: ShowPage,
        show_teacher: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._show_page, self._show_teacher = sources, show_page, show_teacher
        self._asked = 0
        self.found: Forecast | None = None
        first, stages = clock.today().year, stages_of(sources.school.identity().stage)
        self.columns = (
            Column("stage", "学段", width=14, value=lambda row: row.now.stage, is_shown=len(stages) > 1),
            Column("subject", "学科", width=24, value=lambda row: row.now.subject, is_shown=True),
            _figure("periods", "周课时", lambda row: row.now.periods, 15),
            Column("load", "每人标准", Kind.NUMBER, 16, value=lambda row: rounded(row.now.load)),
            _figure("needed", "需要（人）", lambda row: row.now.needed, 17),
            _figure("staff", "现有（人）", lambda row: row.now.staff, 17),
            Column(
                "lack", "现在", Kind.NUMBER, 16, value=lambda row: lack_words(row.now.lack), is_shown=True,
                sort=lambda row: float(row.now.lack),
            ),
            *(_ahead(place, first + place) for place in range(YEARS + 1)),
            Column("leaving", "五年内退休", Kind.INT, 18, value=lambda row: len(row.leavers)),
        )  # fmt: skip
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)
        self._soon_again = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon_again.timeout.connect(self.reload)
        self.pupils.valueChanged.connect(lambda _number: self._soon_again.start())

    def buttons(self) -> Sequence[QWidget]:
        self.pupils = QSpinBox()
        self.pupils.setRange(-5000, 5000)
        self.pupils.setSingleStep(50)
        self.pupils.setSuffix(" 人")
        self.pupils.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.pupils.setAccessibleName(f"{YEARS} 年后学生增减")
        tried = QWidget()
        line = QHBoxLayout(tried)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(f"{YEARS} 年后学生增减", "muted"))
        line.addWidget(self.pupils)
        return (tried,)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("stage", "学段", lambda row: row.now.stage),
            ChoiceChip("subject", "学科", lambda row: row.now.subject),
        )

    def build_above(self) -> QWidget | None:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        self.years = [YearCard(self._show_year) for _ in range(YEARS + 1)]
        for card in self.years:
            cards.addWidget(card, 1)
        column.addLayout(cards)
        line = QHBoxLayout()
        self._note = label(NOTE, "muted", wraps=True)
        self._unknown = button("", self._show_unknown, "link")
        line.addWidget(self._note, 1)
        line.addWidget(self._unknown)
        column.addLayout(line)
        return above

    def build_drawer(self) -> Drawer | None:
        return ForecastDrawer(self._show_teacher)

    def show_row(self, row: SubjectAhead) -> None:
        assert isinstance(self.drawer, ForecastDrawer)
        self.drawer.show_subject(row, self.found)

    def shade(self, row: SubjectAhead, column: Column) -> Tone | None:
        """How much lacks in a year is seen at once."""
        if column.key == "lack":
            lack = row.now.lack
        elif column.key.startswith("in"):
            lack = row.lacks[int(column.key[2:])]
        else:
            return None
        return Tone.BAD if lack >= _MUCH else Tone.WARN if lack >= _SOME else None

    def reload(self) -> None:
        """Worked out beside the window."""
        self._asked += 1
        asked, on, pupils = self._asked, clock.today(), self.pupils.value()

        def job(step: Step) -> Forecast:
            return forecast(self._sources.indicators.inputs(on), pupils)

        def take(found: Forecast) -> None:
            if asked == self._asked:
                self._take(found)

        run_task(self, "正在预测", job, take)

    def _take(self, found: Forecast) -> None:
        self.found = found
        for card, year in zip(self.years, found.years, strict=True):
            card.show_year(year)
        self._unknown.setText(f"{len(found.unknown)} 人缺出生年月或性别，没有计入")
        self._unknown.setVisible(bool(found.unknown))
        origin = f"课时取自{found.origin}。" if found.subjects else ""
        self._note.setText(f"{NOTE}{origin}")
        self.show_rows(found.subjects)

    def _show_year(self, year: YearAhead) -> None:
        assert isinstance(self.drawer, ForecastDrawer)
        self.table.select([])
        self.drawer.show_year(year)
        self.drawer.show()

    def _show_unknown(self) -> None:
        assert isinstance(self.drawer, ForecastDrawer)
        if self.found is not None:
            self.table.select([])
            self.drawer.show_unknown(self.found.unknown)
            self.drawer.show()

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        go = (("打开教师花名册", partial(self._show_page, "roster")),)
        return "还没有可以预测的学科。", "请先在教师花名册登记专任教师的主教学科。", go


def _figure(key: str, title: str, value: Callable[[SubjectAhead], Fraction], width: float) -> Column:
    return Column(key, title, Kind.NUMBER, width, value=lambda row: rounded(value(row)), is_shown=True)


def _ahead(place: int, year: int) -> Column:
    return Column(
        f"in{place}", f"{year}年底", Kind.NUMBER, 17, value=lambda row: lack_words(row.lacks[place]), is_shown=True,
        sort=lambda row: float(row.lacks[place]),
    )  # fmt: skip


class YearCard(Card):
    """A calendar year: how many leave, who is there at its end. opened(year): its people."""

    def __init__(self, opened: Callable[[YearAhead], object]) -> None:
        super().__init__()
        self._opened = opened
        self.body.setContentsMargins(8, 10, 8, 10)
        self.body.setSpacing(2)
        self._year: YearAhead | None = None
        self._name, self.rest = label("", "muted"), label("", "small")
        self.number = button("", self._open, "link")
        for one in (self._name, self.number, self.rest):
            self.body.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self._name, self.rest):
            one.setIndent(6)  # as far in as the words of the link

    def show_year(self, year: YearAhead) -> None:
        """Another year."""
        self._year = year
        self._name.setText(f"{year.year} 年")
        self.number.setText(f"退休 {len(year.leavers)} 人")
        self.number.setEnabled(bool(year.leavers))
        self.rest.setText(f"年末教职工 {year.staff}")

    def _open(self) -> None:
        if self._year is not None:
            self._opened(self._year)


class ForecastDrawer(Drawer):
    """Who leaves in a year, or of a subject with its figures; or of whom nothing can be said."""

    def __init__(self, show_teacher: Callable[[str], object]) -> None:
        super().__init__()
        self._show_teacher = show_teacher
        self._ids: tuple[str, ...] = ()
        self.figures = KeyValues(90)
        self.people = DatedList("退休的人员")
        self.people.opened.connect(lambda number: self._show_teacher(self._ids[number]))
        self._none = label("五年内没有人到退休年龄。", "muted", wraps=True)
        for one in (self.figures, self.people, self._none):
            self.body.addWidget(one)
        self.body.addStretch(1)

    def show_year(self, year: YearAhead) -> None:
        """Who leaves in a calendar year."""
        left = f"年末教职工 {year.staff} 人，其中专任教师 {rounded(year.teachers):g} 人"
        self.show_head(f"{year.year} 年退休 {len(year.leavers)} 人", left)
        self.figures.hide()
        self._show_leavers(year.leavers)

    def show_subject(self, row: SubjectAhead, found: Forecast | None) -> None:
        """A subject with what it lacks in each year, and who leaves."""
        now = row.now
        self.show_head(f"{now.stage}{now.subject}", f"五年内退休 {len(row.leavers)} 人")
        years = () if found is None else found.years
        self.figures.show()
        self.figures.show_rows(
            [
                (
                    "算式",
                    f"{rounded(now.periods):g} 节 ÷ {rounded(now.load):g} 节 = {rounded(now.needed):g} 人",
                ),
                ("现有", f"{rounded(now.staff):g} 人，{lack_words(now.lack)}"),
                *(
                    (f"{year.year}年底", f"{lack_words(lack)}{_pupils_told(year)}")
                    for year, lack in zip(years, row.lacks, strict=False)
                ),
            ]
        )
        self._show_leavers(row.leavers)

    def show_unknown(self, rows: Sequence[TeacherRow]) -> None:
        """Of whom birth or sex is not entered."""
        self.show_head("缺出生年月或性别", "没有计入预测，补填后自动计入。")
        self.figures.hide()
        self._ids = tuple(row.id for row in rows)
        self.people.show_lines(
            [DatedLine(row.name, row.subject or row.staff_category or "—") for row in rows]
        )
        self.people.setVisible(bool(rows))
        self._none.hide()

    def _show_leavers(self, leavers: Sequence[Leaver]) -> None:
        self._ids = tuple(one.row.id for one in leavers)
        self.people.show_lines(
            [
                DatedLine(
                    one.month,
                    one.row.name,
                    " · ".join(filter(None, (one.row.subject, one.row.title or one.category))),
                )
                for one in leavers
            ]
        )
        self.people.setVisible(bool(leavers))
        self._none.setVisible(not leavers)


def _pupils_told(year: YearAhead) -> str:
    return "" if year.pupils is None else f"（学生 {round(float(year.pupils))} 人）"
