"""项目管理: every project as a table, a board or a timeline, what is due in colour, a project beside it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.kit import messages
from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.day_chip import DayChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.one_of import OneOf
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.kit.views import Keep
from edudesk.projects.forms.lists import result_types
from edudesk.projects.pages import PROJECTS, forms
from edudesk.projects.pages.board import TONES, Board
from edudesk.projects.pages.drawer import ProjectDrawer
from edudesk.projects.pages.kind_forms import change_kind
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.pages.tabs import put_tabs
from edudesk.projects.pages.timeline import Timeline
from edudesk.projects.rows.lines import LINE_COLUMN, LINE_COLUMNS, ProjectLine
from edudesk.projects.rows.projects import LEVELS, ProjectRow
from edudesk.projects.rules.finding import Person, project_rank
from edudesk.projects.rules.stages import left_from, next_stages
from edudesk.projects.rules.timeline import along_the_years
from edudesk.roster.pages.as_of import days_offered
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rules.years import school_year_of

_SOON = 60  # days
_YEARS, _TYPES = 3, 5  # school years of 成果 shown, and how many types of them
_TABLE, _BOARD, _TIMELINE = range(3)

ExportButton = Callable[["ProjectsPage"], QWidget]
Picture = TypeVar("Picture", Board, Timeline)


def _columns() -> tuple[Column, ...]:
    """The columns of the list, money in 万元 and the name of a project set off; dates and 提醒 whole beside the drawer."""
    shown = {
        "title": replace(LINE_COLUMN["title"], kind=Kind.NAME, width=58),
        "next_due": replace(LINE_COLUMN["next_due"], width=28),
        "alert": replace(LINE_COLUMN["alert"], width=34),
        "leaders": replace(LINE_COLUMN["leaders"], kind=Kind.TEXT, is_shown=False),
        "rate": replace(
            LINE_COLUMN["rate"],
            kind=Kind.TEXT,
            width=17,
            value=lambda line: "" if line.rate is None else f"{int(line.rate * 100)}%",
            sort=lambda line: -1 if line.rate is None else line.rate,
        ),
    }
    money = Column(
        "money", "已支 / 预算（万元）", width=36, is_shown=True, value=_money, sort=lambda line: line.budget
    )
    columns = {column.key: shown.get(column.key, column) for column in LINE_COLUMNS}
    alert = columns.pop("alert")
    found = []
    for key, column in columns.items():
        found += [money, column] if key == "rate" else [column]
        if key == "next_due":  # what the page is for: in sight at 1366 beside the drawer
            found.append(alert)
    return tuple(found)


def _money(line: ProjectLine) -> str:
    """3.2 / 5.0; nothing without a budget."""
    return f"{line.spent / 10_000:.1f} / {line.budget / 10_000:.1f}" if line.budget or line.spent else ""


class ProjectsPage(RowsPage):
    """import_wanted: a 台账 that was there; file_dropped(path): it fell on the page; paper_wanted(project id, key,
    year): a paper of that year; hand_in_wanted(project id): its packs; people: the roster, for 主持人 and members; show_page: for the tabs;
    export_button(page): what it can hand out."""

    name, title, icon_name = PROJECTS
    unit = "项"
    concerns = frozenset({"projects", "project_kinds", "teachers", "attachments"})
    search_hint = "项目、主持人…"
    search_width = 150  # the chips stay in one row beside the drawer at 1366
    columns: tuple[Column, ...] = _columns()
    import_wanted = Signal()
    hand_in_wanted = Signal(str)
    file_dropped = Signal(object)
    paper_wanted = Signal(str, str, str)

    def __init__(
        self,
        sources: ProjectSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        export_button: ExportButton,
        keep_views: Keep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self._export_button = sources, people, export_button
        self.service = sources.projects
        self.choosing = Choosing()
        self._participation = (0, 0)
        # 主持人 as one types them, by their names: a key in the search asks of all projects
        self._spelled: dict[str, list[Person]] = {}
        self.day_chip = DayChip("参与率时点", days_offered, is_optional=True)
        self.day_chip.chosen.connect(self._take_day)
        super().__init__(undo, parent, keep_views)
        put_tabs(self.head, self.name, show_page)
        self.model.counted.connect(self._show_picture)
        self.model.layoutChanged.connect(self._show_picture)

    def take(self, file: Path) -> bool:
        self.file_dropped.emit(file)
        return True

    # what stands in it

    def rows(self) -> Sequence[ProjectLine]:
        self.choosing.offer(self._people())
        self._spelled = {}
        if self.day_chip.day is None:
            self._participation = self._sources.project_board.participation()
        else:
            self._read_day()
        return self._sources.project_board.lines()

    def called(self, row: ProjectLine) -> str:
        return row.title

    def counted(self, shown: int, total: int) -> str:
        live = sum(row.is_live for row in self.model.all_rows)
        within, of = self._participation
        # which day stands on its chip: beside the drawer there is no room for it here
        word = "当日参与率" if self.day_chip.day is not None else "教师参与率"
        share = f" · {word} {within / of * 100:.1f}%" if of else ""
        return f"在研 {live} 项{share}" + ("" if shown in (live, total) else f" · 显示 {shown} / {total} 项")

    def rank(self, typed: str, row: ProjectLine) -> int | None:
        people = self._spelled.get(row.leaders)
        if people is None:
            names = filter(None, row.leaders.split("、"))
            people = self._spelled[row.leaders] = [(name, *self.choosing.spell(name)) for name in names]
        return project_rank(typed, row.project, people)

    def chips(self) -> Sequence[Chip]:
        return (
            ToggleChip("live", "在研", lambda row: row.is_live, is_on=True),
            ChoiceChip("level", "级别", lambda row: row.project.level, LEVELS.words),
            ChoiceChip("kind", "类别", lambda row: row.kind_title),
            ChoiceChip("leader", "主持人", lambda row: [one for one in row.leaders.split("、") if one]),
            ToggleChip("soon", f"{_SOON} 天内到期", _is_soon, is_counted=True),
            ChoiceChip("phase", "时段", lambda row: row.phase, is_optional=True),
            ChoiceChip("family", "项目族", lambda row: row.family, is_optional=True),
            self.day_chip,
        )

    def _take_day(self, day: date | None) -> None:
        """教师参与率 of another day, None = today; the list stays that of today."""
        self.day_chip.show_day(day)
        self._participation = (0, 0)
        self.reload()

    def _read_day(self) -> None:
        """教师参与率 of a day that has gone, beside the window: it takes the histories of the whole roster."""
        day, board = self.day_chip.day, self._sources.project_board

        def show(found: tuple[int, int]) -> None:
            if day == self.day_chip.day:
                self._participation = found
                self._show_counts(len(self.model.rows), len(self.model.all_rows))

        run_task(self, "正在计算教师参与率", lambda _step: board.participation(day), show)

    def buttons(self) -> Sequence[QWidget]:
        self.ways = OneOf(("表格", "看板", "时间轴"))
        self.ways.chosen.connect(self._show_way)
        return (
            self.ways,
            button("导入台账", self.import_wanted.emit, icon_name="import"),
            self._export_button(self),
            button("新建项目", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def tone(self, row: ProjectLine, column: Column) -> Tone:
        return TONES.get(row.tone, Tone.PLAIN)

    def shade(self, row: ProjectLine, column: Column) -> Tone | None:
        return Tone.BAD if column.key == "next_due" and row.days is not None and row.days < 0 else None

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有项目。",
            "有项目台账的，可以直接导入；校级的想法也可以先放进项目库，再论证申报。",
            (("新建项目", self.add), ("导入台账", self.import_wanted.emit)),
        )

    def build_drawer(self) -> Drawer | None:
        drawer = ProjectDrawer(self._sources, self.choosing, self._undo)
        drawer.move_wanted.connect(self.move_on)
        drawer.paper_wanted.connect(self.paper_wanted)
        drawer.hand_in_wanted.connect(self.hand_in_wanted)
        drawer.edit_wanted.connect(
            lambda row: forms.edit(self, self._sources, self.choosing, row, self.show_saved)
        )
        return drawer

    def show_row(self, row: ProjectLine) -> None:
        assert isinstance(self.drawer, ProjectDrawer)
        self.drawer.show_line(row)

    def open_row(self, row: ProjectLine) -> None:
        assert self.drawer is not None
        self.show_row(row)
        self.drawer.show()

    def show_record(self, project_id: str, place: str, record_id: str = "") -> None:
        """A project with one of its records, see ProjectDrawer.show_record."""
        if self.go_to(project_id):
            assert isinstance(self.drawer, ProjectDrawer)
            self.drawer.show_record(place, record_id)

    def build_above(self) -> QWidget | None:
        self.pictures = QStackedWidget()
        self.pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pictures.hide()
        return self.pictures

    def build_below(self) -> QWidget | None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.levels, self.results = Bars(), Bars(is_clickable=False)
        self.levels.asked.connect(self._choose_level)
        for title, bars in (("按级别", self.levels), (f"成果（近 {_YEARS} 学年）", self.results)):
            card = Card(title)
            card.add(bars)
            card.body.addStretch(1)
            row.addWidget(card, 1)
        return place

    def rows_read(self, rows: Sequence[ProjectLine]) -> None:
        """级别 of what is on, 成果 of the last years."""
        live = Counter(row.project.level for row in rows if row.is_live)
        self._shown_levels = [word for word in LEVELS.words if live[word]]
        most = max(live.values(), default=1)
        self.levels.show_lines(
            [BarLine(word, live[word] / most, f"{live[word]} 项") for word in self._shown_levels]
        )
        first = school_year_of(clock.today().replace(year=clock.today().year - _YEARS + 1))
        counts: Counter[str] = Counter()
        for (kind, _), count in self._sources.project_board.result_counts(first).items():
            counts[kind] += count
        best = counts.most_common(_TYPES)
        units = {one.name: one.unit for one in result_types().values()}
        top = max((count for _, count in best), default=1) or 1
        self.results.show_lines(
            [BarLine(kind, n / top, f"{n} {units.get(kind, '项')}", Tone.GOOD) for kind, n in best if n]
        )
        self._show_picture()

    # table, board and timeline

    @cached_property
    def board(self) -> Board:
        """The projects by phase."""
        return self._pictured(Board())

    @cached_property
    def timeline(self) -> Timeline:
        """The projects along the school years."""
        return self._pictured(Timeline(self._sources.project_board.dots))

    def _pictured(self, made: Picture) -> Picture:
        self.pictures.addWidget(made)
        made.chosen.connect(self._show_card)
        made.opened.connect(self._show_card)
        made.asked.connect(self._show_card_menu)
        return made

    def _show_way(self, number: int) -> None:
        assert self.below is not None
        for one in (self.table, self.below):
            one.setVisible(number == _TABLE)
        if number != _TABLE:
            self.pictures.setCurrentWidget(self.board if number == _BOARD else self.timeline)
        self.pictures.setVisible(number != _TABLE)
        if number == _BOARD:
            # a board is about all phases: what has ended stands there too
            self.chip_row.chip("live").set_on(False)  # type: ignore[attr-defined]
        self._show_picture()

    def _show_picture(self, *_told: object) -> None:
        """The rows that are listed, along the years in their order unless the list is sorted by hand."""
        if self.pictures.isHidden():
            return
        rows: Sequence[ProjectLine] = self.model.rows
        if self.pictures.currentWidget() is self.__dict__.get("timeline"):
            self.timeline.show_lines(rows if self.model.sorting else along_the_years(rows))
        else:
            self.board.show_lines(rows)

    def _show_card(self, row_id: str) -> None:
        if (place := self.model.place_of(row_id)) is not None:
            self.open_row(self.model.row(place))

    def _show_card_menu(self, row_id: str, place: QPoint) -> None:
        found = self.model.place_of(row_id)
        if found is None:
            return
        row = self.model.row(found)
        menu = QMenu(self)
        menu.addAction("编辑").triggered.connect(partial(self.edit, row))
        for entry in self.entries([row]):
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry[0]).triggered.connect(lambda _on=False, does=entry[1]: does())
        menu.popup(place)

    def _choose_level(self, number: int) -> None:
        self.chip_row.chip("level").restore([self._shown_levels[number]])

    # what is done

    def entries(self, rows: Sequence[ProjectLine]) -> Sequence[Entry]:
        if len(rows) != 1:
            return ()
        row = rows[0].project
        kind = self._sources.project_kinds.kinds().of(row)
        before = left_from(kind, row.stage, self._sources.projects.steps(row.id))
        stages = next_stages(kind, row.stage, before)
        return (
            *((f"进入“{stage}”…", partial(self.move_on, row, stage)) for stage in stages),
            ("进入其他阶段…", partial(self.move_on, row)),
            ("提交材料…", partial(self.hand_in_wanted.emit, row.id)),
            ("改变类别…", partial(change_kind, self, self._sources, row, self.show_saved)),
        )

    def add(self) -> None:
        """A new project."""
        forms.begin(self, self._sources, self.choosing, self.show_saved)

    def edit(self, row: ProjectLine, key: str = "") -> None:
        forms.edit(self, self._sources, self.choosing, row.project, self.show_saved, key)

    def move_on(self, row: ProjectRow, stage: str = "") -> None:
        """Into another stage."""
        to = stage if stage != row.stage else ""
        forms.move(self, self._sources, row, self._moved, to)

    def _moved(self, row: ProjectRow) -> None:
        self.show_saved(row)
        messages.notice(self, f"“{row.title}”已进入“{row.stage}”。", ("撤销", self._undo))


def _is_soon(row: ProjectLine) -> bool:
    """Whether something of it is due soon, or overdue."""
    return row.days is not None and row.days <= _SOON
