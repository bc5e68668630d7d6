"""新建检查: what is checked, whom, by whom, with the list of those it takes before anything is published."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.checks.forms.kinds import CheckKind, kinds
from edudesk.checks.pages.inspectors import InspectorList
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import (
    CAMPAIGN_COLUMN,
    DRAFT,
    DUE,
    EVERY,
    PUBLISHED,
    RANDOM,
    ROTATION,
    RUNNING,
    SAMPLING,
    CampaignDraft,
    CampaignRow,
    UnitDraft,
)
from edudesk.checks.rules.campaigns import campaign_problems, inspectors_of, proposed_title, weeks_of
from edudesk.checks.rules.combining import EXTREMES_FROM
from edudesk.checks.rules.units import Teaching, grades_of
from edudesk.checks.service.planning import proposed, teaching
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.chips import ChoiceChip
from edudesk.kit.fields import LineField, mark, read_editor
from edudesk.kit.flow import FlowLayout
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tasks import run_task
from edudesk.school.pages.people import Choosing
from edudesk.school.rows.terms import TermRow
from edudesk.school.rules.terms import term_nearest

_LOOK_AFTER_MS = 250  # of rest, before the list is made anew
_AUTO = "按学科学段自动选用"
_SCOPES = (("subjects", "学科"), ("stages", "学段"), ("grades", "年级"), ("groups", "教研组"))
_WEEK = timedelta(days=11)  # from a Monday to the Friday of the next week


class CampaignDialog(QDialog):
    """saved(check, how many units were published; 0 for a draft). row: a check there is, None = a new one."""

    saved = Signal(object, int)

    def __init__(
        self, parent: QWidget, sources: CheckSources, choosing: Choosing, row: CampaignRow | None
    ) -> None:
        super().__init__(parent)
        self._sources, self._choosing, self._row = sources, choosing, row
        self._is_open = row is None or row.status == DRAFT
        self.setWindowTitle("新建检查" if row is None else f"编辑 {row.title}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kinds = _offered_kinds(sources)
        self._terms: list[TermRow] = sources.terms.rows()
        self._others = [one for one in sources.campaigns.rows() if row is None or one.id != row.id]
        self._teaching: list[Teaching] = []
        self.units: list[UnitDraft] = []
        self._looks = 0
        self._own_title = row is not None
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._build()
        self._fill(row or self._first_draft())
        self._look()
        screen = self.screen().availableGeometry()
        self.resize(min(960, screen.width() - 60), min(680, screen.height() - 60))
        self.kind.setFocus()

    # how it is built

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(12)
        column.addLayout(self._build_what())
        column.addWidget(label("检查范围", "heading"))
        column.addWidget(self._build_scope())
        column.addLayout(self._build_sampling())
        column.addWidget(label("检查人", "heading"))
        self.inspectors = InspectorList(self._choosing)
        self.inspectors.changed.connect(self._changed)
        column.addWidget(self.inspectors)
        self.drops = QCheckBox(f"同一份材料有 {EXTREMES_FROM} 人以上打分时，去掉一个最高分和一个最低分")
        column.addWidget(self.drops)
        column.addWidget(label("上交与抽查", "heading"))
        column.addLayout(self._build_handing_in())
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(scrolled(inside), 3)
        side = QVBoxLayout()
        side.setContentsMargins(0, 16, 0, 16)
        side.addWidget(self._build_list(), 1)
        row.addLayout(side, 2)
        outer.addLayout(row, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        self.told = label("", "problem", wraps=True)
        foot.addWidget(self.told, 1)
        foot.addWidget(button("取消", self.reject))
        self.keep_button = button("存为草稿" if self._is_open else "保存", self.keep)
        foot.addWidget(self.keep_button)
        self.publish_button = button("发布", self.publish, "primary", keys="Ctrl+Return")
        self.publish_button.setVisible(self._is_open)
        foot.addWidget(self.publish_button)
        outer.addLayout(foot)

    def _build_what(self) -> QGridLayout:
        grid = _grid()
        self.kind = _combo([(one.title, one.code) for one in self._kinds], self._kind_changed)
        self.name = QLineEdit()
        self.name.textEdited.connect(self._name_typed)
        self.term = _combo(
            [_term_entry(one.school_year, one.term) for one in self._terms],
            self._term_changed,
        )
        self.form = _combo([], self._changed)
        self.begins, self.ends = (LineField(CAMPAIGN_COLUMN[key]) for key in ("begins", "ends"))
        for field in (self.begins, self.ends):
            field.left.connect(self._days_changed)
        self.weeks = QLineEdit()
        for number, (title, editor) in enumerate(
            (
                ("检查类型", self.kind),
                ("检查名称", self.name),
                ("学期", self.term),
                ("使用表格", self.form),
                ("开始日期", self.begins),
                ("结束日期", self.ends),
            )
        ):
            _put(grid, number, title, editor)
        _put(grid, 6, "周次", self.weeks)
        return grid

    def _build_scope(self) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, gap=8)
        words = {
            "subjects": lambda row: row.subject,
            "stages": lambda row: row.stage,
            "grades": lambda row: grades_of(row, self._term()[0]),
            "groups": lambda row: row.group,
        }
        self.scopes = {key: ChoiceChip(key, title, words[key]) for key, title in _SCOPES}
        for chip in self.scopes.values():
            chip.changed.connect(self._changed)
            flow.addWidget(chip)
        return place

    def _build_sampling(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sampling = _combo([(word, word) for word in SAMPLING.words], self._sampling_changed)
        self.number = QLineEdit()
        self.number.setFixedWidth(64)
        self.number.textEdited.connect(self._changed)
        self._number_title, self._seed_title = label("", "muted"), label("抽取编号", "muted")
        self.seed = QLineEdit()
        self.seed.setFixedWidth(96)
        self.seed.setToolTip("同一编号总是抽到同样的人，印在安排表上备查")
        self.seed.textEdited.connect(self._changed)
        self.draw = link("重新抽取", self._draw)
        self.pupils = QLineEdit()
        self.pupils.setPlaceholderText("指定学号，如 3、12、25（作业）")
        for part in (self.sampling, self._number_title, self.number, self._seed_title, self.seed, self.draw):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _build_handing_in(self) -> QGridLayout:
        grid = _grid()
        self.materials, self.place = QLineEdit(), QLineEdit()
        self.hand_in_by = LineField(CAMPAIGN_COLUMN["hand_in_by"])
        for number, (title, editor) in enumerate(
            (
                ("上交材料", self.materials),
                ("上交地点", self.place),
                ("截止日期", self.hand_in_by),
                ("抽查学号", self.pupils),
            )
        ):
            _put(grid, number, title, editor)
        return grid

    def _build_list(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(14, 10, 14, 12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("应检", "heading"))
        self.count = label("", "figure")
        head.addWidget(self.count)
        head.addWidget(label("个", "muted"))
        head.addStretch(1)
        card.add(head)
        self.sums = label("", "small", wraps=True)
        card.add(self.sums)
        self.list = QListWidget()
        self.list.setProperty("role", "inner")
        self.list.setAccessibleName("应检对象")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        card.add(self.list, 1)
        return card

    # what stands in it

    def _first_draft(self) -> CampaignDraft:
        """备课 in the running term, from Monday of this week."""
        today = clock.today()
        near = term_nearest(today, self._terms)
        monday = today - timedelta(days=today.weekday())
        if near is not None and not near.start <= monday.isoformat() <= near.end:
            monday = date.fromisoformat(near.start)
        school_year, term = (near.school_year, near.term) if near else ("", "")
        return CampaignDraft(
            kind=self._kinds[0].code,
            title="",
            school_year=school_year,
            term=term,
            begins=monday.isoformat(),
            ends=(monday + _WEEK).isoformat(),
            seed=today.strftime("%Y%m%d"),
        )

    def _fill(self, draft: CampaignDraft) -> None:
        _choose(self.kind, draft.kind)
        words, key = _term_entry(draft.school_year, draft.term)
        if draft.school_year and self.term.findData(key) < 0:
            self.term.addItem(words, key)
        _choose(self.term, key)
        for editor, text in (
            (self.name, draft.title), (self.begins, draft.begins), (self.ends, draft.ends), (self.weeks, draft.weeks),
            (self.seed, draft.seed), (self.pupils, draft.pupils), (self.materials, draft.materials),
            (self.place, draft.place), (self.hand_in_by, draft.hand_in_by),
        ):  # fmt: skip
            editor.setText(text)
        self._offer_forms()
        _choose(self.form, draft.form)
        _choose(self.sampling, draft.sampling)
        number = draft.every if draft.sampling == EVERY else draft.count
        self.number.setText("" if number is None else str(number))
        self._offer_scope()
        for key, chip in self.scopes.items():
            chip.restore([word for word in getattr(draft, key).split("、") if word])
        self.inspectors.show_inspectors(inspectors_of(draft), draft.leader_id)
        self.drops.setChecked(draft.drops_extremes == "是")
        self._show_sampling()
        if not self._own_title:
            self._days_changed()
        for part in (self.kind, self.term, self.form, self.sampling, self.number, self.seed, self.draw):
            part.setEnabled(self._is_open)
        for chip in self.scopes.values():
            chip.setEnabled(self._is_open)
        self.inspectors.setEnabled(self._is_open)
        # what was summed up or reported is not reckoned anew behind the back of a reader
        self.drops.setEnabled(self._row is None or self._row.status in (DRAFT, PUBLISHED, RUNNING))

    @property
    def draft(self) -> CampaignDraft:
        """What is typed."""
        school_year, term = self._term()
        sampling = str(self.sampling.currentData())
        number = int(self.number.text()) if self.number.text().strip().isdecimal() else None
        base = CampaignDraft(kind="", title="", school_year="", term="")
        if self._row is not None:
            base = CampaignDraft(**{one.name: getattr(self._row, one.name) for one in fields(CampaignDraft)})
        return replace(
            base,
            kind=str(self.kind.currentData() or ""),
            title=self.name.text().strip(),
            school_year=school_year,
            term=term,
            begins=_day(self.begins),
            ends=_day(self.ends),
            weeks=self.weeks.text().strip(),
            form=str(self.form.currentData() or ""),
            **{key: "、".join(chip.chosen) for key, chip in self.scopes.items()},
            sampling=sampling,
            every=number if sampling == EVERY else None,
            count=number if sampling in (RANDOM, ROTATION) else None,
            seed=self.seed.text().strip() if sampling in (RANDOM, ROTATION) else "",
            pupils=self.pupils.text().strip(),
            inspectors=self.inspectors.text,
            leader_id=self.inspectors.leader_id,
            drops_extremes="是" if self.drops.isChecked() else "",
            materials=self.materials.text().strip(),
            place=self.place.text().strip(),
            hand_in_by=_day(self.hand_in_by),
        )

    def _term(self) -> tuple[str, str]:
        school_year, _, term = str(self.term.currentData() or "").partition(" ")
        return school_year, term

    def _kind_changed(self) -> None:
        self._days_changed()

    def _term_changed(self) -> None:
        self._offer_scope()
        self._days_changed()

    def _days_changed(self) -> None:
        """The forms in force, the weeks and, as long as nobody wrote one, the name follow the days."""
        begins, ends = _day(self.begins), _day(self.ends)
        self._offer_forms()
        self._changed()
        school_year, term = self._term()
        held = next((one for one in self._terms if (one.school_year, one.term) == (school_year, term)), None)
        if weeks := weeks_of(held, begins, ends):
            self.weeks.setText(weeks)
        if not self._own_title:
            name = next((one.name for one in self._kinds if one.code == self.kind.currentData()), "")
            there = [one.title for one in self._others if one.school_year == school_year]
            self.name.setText(proposed_title(name, begins, there))

    def _name_typed(self, text: str) -> None:
        self._own_title = bool(text.strip())

    def _offer_forms(self) -> None:
        """Those of the type in force when the check ends; the one that is chosen stays so."""
        kind, chosen = self.kind.currentData(), self.form.currentData()
        self.form.clear()
        self.form.addItem(_AUTO, "")
        for form in self._sources.check_forms.offered(_day(self.ends) or _day(self.begins)):
            if form.kind == kind:
                self.form.addItem(form.name, form.key)
        _choose(self.form, chosen)

    def _offer_scope(self) -> None:
        self._teaching = teaching(self._sources.context, *self._term())
        for chip in self.scopes.values():
            chip.offer(self._teaching)
        self.inspectors.offer(self._teaching)

    def _sampling_changed(self) -> None:
        self._show_sampling()
        self._changed()

    def _show_sampling(self) -> None:
        sampling = self.sampling.currentData()
        is_drawn = sampling in (RANDOM, ROTATION)
        self._number_title.setText("每隔（人）" if sampling == EVERY else "人数")
        for part in (self._number_title, self.number):
            part.setVisible(is_drawn or sampling == EVERY)
        for drawing in (self._seed_title, self.seed, self.draw):
            drawing.setVisible(is_drawn)
        if is_drawn and not self.seed.text():
            self._draw()

    def _draw(self) -> None:
        self.seed.setText(clock.now().strftime("%m%d%H%M%S"))
        self._changed()

    def _changed(self, *_more: object) -> None:
        self._soon.start()

    # the list

    def _look(self) -> None:
        """Make the list anew, beside the window."""
        self._soon.stop()
        if not self._is_open:
            assert self._row is not None
            self._show_units(self._looks, list(self._sources.campaigns.units(self._row.id)))
            return
        self._looks += 1
        number, draft, context = self._looks, self.draft, self._sources.context
        has_size = draft.sampling not in (EVERY, RANDOM, ROTATION) or draft.every or draft.count

        def job(step: Step) -> list[UnitDraft]:
            return proposed(context, draft) if has_size else []

        run_task(self, "正在列出应检对象", job, partial(self._show_units, number))

    def _show_units(self, number: int, units: Sequence[UnitDraft]) -> None:
        if number != self._looks:
            return  # something was changed meanwhile
        self.units = list(units)
        due = [unit for unit in units if unit.state == DUE]
        self.count.setText(str(len(due)))
        sums = Counter(unit.subject or unit.group or unit.classes for unit in due)
        self.sums.setText(" · ".join(f"{word} {count}" for word, count in sums.most_common()))
        names = {one.key: one.name for one in self.inspectors.inspectors}
        self.list.clear()
        for unit in units:
            who = "、".join(names.get(key, key) for key in unit.inspectors.split("、") if key)
            end = f"→ {who}" if who else ""
            if unit.state != DUE:
                end = f"{unit.state}：{unit.reason}"
            told = "　".join(filter(None, dict.fromkeys((unit.name, unit.subject, unit.classes, end))))
            self.list.addItem(told)
        self.publish_button.setText(f"发布（{len(due)} 个）" if due else "发布")
        if not units:
            self.list.addItem("这个范围里没有人任课。")

    # what is done

    def keep(self) -> None:
        """As a draft, or what may still be changed of a published check."""
        row = self._store()
        if row is not None:
            self.accept()
            self.saved.emit(row, 0)

    def publish(self) -> None:
        """Store the check with its queue as it is listed, made anew from what is typed."""
        draft, row = self.draft, self._row
        if not self._may_be_stored(draft):
            return
        campaigns, context = self._sources.campaigns, self._sources.context

        def job(step: Step) -> tuple[CampaignRow, int]:
            units = proposed(context, draft)
            there = (row.id, row.version) if row is not None else ("", None)
            return campaigns.publish_as(draft, units, *there), len(units)

        def done(published: tuple[CampaignRow, int]) -> None:
            self.accept()
            self.saved.emit(*published)

        run_task(self, "正在发布检查", job, done, self._tell, button=self.publish_button)

    def _store(self) -> CampaignRow | None:
        """The check as it is typed; None when something keeps it from being stored."""
        draft, campaigns = self.draft, self._sources.campaigns
        if not self._may_be_stored(draft):
            return None
        try:
            if self._row is None:
                self._row = campaigns.add(draft)
            else:
                values = {one.name: getattr(draft, one.name) for one in fields(CampaignDraft)}
                self._row = campaigns.change(self._row.id, values, self._row.version)
        except UserError as error:
            self._tell(error)
            return None
        return self._row

    def _may_be_stored(self, draft: CampaignDraft) -> bool:
        found = campaign_problems(draft, self._others)
        if found:
            self._tell(UserError("检查还不能保存。", "", found))
        return not found

    def _tell(self, error: UserError) -> None:
        self.told.setText(" ".join((error.text + error.hint, *(one.text for one in error.problems))))
        editors = {"title": self.name, "ends": self.ends, "every": self.number, "count": self.number}
        for editor in editors.values():
            mark(editor, Level.OK)
        for problem in reversed(error.problems):
            self._mark(problem, editors)

    def _mark(self, problem: FieldProblem, editors: dict[str, QLineEdit]) -> None:
        if editor := editors.get(problem.key):
            mark(editor, Level.ERROR)
            editor.setFocus()


def _offered_kinds(sources: CheckSources) -> list[CheckKind]:
    """Types with a form; those kept as a log or by quota have pages of their own."""
    there = {form.kind for form in sources.check_forms.offered()}
    return [one for one in kinds().values() if one.code in there and not one.log and not one.quota]


def _day(field: LineField) -> str:
    """ISO day; "" when there is none."""
    value = str(read_editor(field).value or "")
    return value if len(value) == len("2026-11-19") else ""


def _term_entry(school_year: str, term: str) -> tuple[str, str]:
    return f"{school_year}学年 {term}", f"{school_year} {term}"


def _combo(entries: Sequence[tuple[str, object]], changed: object) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    for word, data in entries:
        made.addItem(word, data)
    made.activated.connect(lambda _place: changed())  # type: ignore[operator]
    return made


def _choose(combo: QComboBox, data: object) -> None:
    combo.setCurrentIndex(max(combo.findData(data), 0))


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    return grid


def _put(grid: QGridLayout, number: int, title: str, editor: QWidget) -> None:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(label(title, "muted"))
    column.addWidget(editor)
    editor.setAccessibleName(title)
    grid.addWidget(place, number // 2, number % 2)
