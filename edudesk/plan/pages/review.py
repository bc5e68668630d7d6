"""年度自评, 中期, 终结: how far every goal and measure is, how each figure came about, what is said of it; frozen when reported."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.words import some_of
from edudesk.indicators.rules.feeding import FED_BY
from edudesk.kit import messages
from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues, Line
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.one_of import OneOf
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.plan.pages import REVIEW
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.duties import DutiesDialog
from edudesk.plan.pages.review_forms import goal_form, review_form
from edudesk.plan.pages.scheme_form import change_scheme, choose_scheme, copy_scheme
from edudesk.plan.pages.tabs import put_tabs
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, ReviewDraft
from edudesk.plan.rules.duties import derived
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.judged_lines import JudgedLine, explained, heading_of, lines_of
from edudesk.plan.rules.removing import refuse_frozen, review_words
from edudesk.plan.rules.scoring import EXCUSED, GOAL, MEASURE, MISSING, TASK
from edudesk.plan.rules.years import years_of
from edudesk.plan.service.evaluating import Evaluations
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.reviews import DutyService, JudgementService, ReviewService
from edudesk.plan.service.schemes import SchemeService

_KINDS = (YEARLY, MIDTERM, AT_END)
_TONES = {MISSING: Tone.WARN, EXCUSED: Tone.PLAIN}


class _Tenths(Column):
    """A figure with as many places in every line."""

    places: ClassVar[int] = 1

    def text(self, row: object) -> str:
        value = self.of(row)
        return "" if value is None else f"{value:.{self.places}f}"


class _Hundredths(_Tenths):
    """The same of points."""

    places: ClassVar[int] = 2


_COLUMNS = (
    Column("label", "目标、指标、任务", Kind.NAME, 84, value=lambda one: one.label, is_shown=True),
    Column("domain", "领域", width=26, value=lambda one: one.domain),
    Column("kind", "种类", width=14, value=lambda one: one.line.kind),
    Column("target", "目标值", width=24, value=lambda one: one.target, is_shown=True),
    Column("actual", "实际值", width=24, value=lambda one: one.actual, is_shown=True),
    _Tenths("share", "达成度（%）", Kind.NUMBER, 34, value=lambda one: one.share, is_shown=True),
    Column("word", "达成情况", Kind.TAG, 26, value=lambda one: one.word, is_shown=True),
    _Hundredths("full", "分值", Kind.NUMBER, 18, value=lambda one: one.full, is_shown=True),
    _Hundredths("points", "得分", Kind.NUMBER, 18, value=lambda one: one.points, is_shown=True),
    Column("grade", "等级", width=18, value=lambda one: one.line.grade, is_shown=True),
    Column("said", "自评文字", width=50, value=lambda one: one.said.done if one.said else "", is_shown=True),
    Column("how", "算法", width=80, value=lambda one: one.line.how),
)  # fmt: skip


class ReviewSources(Protocol):
    """The open school as this page sees it."""

    @property
    def plans(self) -> PlanService:
        """Plans."""

    @property
    def plan_evaluations(self) -> Evaluations:
        """Evaluations as they stand."""

    @property
    def plan_reviews(self) -> ReviewService:
        """规划评估."""

    @property
    def plan_goal_reviews(self) -> JudgementService:
        """What they say of goals."""

    @property
    def plan_duties(self) -> DutyService:
        """任期目标."""

    @property
    def plan_schemes(self) -> SchemeService:
        """评价方案."""


class ReviewPage(ListPage):
    """undo: takes the last change back; show_page: for the tabs; more: a button that hands papers out. record_wanted(id): the
    goal, measure or task of a line is to be seen in the plan; indicator_wanted(line of 指标监测): what a measure follows."""

    name, title, icon_name = REVIEW
    unit = "行"
    columns = _COLUMNS
    search_hint = "目标 / 指标 / 任务…"
    concerns = FED_BY | {"plan"}
    record_wanted = Signal(str)
    indicator_wanted = Signal(str)

    def __init__(
        self,
        sources: ReviewSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        more: Callable[["ReviewPage"], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._undo, self._more = sources, undo, more
        self.judged: Judged | None = None
        self.duties: DutiesDialog | None = None
        self._asked = self._seen = 0
        self._wanted = ""
        super().__init__(parent)
        self.choice = choice_of(sources)
        self.choice.changed.connect(lambda: self.heed(frozenset()))
        put_tabs(self.head, self.name, show_page)
        remove = QShortcut(QKeySequence("Delete"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.setWhatsThis("删除这份自评到回收站（先问，可撤销）")
        remove.activated.connect(self.remove)

    # parts of the page

    def buttons(self) -> Sequence[QWidget]:
        self.do_button = menu_button(
            "办理",
            (
                ("冻结本次评估（以后不随数据变）", self.freeze),
                ("解除冻结，按现在的数据重算", self.thaw),
                ("删除这份自评…\tDelete", self.remove),
                None,
                ("任期目标责任书…", self.show_duties),
                None,
                ("选择评价方案…", partial(self._with_schemes, choose_scheme)),
                ("修改评价方案…", partial(self._with_schemes, change_scheme)),
                ("复制为本校方案…", partial(self._with_schemes, copy_scheme)),
            ),
        )
        self.write_button = button("填写自评", self.write, "primary", icon_name="edit")
        own = () if self._more is None else (self._more(self),)
        return (*own, self.do_button, self.write_button)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("kind", "种类", lambda one: one.line.kind, (GOAL, MEASURE, TASK)),
            ToggleChip("missing", "缺数据", lambda one: one.line.state == MISSING),
            ToggleChip(
                "short", "未完全达成", lambda one: one.line.counted is not None and one.line.counted < 1
            ),
            ChoiceChip("domain", "领域", lambda one: one.domain, is_optional=True),
        )

    def build_above(self) -> QWidget | None:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(14)
        self.score = label("—", "figure")
        self.grade = Tag("", Tone.GOOD)
        self.told = label("", "muted", wraps=True)
        line.addWidget(self.score)
        line.addWidget(self.grade)
        self.parts = KeyValues(0)
        grid = self.parts.layout()
        assert isinstance(grid, QGridLayout)
        grid.setVerticalSpacing(2)  # the list below needs the room more
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.parts)
        words.addWidget(self.told)
        line.addLayout(words, 1)
        self.kinds = OneOf(tuple(f"{kind}自评" for kind in _KINDS))
        self.kinds.chosen.connect(lambda _number: self.reload())
        self.years = OneOf()
        self.years.chosen.connect(self._choose_year)
        choices = QVBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.kinds)
        choices.addWidget(self.years)
        line.addLayout(choices)
        card.add(line)
        return card

    def build_drawer(self) -> Drawer:
        drawer = Drawer()
        self.edit_button = button("填写…", self._edit_chosen)
        drawer.tools.addWidget(self.edit_button)
        drawer.tools.addWidget(button("在规划里查看", self._show_record))
        self.figure_button = button("查看指标", self._show_figure)
        drawer.tools.addWidget(self.figure_button)
        self.facts, self.texts = KeyValues(56), KeyValues(56)
        self.texts_title = label("自评文字", "heading")
        for part in (label("怎样得出", "heading"), self.facts, self.texts_title, self.texts):
            drawer.body.addWidget(part)
        drawer.body.addStretch(1)
        drawer.hide()
        return drawer

    # what is shown

    @property
    def kind(self) -> str:
        """年度, 中期 or 终结."""
        return _KINDS[max(self.kinds.current, 0)]

    def reload(self) -> None:
        """Read beside the window: live figures take the whole roster."""
        self._asked += 1
        asked, kind = self._asked, self.kind

        def job(_step: object) -> Judged | None:
            plan = self.choice.plan(self._sources.plans.rows())
            year = self.choice.year(plan, clock.today().isoformat()) if plan is not None else None
            if plan is None or year is None:
                return None
            return self._sources.plan_evaluations.of(plan.id, kind, "" if kind == AT_END else year.word)

        def take(found: Judged | None) -> None:
            if asked == self._asked:
                self._seen = asked
                self._show(found)
                self._bring()

        run_task(self, "正在计算达成度", job, take)

    def _show(self, judged: Judged | None) -> None:
        self.judged = judged
        has_plan = judged is not None
        self.above.setVisible(has_plan)  # type: ignore[union-attr]
        for part in (self.do_button, self.write_button):
            part.setEnabled(has_plan)
        if judged is not None:
            plan = judged.whole.plan
            words = [year.word for year in years_of(plan)]
            year = self.choice.year(plan, clock.today().isoformat())
            self.years.blockSignals(True)
            self.years.set_words(words)
            if year is not None:
                self.years.choose(words.index(year.word))
            self.years.blockSignals(False)
            self.years.setVisible(judged.kind != AT_END)
            head = heading_of(judged)
            self.score.setText(head.score)
            self.grade.set_tag(head.grade or "未评", Tone.BRAND if judged.is_frozen else Tone.PLAIN)
            self.parts.show_rows([self._part(plan, *one) for one in head.parts])
            self.parts.setVisible(bool(head.parts))
            self.told.setText("　".join(head.told))
        self.show_rows(lines_of(judged) if judged is not None else ())
        if self.duties is not None and judged is not None:
            self.duties.show_whole(judged.whole)

    def _part(self, plan: PlanRow, name: str, points: str, lack: str) -> Line:
        """A part of the score, and what leads to the year it comes from."""
        told = "　".join(filter(None, (points, lack)))
        year = next((one.word for one in years_of(plan) if name.startswith(one.word)), "")
        return (name, told, link("查看", partial(self._show_year, plan.id, year))) if year else (name, told)

    def _show_year(self, plan_id: str, year: str) -> None:
        was_silent = self.kinds.blockSignals(True)
        self.kinds.choose(0)
        self.kinds.blockSignals(was_silent)
        self.choice.choose(plan_id, year)
        self.reload()

    def show_line(self, record_id: str) -> None:
        """How a goal, measure or task is judged in the year, as soon as it is read."""
        self._wanted = record_id
        if self.kind != YEARLY:
            self.kinds.choose(0)  # and with it read anew
        elif self._seen == self._asked and not self._is_stale:
            self._bring()

    def _bring(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.go_to(wanted)

    def rows(self) -> Sequence[JudgedLine]:
        return lines_of(self.judged) if self.judged is not None else ()

    def tone(self, row: JudgedLine, column: Column) -> Tone:
        if row.line.state:
            return _TONES[row.line.state]
        share = row.share or 0.0
        return (
            Tone.GOOD
            if share >= 100
            else Tone.BRAND
            if share >= 80
            else Tone.WARN
            if share >= 60
            else Tone.BAD
        )

    def bar(self, row: JudgedLine, column: Column) -> float | None:
        return min((row.share or 0.0) / 100, 1.0) if column.key == "share" and row.share is not None else None

    def counted(self, shown: int, total: int) -> str:
        about = f"{self.judged.whole.plan.title} · " if self.judged is not None else ""
        return about + super().counted(shown, total)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        if self.judged is None:
            return "还没有发展规划。", "先新建或导入规划，再做自评。", ()
        return "这份规划还没有目标。", "先写目标、观测指标和任务，达成度会自动算出。", ()

    def show_row(self, row: JudgedLine) -> None:
        assert self.drawer is not None
        self.drawer.show_head(row.label.strip(), row.domain if row.line.depth else "")
        measure = self.judged.whole.measure.get(row.id) if self.judged is not None else None
        self.facts.show_rows(explained(row, measure))
        self.figure_button.setVisible(measure is not None and bool(measure.source))
        is_goal = row.line.kind == GOAL
        self.edit_button.setVisible(is_goal)
        self.texts_title.setVisible(is_goal)
        self.texts.setVisible(is_goal)
        said = row.said
        if is_goal:
            self.texts.show_rows(
                [
                    ("主要工作", said.done if said else ""),
                    ("成效", said.effect if said else ""),
                    ("问题", said.problems if said else ""),
                    ("改进", said.mending if said else ""),
                ]
            )

    def _choose_year(self, number: int) -> None:
        if self.judged is not None:
            plan = self.judged.whole.plan
            self.choice.choose(plan.id, years_of(plan)[number].word)

    # what is done

    def open_row(self, row: JudgedLine) -> None:
        super().open_row(row)
        if row.line.kind == GOAL and row.said is None:
            self._edit(row)

    def _edit_chosen(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1:
            self._edit(rows[0])

    def _show_record(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1:
            self.record_wanted.emit(rows[0].id)

    def _show_figure(self) -> None:
        rows = self.table.selected()
        measure = self.judged.whole.measure.get(rows[0].id) if self.judged is not None and rows else None
        if measure is not None and measure.source:
            self.indicator_wanted.emit(measure.source + measure.stage)

    def _edit(self, row: JudgedLine) -> None:
        assert self.judged is not None
        goal_form(
            self, self._sources.plan_reviews, self._sources.plan_goal_reviews, self.judged, row, _nothing
        )

    def write(self) -> None:
        """The report of the evaluation that is shown."""
        if self.judged is not None:
            review_form(self, self._sources.plan_reviews, self.judged, _nothing)

    def freeze(self) -> None:
        """Keep it as it is reported; a review nobody began begins so."""
        judged = self.judged
        if judged is None:
            return
        if judged.is_frozen:
            messages.tell(self, "本次评估已经冻结。", "要按现在的数据重算，请先解除冻结。")
            return
        try:
            if judged.review is not None:
                self._sources.plan_evaluations.freeze(judged.review.id)
            else:
                plan_id, today = judged.whole.plan.id, clock.today().isoformat()
                self._sources.plan_evaluations.freeze_new(
                    ReviewDraft(plan_id=plan_id, kind=judged.kind, year=judged.year, on=today)
                )
        except UserError as error:
            messages.fail(self, error)
            return
        missing = [one.title for one in judged.evaluation.lines if one.state == MISSING]
        told = f"缺数据 {len(missing)} 项按 0 计：{some_of(missing, '项')}。" if missing else ""
        messages.notice(
            self,
            f"已冻结：得分、等级和实际值就是现在这样，以后改数据不再变；可以解除冻结。{told}",
            ("撤销", self._undo),
        )

    def thaw(self) -> None:
        """Let it follow the data again."""
        judged = self.judged
        if judged is None or judged.review is None or not judged.is_frozen:
            messages.tell(self, "本次评估没有冻结。", "数据没有改动。")
            return
        self._sources.plan_reviews.thaw(judged.review.id)
        messages.notice(self, "已解除冻结，得分随数据重算。", ("撤销", self._undo))

    def remove(self) -> None:
        """The evaluation that is shown with all that was written in it, to the recycle bin."""
        judged = self.judged
        if judged is None:
            return
        review = judged.review
        name = f"{judged.year or judged.whole.plan.title}{judged.kind}自评"
        if review is None:
            messages.tell(self, f"{name}还没有填写，没有可以删除的。", "达成度按数据计算，数据没有改动。")
            return
        try:
            refuse_frozen(review, name)
            if not messages.ask(self, f"删除{name}？", review_words(judged.whole, review), yes="删除自评"):
                return
            self._sources.plan_reviews.put_away([review.id])
        except UserError as error:
            messages.fail(self, error)
            return
        messages.notice(self, f"已删除{name}，可在回收站找回。", ("撤销", self._undo))

    def show_duties(self) -> None:
        """The lines of the leaders, to be made, written and changed."""
        judged = self.judged
        if judged is None:
            return
        year = judged.year or years_of(judged.whole.plan)[-1].word
        self.duties = DutiesDialog(self, self._sources, judged.whole, year, self.derive_duties, self._undo)
        self.duties.finished.connect(self._close_duties)
        self.duties.open()

    def _close_duties(self, _result: int) -> None:
        self.duties = None

    def derive_duties(self) -> None:
        """The sheets of the leaders of the year, from goals and tasks."""
        judged = self.judged
        if judged is None or judged.kind == AT_END:
            messages.tell(self, "任期目标责任书按年度生成。", "请先选“年度自评”和年度。")
            return
        drafts = derived(judged.whole, judged.year, judged.evaluation)
        if not drafts:
            messages.tell(self, "目标和任务都没有填写责任领导。", "请先填写责任领导；数据没有改动。")
            return
        messages.notice(self, self._sources.plan_duties.derive(drafts).told, ("撤销", self._undo))

    def _with_schemes(self, does: Callable[[QWidget, PlanService, SchemeService, PlanRow], object]) -> None:
        if self.judged is not None:
            does(self, self._sources.plans, self._sources.plan_schemes, self.judged.whole.plan)


def _nothing(_row: object) -> None:
    """What was stored is announced, and the page reads again."""
