"""A project beside the list: where it stands on its line, what is still wanted, and its records in tabs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.part_files import PartFiles
from edudesk.kit.part_list import PartList
from edudesk.kit.tabs import Tabs
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.projects.forms.value import APPLYING, POOL
from edudesk.projects.pages.answering import Answering
from edudesk.projects.pages.course_list import CourseList
from edudesk.projects.pages.delivering import Fulfilment
from edudesk.projects.pages.money_bars import MoneyBars
from edudesk.projects.pages.part_told import PartTold
from edudesk.projects.pages.result_choice import ResultChoice
from edudesk.projects.pages.sections import grouped
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.pages.stage_line import StageLine
from edudesk.projects.pages.taking_over import TakingOver
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import CONTACT, EXPERT, TREASURER, MemberRow
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.deliverables import stage_results
from edudesk.projects.rules.evidence import passed_without
from edudesk.projects.rules.reminders import due_words
from edudesk.projects.rules.stages import dated_line, left_from, next_node, reached
from edudesk.projects.service.course import ActivityService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.results import DeliverableService
from edudesk.school.pages.people import Choosing

_NAMED, _WARNINGS, _PASSED = 3, 4, 3
STEPS = "阶段"
_TAB_GAP = 10  # seven words with their numbers stand side by side


class ProjectDrawer(Drawer):
    """move_wanted(project, stage): the form of the next step; paper_wanted(project id, key, year): a paper of that year.
    undo: takes the last change back."""

    move_wanted = Signal(object, str)
    edit_wanted = Signal(object)
    hand_in_wanted = Signal(str)
    paper_wanted = Signal(str, str, str)

    def __init__(self, sources: ProjectSources, choosing: Choosing, undo: Callable[[], object]) -> None:
        super().__init__()
        self._sources, self._choosing, self._undo = sources, choosing, undo
        self._line: ProjectLine | None = None
        self._grouped = grouped(choosing)
        self._make_list = partial(PartList, sources=sources, choosing=choosing, undo=undo)
        self._panes: dict[int, _Pane] = {}
        self._words = ["概况", *(word for word, _ in self._grouped)]

    def _build(self) -> None:
        """When the first project is looked at: the list need not wait for it."""
        self.stages = StageLine()
        self.stages.asked.connect(self._move_to)
        self.tabs = Tabs(gap=_TAB_GAP)
        self.tabs.set_tabs(self._words)
        self.tabs.chosen.connect(self._show_tab)
        self.summary = _Summary(self, self._undo)
        for one in (self.stages, self.tabs, self.summary):
            self.body.addWidget(one)
        self.body.addStretch(1)

    def show_line(self, line: ProjectLine) -> None:
        """Fill with another project, or with the same after a change."""
        if self._line is None:
            self._build()
        self._line = line
        row = line.project
        self.show_head(
            row.title,
            " · ".join(
                filter(None, (line.label, row.doc_no, f"主持人 {line.leaders}" if line.leaders else ""))
            ),
        )
        kind = self._sources.project_kinds.kinds().of(row)
        self.stages.show_dots(
            dated_line(kind, row, self._sources.projects.steps(row.id), clock.today().isoformat())
        )
        counts = {
            "成员": line.people,
            "成果": line.results,
            "材料": len(self._sources.evidence.of(row.id)),
            "活动": len(self._sources.project_activities.of(row.id)),
        }
        self.tabs.say([f"{word} {counts[word]}" if counts.get(word) else word for word in self._words])
        self._show_tab(self.tabs.current)

    def choose(self, tab: str) -> None:
        """Show a tab by its word."""
        self.tabs.choose(self._words.index(tab))

    def show_record(self, place: str, record_id: str = "") -> None:
        """The tab of a record with its line chosen. place: the noun of its list; the steps (阶段) stand in 概况."""
        if place == STEPS:
            self.choose(self._words[0])
            self.summary.course.choose(record_id)
        else:
            self.tabs.choose(self._tab_of(place))
            self.part(place).choose(record_id)

    def part(self, noun: str) -> PartList:
        """The list of a kind of records."""
        return next(one for one in self._pane(self._tab_of(noun)).lists if one.section.noun == noun)

    def _tab_of(self, noun: str) -> int:
        """The number of the tab where records stand."""
        return next(
            number
            for number, (_, sections) in enumerate(self._grouped, 1)
            if any(section.noun == noun for section in sections)
        )

    def _pane(self, number: int) -> "_Pane":
        """What a tab beside 概况 shows, made when it is first looked at: there are more than a dozen lists."""
        if number not in self._panes:
            self._panes[number] = _Pane(
                list(map(self._make_list, self._grouped[number - 1][1])), self._sources
            )
            for told in self._panes[number].findChildren(PartTold):
                told.paper_wanted.connect(self._want_paper)
            self.body.insertWidget(self.body.count() - 1, self._panes[number])
        return self._panes[number]

    def _want_paper(self, key: str, year: str) -> None:
        if self._line is not None:
            self.paper_wanted.emit(self._line.id, key, year)

    def _move_to(self, stage: str) -> None:
        """The form of the next step; of a stage the project went through and nobody dated, that of its day."""
        if self._line is None:
            return
        row = self._line.project
        kind = self._sources.project_kinds.kinds().of(row)
        days = reached(self._sources.projects.steps(row.id))
        if kind.place(stage) <= kind.place(row.stage) and stage not in days:
            self.summary.course.note(stage)
        else:
            self.move_wanted.emit(row, stage)

    def _show_tab(self, number: int) -> None:
        self.summary.setVisible(number == 0)
        for place, pane in self._panes.items():
            pane.setVisible(place == number)
        if self._line is None:
            return
        if number == 0:
            self.summary.show_line(self._line)
            return
        project = self._line.project
        kind = self._sources.project_kinds.kinds().of(project)
        pane = self._pane(number)
        pane.show()
        for part in pane.lists:
            suits = part.section.suits(kind)
            part.setVisible(suits)
            part.show_owner(project if suits else None)


class _Pane(QWidget):
    """The lists of one tab, with the files and the explanations beside them."""

    def __init__(self, lists: Sequence[PartList], sources: ProjectSources) -> None:
        super().__init__()
        self.lists = lists
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for one in lists:
            column.addWidget(one)
            if isinstance(one.service, ActivityService | DeliverableService | EvidenceService):
                files = PartFiles(sources.attachments, one.service)
                one.chosen.connect(files.show_row)
                column.addWidget(files)
            if isinstance(one.service, PlannedService):
                column.addWidget(Fulfilment(one, sources))
            if isinstance(one.service, DeliverableService):
                column.addWidget(TakingOver(one, sources))
                column.addWidget(ResultChoice(one, sources))
            if one.section.explain is not None:
                column.addWidget(PartTold(one, sources))


class _Summary(QWidget):
    """概况: what the next stage still wants, the facts, the money by 科目, what happened."""

    def __init__(self, drawer: ProjectDrawer, undo: Callable[[], object]) -> None:
        super().__init__()
        self._drawer, self._sources = drawer, drawer._sources
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.card = Card(role="warning")
        self._wanted = QVBoxLayout()
        self._wanted.setSpacing(6)
        self.card.add(self._wanted)
        column.addWidget(self.card)
        self._warnings = label("", "small", wraps=True)
        column.addWidget(self._warnings)
        self._more = link("", self._show_warnings)
        column.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("进入下一阶段…", self._move, "primary"))
        row.addWidget(button("编辑", self._edit, icon_name="edit"))
        row.addWidget(button("提交材料…", self._hand_in, icon_name="export"))
        row.addStretch(1)
        column.addLayout(row)
        self.facts = KeyValues()
        column.addWidget(self.facts)
        self.money = MoneyBars(self._sources)
        self.course = CourseList(self._sources, undo)
        for part in (self.money, self.course):
            column.addWidget(part)
        self._row: ProjectRow | None = None

    def show_line(self, line: ProjectLine) -> None:
        """Another project."""
        row = self._row = line.project
        sources = self._sources
        self._show_wanted(line)
        self._show_warnings(_WARNINGS)
        members = sources.project_members.of(row.id)
        levels = sources.project_levels.of(row.id)
        self.facts.show_rows(
            [
                ("研究周期", " 至 ".join(filter(None, (row.start[:7], row.end[:7])))),
                ("阶段", line.stage_label),
                ("级别变化", " → ".join(f"{one.level} {one.on[:4]}".strip() for one in levels)),
                ("参研人员", _some([one for one in members if one.role not in (EXPERT, CONTACT, TREASURER)])),
                ("指导专家", _some([one for one in members if one.role == EXPERT], with_unit=True)),
                ("责任部门", Answering(sources, self._drawer._choosing, row).told),
                ("关联规划", row.plan_goal),
            ]
        )
        self.money.show_project(row.id)
        self.course.show_project(row)

    def _show_warnings(self, most: int | None = None) -> None:
        """What deserves a look, the first ones while there are many. most: None = all."""
        assert self._row is not None
        every = self._sources.projects.warnings(self._row.id)
        shown = every if most is None or len(every) <= most + 1 else every[:most]
        self._warnings.setText("\n".join(f"· {one}" for one in shown))
        self._warnings.setVisible(bool(shown))
        self._more.setText(f"显示全部 {len(every)} 条提醒")
        self._more.setVisible(len(shown) < len(every))

    def _show_wanted(self, line: ProjectLine) -> None:
        """材料 of the next stage and of those passed without: there, or wanted with the way to it."""
        clear_layout(self._wanted)
        row, sources = line.project, self._sources
        kind = sources.project_kinds.kinds().of(row)
        steps = sources.projects.steps(row.id)
        stage = next_node(kind, row.stage, left_from(kind, row.stage, steps))
        is_asked = line.is_live or line.phase in (POOL, APPLYING)
        self.card.setVisible(stage is not None and is_asked)
        if stage is None or not is_asked:
            return
        when = due_words(stage, row, reached(steps), clock.today().isoformat())
        self._wanted.addWidget(label(" · ".join(filter(None, (stage.label, when))), "heading"))
        there = sources.evidence.documents(row.id)
        for document in stage.needs:
            self._wanted.addLayout(self._needed(document, document in there))
        results = len(stage_results(sources.deliverables.of(row.id)))
        if stage.outputs:
            words = f"阶段成果不少于 {stage.outputs} 项（现 {results} 项）"
            self._wanted.addLayout(self._needed(words, results >= stage.outputs, is_result=True))
        passed = passed_without(kind, row.stage, steps, there)
        if passed:
            self._wanted.addWidget(label("前面的阶段还缺", "small"))
        for document in passed[:_PASSED]:
            self._wanted.addLayout(self._needed(document, is_there=False))
        if len(passed) > _PASSED:
            self._wanted.addWidget(label(f"另有 {'、'.join(passed[_PASSED:])}", "small", wraps=True))

    def _needed(self, words: str, is_there: bool, *, is_result: bool = False) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Tag("有" if is_there else "缺", Tone.GOOD if is_there else Tone.BAD))
        row.addWidget(label(words, wraps=True), 1)
        if not is_there:
            does = self._add_result if is_result else partial(self._add_document, words)
            row.addWidget(link("登记成果" if is_result else "放入材料", does))
        return row

    def _add_document(self, document: str) -> None:
        self._drawer.choose("材料")
        self._drawer.part("材料").add(title=document, document=document)

    def _add_result(self) -> None:
        self._drawer.choose("成果")
        self._drawer.part("成果").add()

    def _move(self) -> None:
        if self._row is not None:
            self._drawer.move_wanted.emit(self._row, "")

    def _hand_in(self) -> None:
        if self._row is not None:
            self._drawer.hand_in_wanted.emit(self._row.id)

    def _edit(self) -> None:
        if self._row is not None:
            self._drawer.edit_wanted.emit(self._row)


def _some(members: Sequence[MemberRow], *, with_unit: bool = False) -> str:
    """王建国、周敏华、李静 等 8 人."""
    today = clock.today().isoformat()
    there = [one for one in members if not one.has_left(today)]
    names = [f"{one.unit} {one.name}".strip() if with_unit else one.name for one in there]
    told = "、".join(names[:_NAMED])
    return f"{told} 等 {len(names)} 人" if len(names) > _NAMED else told
