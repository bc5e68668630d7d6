"""发展规划: where the plan stands, its goals with how far they are, one goal with its measures, tasks and proofs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QWidget

from edudesk.base.errors import UserError
from edudesk.indicators.rules.feeding import FED_BY
from edudesk.kit import messages
from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.one_of import OneOf
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.plan.pages import PLAN, filed_forms, forms, measure_forms
from edudesk.plan.pages.adjustments import adjust
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.course import StageMenu
from edudesk.plan.pages.goal_view import GoalView
from edudesk.plan.pages.handling import Handling
from edudesk.plan.pages.picture import Picture, read_picture
from edudesk.plan.pages.round_links import RoundLinks
from edudesk.plan.pages.side import GoalSide
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.pages.tables import pop_menu
from edudesk.plan.pages.tabs import put_tabs
from edudesk.plan.pages.tree import GoalLine, GoalTree
from edudesk.plan.rows.measures import TargetRow
from edudesk.plan.rows.plans import CLOSED, UNDER_WAY
from edudesk.plan.rows.tasks import NoteRow
from edudesk.plan.rules.doubts import task_doubts
from edudesk.plan.rules.life import adopted_words
from edudesk.plan.rules.lines import MeasureLine, TaskLine
from edudesk.plan.rules.removing import refuse_frozen_target
from edudesk.plan.rules.years import years_of
from edudesk.school.pages.people import Choosing, People

_NARROW = 900  # px of the page, below which three cards have no room


class PlanPage(Page):
    """people: the roster, for who answers; undo: takes the last change back; show_page: for the tabs; more: buttons that hand
    the plan out. paper_wanted(key): one of its papers; indicator_wanted(line of 指标监测): a live figure was clicked;
    project_wanted(id), meeting_wanted(id): of another room; review_wanted(id of a goal): how it is judged in the year shown; import_wanted: a plan
    that was written elsewhere."""

    name, title, icon_name = PLAN
    concerns = FED_BY | {"plan", "attachments"}
    indicator_wanted = Signal(str)
    project_wanted = Signal(str)
    meeting_wanted = Signal(str)
    review_wanted = Signal(str)
    import_wanted = Signal()
    paper_wanted = Signal(str)

    def __init__(
        self,
        sources: PlanSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        more: Callable[["PlanPage"], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._people, self._undo = sources, people, undo
        self.choosing = Choosing()
        self.choice = choice_of(sources)
        self.choice.changed.connect(lambda: self.heed(frozenset()))
        self.picture: Picture | None = None
        self._asked, self._wanted, self._is_narrow = 0, "", False
        # the first time all is painted once: as its tables have settled, which they do by timers of their own
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._painting.timeout.connect(partial(self.setUpdatesEnabled, True))
        self._build(show_page, more)

    def _build(self, show_page: ShowPage, more: Callable[["PlanPage"], QWidget] | None) -> None:
        column = column_layout(self)
        self.stages = StageMenu(self._sources, self._told, self._undo)
        self.stages.meeting_wanted.connect(self.meeting_wanted)
        self.state = Tag("", Tone.GOOD)
        self.plans_button = menu_button("规划", (), icon_name="plan")
        self.handling = Handling(self, self._sources, self.stages, self._told)
        self.more_button = self.handling.button
        buttons = [self.plans_button, self.more_button]
        if more is not None:
            buttons.append(more(self))  # type: ignore[arg-type]
        self.text_button = button(
            "规划文本 PDF", partial(self.paper_wanted.emit, "text"), "primary", icon_name="pdf"
        )
        self.text_button.setToolTip("规划文本 PDF")
        buttons.append(self.text_button)
        self.head = PageHead(PLAN.title, buttons=buttons)
        row = self.head.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(1, self.state)
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.stages, 1)
        self.rounds = RoundLinks()
        self.rounds.wanted.connect(self.choice.choose)
        line.addWidget(self.rounds)
        self.years = OneOf()
        self.years.chosen.connect(self._choose_year)
        line.addWidget(self.years)
        for part in (self.stages, self.rounds, self.years):
            part.hide()  # until they are full: what is shown one by one is laid out as often
        column.addLayout(line)
        self.body = QStackedWidget()
        column.addWidget(self.body, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        self.body.addWidget(split)
        self.empty = EmptyState()
        self.body.addWidget(self.empty)
        # in its place while it is empty: each widget that moves takes all that is in it along, and is styled anew
        left = self.left = Card("目标", add := link("＋ 目标", self.add_goal), parent=split)
        add.setToolTip("新增目标（Ctrl+N）")
        # of the page: a button that stands behind the empty state hears no key
        begin = QShortcut(QKeySequence("Ctrl+N"), self, self.add_goal)
        begin.setWhatsThis("新增目标；还没有规划时新建规划")
        left.body.setContentsMargins(8, 8, 8, 8)
        left.heading.setContentsMargins(8, 0, 0, 0)
        self.tree = GoalTree(left)
        left.add(self.tree, 1)
        self.tree.chosen.connect(lambda _id: self._show_goal())
        self.tree.opened.connect(lambda _id: self.edit_goal())
        self.tree.asked.connect(lambda _id, place: self._goal_menu(place))
        self.view = GoalView(self._save, self._sources, split)
        self.view.project_wanted.connect(self.project_wanted)
        self.view.made.connect(self._connect)
        self.view.measure_wanted.connect(self.add_measure)
        self.view.task_wanted.connect(self.add_task)
        self.view.side_wanted.connect(self._turn_over)
        self.side = GoalSide(split)
        self.side.proof_wanted.connect(self.add_proof)
        self.side.proof_opened.connect(self.edit_proof)
        self.side.proof_asked.connect(self._proof_menu)
        self.side.note_wanted.connect(self.add_note)
        self.side.note_opened.connect(self.edit_note)
        self.side.note_asked.connect(self._note_menu)
        self.side.review_wanted.connect(lambda: self.review_wanted.emit(self.tree.current))
        split.setSizes([224, 660, 242])
        split.setStretchFactor(1, 1)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis("目标上移、下移")
            shortcut.activated.connect(partial(self.shift_goal, by))
        remove = QShortcut(QKeySequence("Delete"), self.tree)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove_goal)

    # what is shown

    def is_busy(self) -> bool:
        return self.view.is_editing

    def reload(self) -> None:
        """Read beside the window: live figures take the whole roster."""
        self._asked += 1
        asked = self._asked

        def take(found: Picture | None) -> None:
            if asked == self._asked:
                if self.picture is None:
                    self.setUpdatesEnabled(False)
                    self._painting.start()
                self._show(found)

        run_task(self, "正在读取规划", lambda _step: read_picture(self._sources, self.choice), take)

    def _show(self, picture: Picture | None) -> None:
        self.picture = picture
        self.choosing.offer(self._people())
        self.words = forms.Words(self._sources, self.choosing)
        self.body.setCurrentIndex(0 if picture is not None and picture.goals else 1)
        for part in (self.state, self.more_button, self.plans_button, self.text_button):
            part.setVisible(picture is not None)
        if picture is None:
            for below in (self.stages, self.rounds, self.years):
                below.hide()
            self.head.note.setText("")
            self.empty.say(
                "还没有发展规划。",
                "可以新建一份，逐项写目标；已有文本的，可以从 Word 文档导入。",
                (("新建规划", self.handling.add), ("导入规划文本", self.import_wanted.emit)),
            )
            return
        plan = picture.whole.plan
        self.head.title.setText(plan.title)
        self.head.note.setText(adopted_words(picture.whole.stages))
        self.state.set_tag(plan.state, Tone.GOOD if plan.state in UNDER_WAY else Tone.PLAIN if plan.state == CLOSED else Tone.WARN)  # fmt: skip
        self._show_plans(picture)
        self.rounds.show_rounds(plan, picture.plans)
        self.stages.show_stages(picture.whole, picture.today)
        self._show_years(picture)
        self.stages.show()
        self.years.show()
        if not picture.goals:
            self.empty.say(
                "这份规划还没有目标。",
                "先建领域，再在领域下建目标；已有文本的，可以从 Word 文档导入。",
                (("新增领域", self.add_goal), ("导入规划文本", self.import_wanted.emit)),
            )
            return
        self.tree.show_lines([GoalLine(one, picture.share(one.id)) for one in picture.goals])
        self._show_goal()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._bring(picture, wanted)

    def _show_years(self, picture: Picture) -> None:
        years = years_of(picture.whole.plan)
        self.years.blockSignals(True)
        self.years.set_words([year.short if self._is_narrow else year.word for year in years])
        if picture.year in years:
            self.years.choose(years.index(picture.year))
        self.years.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() < _NARROW) != self._is_narrow:
            self._be_narrow(is_narrow=not self._is_narrow)

    def _be_narrow(self, *, is_narrow: bool) -> None:
        """Where there is no room for three cards: the tree or the side stands beside the goal, and words are short."""
        self._is_narrow = is_narrow
        self.rounds.be_short(is_short=is_narrow)
        self.text_button.setText("文本" if is_narrow else "规划文本 PDF")
        self.view.side_link.setVisible(is_narrow)
        self._turn(to_side=False)
        if self.picture is not None:
            self._show_years(self.picture)

    def _turn_over(self) -> None:
        self._turn(to_side=self.side.isHidden())

    def _turn(self, *, to_side: bool) -> None:
        self.side.setVisible(to_side or not self._is_narrow)
        self.left.setVisible(not (to_side and self._is_narrow))
        self.view.side_link.setText("‹ 目标" if to_side else "佐证、自评、进展 ›")

    def _show_plans(self, picture: Picture) -> None:
        menu = self.plans_button.menu()
        assert isinstance(menu, QMenu)
        menu.clear()
        for row in picture.plans:
            action = menu.addAction(f"{row.title}　{row.state}")
            action.setCheckable(True)
            action.setChecked(row.id == picture.whole.plan.id)
            action.triggered.connect(lambda _on=False, plan_id=row.id: self.choice.choose(plan_id))
        self.plans_button.setVisible(len(picture.plans) > 1)

    def _show_goal(self) -> None:
        picture = self.picture
        goal = picture.goal(self.tree.current) if picture is not None else None
        if picture is not None and goal is not None:
            self.view.show_goal(picture, goal)
            self._show_side()

    def _show_side(self) -> None:
        picture = self.picture
        goal = picture.goal(self.tree.current) if picture is not None else None
        if picture is not None and goal is not None:
            line = self.view.tasks.line
            self.side.show_goal(picture, goal, line.task if line is not None else None)

    def _choose_year(self, number: int) -> None:
        if self.picture is not None:
            plan = self.picture.whole.plan
            self.choice.choose(plan.id, years_of(plan)[number].word)

    def go_to(self, record_id: str) -> bool:
        """A goal, task or measure brought into sight, as soon as the plan is read; False when it is another plan's or gone."""
        if self.picture is None or self._is_stale:
            self._wanted = record_id
            self.settle()
            return True
        return self._bring(self.picture, record_id)

    def _bring(self, picture: Picture, record_id: str) -> bool:
        whole = picture.whole
        task, measure = whole.task.get(record_id), whole.measure.get(record_id)
        owner = task or measure
        years = {one.word for one in years_of(whole.plan)} - {picture.year_word}
        if (
            task is not None and task.year in years
        ):  # one of no year of the plan any more stands with its goal
            self._wanted = record_id
            self.choice.choose(whole.plan.id, task.year)
            return True
        if not self.tree.choose(owner.goal_id if owner is not None else record_id):
            return False
        if task is not None:
            self.view.tasks.table.select([task.id])
        if measure is not None:
            self.view.measures.table.select([measure.id])
        return True

    def _connect(self) -> None:
        """The tables of a goal were made anew."""
        measures, tasks = self.view.measures, self.view.tasks
        measures.opened.connect(self.edit_measure)
        measures.pressed.connect(self._press_measure)
        measures.asked.connect(self._measure_menu)
        measures.removed.connect(self._remove_measure)
        tasks.opened.connect(self.edit_task)
        tasks.asked.connect(self._task_menu)
        tasks.removed.connect(self._remove_task)
        tasks.chosen.connect(lambda _line: self._show_side())
        for table in (measures.table, tasks.table):
            table.edit_ended.connect(self.resume)

    # what is typed in the tables

    def _save(self, line: MeasureLine | TaskLine, key: str, text: str) -> None:
        sources = self._sources
        if isinstance(line, TaskLine):
            value: object = int(text or 0) if key == "percent" else text
            more = {"owner_id": self.choosing.id_of(text)} if key == "owner" else {}
            sources.plan_tasks.change(line.id, {key: value, **more}, line.version)
            if key == "due" and self.picture is not None:
                for doubt in task_doubts(self.picture.whole.plan, line.task.year, due=text):
                    self._told(doubt.text)
        elif key in ("title", "base"):
            sources.plan_measures.change(line.id, {key: text}, line.version)
        elif key == "actual":
            if line.is_live or line.is_frozen:
                why = (
                    "已冻结，不随数据变化；要改请先在“办理”里解除冻结"
                    if line.is_frozen
                    else "随数据实时变化，请到数据所在的地方改"
                )
                raise UserError(f"这个实际值{why}。", "原来的内容没有改动。")
            sources.plan_targets.fill(line.id, {line.year: {"actual": text}})
        else:
            self._save_target(line, key.removeprefix("target_"), text)

    def _save_target(self, line: MeasureLine, year: str, text: str) -> None:
        own = line.targets.get(year)
        refuse_frozen_target(own, year)
        self._sources.plan_targets.fill(line.id, {year: {"target": text}})
        if own is not None and own.target and self.picture and self.picture.whole.plan.state in UNDER_WAY:
            self._told(
                "规划已经通过，这次改动没有记入中期调整表；要写明理由和会议的，请撤销后右键选“调整目标值…”。"
            )

    # goals

    def add_goal(self) -> None:
        """Another goal beside the chosen one."""
        if self.picture is None:
            self.handling.add()
            return
        goal = self.picture.goal(self.tree.current)
        above = goal.goal.parent_id if goal is not None else ""
        self._goal_form(None, above)

    def edit_goal(self) -> None:
        """The chosen goal in its form."""
        goal = self.picture.goal(self.tree.current) if self.picture is not None else None
        if goal is not None:
            self._goal_form(goal.goal)

    def _goal_form(self, row: Any, above: str = "") -> None:
        assert self.picture is not None
        forms.goal_form(self, self._sources, self.words, self.picture.whole, row, self._saved_goal, above)

    def _saved_goal(self, row: Any) -> None:
        self._wanted = row.id

    def shift_goal(self, by: int) -> None:
        """Up or down among those beside it."""
        if self.tree.current:
            self._sources.plan_goals.shift(self.tree.current, by)

    def remove_goal(self) -> None:
        """With all below it, to the recycle bin."""
        goal = self.picture.goal(self.tree.current) if self.picture is not None else None
        if goal is not None:
            self._sources.plan_goals.remove(goal.id)
            self._told(f"已删除目标“{goal.label}”及其任务和指标，可在回收站找回。")

    def _goal_menu(self, place: QPoint) -> None:
        goal = self.picture.goal(self.tree.current) if self.picture is not None else None
        if goal is None:
            return
        project = goal.goal.project_id
        pop_menu(
            self,
            (
                ("编辑…", self.edit_goal),
                ("新增下级目标…", partial(self._goal_form, None, goal.id)),
                ("新增同级目标…", self.add_goal),
                ("上移", partial(self.shift_goal, -1)),
                ("下移", partial(self.shift_goal, 1)),
                *((("查看项目", partial(self.project_wanted.emit, project)),) if project else ()),
                None,
                ("调整目标…", partial(self.handling.with_picture, adjust, goal.goal)),
                ("登记佐证材料…", self.add_proof),
                ("删除", self.remove_goal),
            ),
            place,
        )

    # measures

    def add_measure(self) -> None:
        """A measure of the chosen goal."""
        if self.picture is not None:
            measure_forms.measure_form(
                self, self._sources, self.picture.whole, None, self._saved, self.tree.current
            )

    def edit_measure(self, line: MeasureLine) -> None:
        """A measure in its form."""
        assert self.picture is not None
        measure_forms.measure_form(self, self._sources, self.picture.whole, line.measure, self._saved)

    def _press_measure(self, line: MeasureLine, key: str) -> None:
        if key == "source":
            self._show_source(line)

    def _show_source(self, line: MeasureLine) -> None:
        if line.measure.source:
            self.indicator_wanted.emit(line.measure.source + line.measure.stage)

    def _measure_menu(self, line: MeasureLine, place: QPoint) -> None:
        assert self.picture is not None
        whole = self.picture.whole
        source = (("查看指标的来历", partial(self._show_source, line)),) if line.measure.source else ()
        years = partial(measure_forms.years_form, self, self._sources, whole, line.measure, self._saved)
        target = line.targets.get(line.year)
        change = (("调整目标值…", partial(self.adjust_target, target)),) if target is not None else ()
        pop_menu(
            self,
            (
                ("编辑…", partial(self.edit_measure, line)),
                ("各年度目标值和实际值…", years),
                *source,
                None,
                *change,
                ("登记佐证材料…", partial(self.add_proof, measure_ids=line.id)),
                ("删除", partial(self._remove_measure, line)),
            ),
            place,
        )

    def adjust_target(self, row: TargetRow) -> None:
        """What a measure is to reach in a year, with reason and meeting; nothing is typed for a year that is frozen."""
        try:
            refuse_frozen_target(row, row.year)
        except UserError as error:
            messages.fail(self, error)
            return
        self.handling.with_picture(adjust, row)

    def _remove_measure(self, line: MeasureLine) -> None:
        self._sources.plan_measures.put_away([line.id])
        self._told(f"已删除指标“{line.measure.title}”，可在回收站找回。")

    # tasks

    def add_task(self) -> None:
        """A task of the chosen goal in the year shown."""
        picture = self.picture
        if picture is not None:
            forms.task_form(
                self, self._sources, self.words, picture.whole, None, self._saved,
                goal_id=self.tree.current, year=picture.year_word,
            )  # fmt: skip

    def edit_task(self, line: TaskLine, key: str = "") -> None:
        """A task in its form."""
        assert self.picture is not None
        forms.task_form(self, self._sources, self.words, self.picture.whole, line.task, self._saved, key=key)

    def add_note(self) -> None:
        """How far the chosen task is."""
        line = self.view.tasks.line
        if line is not None:
            forms.note_form(self, self._sources, self.words, line.task, self._saved)

    def edit_note(self, row: NoteRow) -> None:
        """A note of progress, to be corrected."""
        task = self.picture.whole.task.get(row.task_id) if self.picture is not None else None
        if task is not None:
            forms.note_form(self, self._sources, self.words, task, self._saved, row=row)

    def _task_menu(self, line: TaskLine, place: QPoint) -> None:
        pop_menu(
            self,
            (
                (
                    "记进展…",
                    partial(forms.note_form, self, self._sources, self.words, line.task, self._saved),
                ),
                ("编辑…", partial(self.edit_task, line)),
                ("暂缓、取消…", partial(self.edit_task, line, "status")),
                None,
                ("调整任务…", partial(self.handling.with_picture, adjust, line.task)),
                ("登记佐证材料…", partial(self.add_proof, task_ids=line.id)),
                ("删除", partial(self._remove_task, line)),
            ),
            place,
        )

    def _remove_task(self, line: TaskLine) -> None:
        self._sources.plan_tasks.put_away([line.id])
        self._told(f"已删除任务“{line.task.title}”，可在回收站找回。")

    # proofs and notes

    def add_proof(self, **proves: str) -> None:
        """A proof of the chosen task, else of the goal."""
        picture = self.picture
        if picture is None:
            return
        line = self.view.tasks.line
        if not proves:
            proves = {"task_ids": line.id} if line is not None else {"goal_ids": self.tree.current}
        filed_forms.proof_form(self, self._sources, picture.whole.plan.id, None, self._saved, **proves)

    def edit_proof(self, row: Any) -> None:
        """A proof with its files."""
        filed_forms.proof_form(self, self._sources, row.plan_id, row, self._saved)

    def _proof_menu(self, row: Any, place: QPoint) -> None:
        def remove() -> None:
            self._sources.plan_proofs.put_away([row.id])
            self._told(f"已删除佐证材料“{row.title}”，可在回收站找回。")

        pop_menu(self, (("打开…", partial(self.edit_proof, row)), None, ("删除", remove)), place)

    def _note_menu(self, row: Any, place: QPoint) -> None:
        def remove() -> None:
            self._sources.plan_notes.put_away([row.id])
            self._told("已删除一条进展记录，可在回收站找回。")

        pop_menu(self, (("修改…", partial(self.edit_note, row)), None, ("删除", remove)), place)

    def opened(self, record_id: str) -> None:
        """A record named elsewhere on the page: a goal, a task, a measure."""
        if record_id:
            self.go_to(record_id)

    def _saved(self, _row: object) -> None:
        """Nothing: what was stored is announced, and the page reads again."""

    def _told(self, text: str) -> None:
        messages.notice(self, text, ("撤销", self._undo))
