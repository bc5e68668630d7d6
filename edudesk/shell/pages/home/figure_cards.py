"""The school at a glance: the seven indicators, the checks of the month, the plan."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages import CHECKS, RECTIFICATION, SUMMARY
from edudesk.checks.rows.month import KindProgress, MonthFigures
from edudesk.desk.overview import IndicatorLine, Overview, PlanFigures
from edudesk.indicators.pages import INDICATORS
from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.fact import Fact
from edudesk.kit.labels import label
from edudesk.kit.lead_rows import Cell, LeadLine, LeadRows
from edudesk.kit.one_of import OneOf
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.shell.pages.home.dues_card import Lead

_VERDICTS = {"达标": Tone.GOOD, "≥85%": Tone.WARN, "未达": Tone.BAD, "缺数据": Tone.WARN}
_FAR, _NEAR = 0.8, 0.6  # shares from which a bar is green, and brand


class SevenCard(Card):
    """优质均衡七项指标 of a 学段; of a school with several the chips choose which."""

    def __init__(self, lead: Lead) -> None:
        self.verdict = Tag("")
        super().__init__("优质均衡七项指标", right=self.verdict)
        self._lead = lead
        self._overview = Overview()
        self.stages = OneOf()
        self.stages.chosen.connect(lambda _number: self._fill())
        self.rows = LeadRows((Cell.TEXT, Cell.NUMBER, Cell.QUIET, Cell.TAG))
        self.rows.asked.connect(self._go)
        self.nothing = label("学校基础信息里选好学校类别后计算。", "muted", wraps=True)
        for part in (self.stages, self.rows, self.nothing):
            self.add(part)
        self.body.addStretch(1)

    def show_overview(self, overview: Overview) -> None:
        """Other figures."""
        self._overview = overview
        self.stages.set_words([one.stage for one in overview.standings])
        self.stages.setVisible(len(overview.standings) > 1)
        self._fill()

    @property
    def shown(self) -> tuple[IndicatorLine, ...]:
        """The lines of the 学段 in sight."""
        standings = self._overview.standings
        stage = standings[max(self.stages.current, 0)].stage if standings else ""
        return tuple(one for one in self._overview.seven if one.stage == stage)

    def _fill(self) -> None:
        lines, standings = self.shown, self._overview.standings
        self.rows.show_lines(
            [
                LeadLine(
                    (one.name, one.value, one.target.replace("≥ ", "≥"), one.verdict),
                    _VERDICTS.get(one.verdict, Tone.PLAIN),
                    one.full,
                )
                for one in lines
            ]
        )
        self.nothing.setVisible(not lines)
        self.verdict.setVisible(bool(lines))
        if lines:
            told = standings[max(self.stages.current, 0)]
            missed = sum(one.verdict in ("≥85%", "未达") for one in lines)
            unknown = sum(one.verdict == "缺数据" for one in lines)
            words = "、".join(
                filter(
                    None, (f"未达标 {missed} 项" if missed else "", f"缺数据 {unknown} 项" if unknown else "")
                )
            )
            is_met = told.verdict == "达标"
            tone = Tone.GOOD if is_met else Tone.WARN
            self.verdict.set_tag(f"6/7 规则：{'达标' if is_met else words or told.verdict}", tone)
            self.verdict.setToolTip(f"{told.of} 项中达标 {told.met} 项；需 6 项达标，余项不低于 85%。")

    def _go(self, number: int) -> None:
        self._lead(INDICATORS.name, self.shown[number].id)


class MonthCard(Card):
    """本月教学常规检查: how far each type is, and what came out of it."""

    def __init__(self, lead: Lead) -> None:
        super().__init__("本月教学常规检查")
        self._lead = lead
        self._kinds: tuple[KindProgress, ...] = ()
        self.bars = Bars()
        self.bars.asked.connect(lambda number: lead(SUMMARY.name, self._kinds[number].kind))
        self.nothing = label("还没有发布过检查。", "muted")
        self.plan = link("安排检查", lambda: lead(CHECKS.name, ""))
        self.facts = QHBoxLayout()
        self.facts.setSpacing(16)
        self.share, self.mean = Fact("优秀率"), Fact("平均分")
        self.found, self.closed = Fact("问题"), Fact("已整改", Tone.GOOD)
        for fact, page in (
            (self.share, SUMMARY), (self.mean, SUMMARY), (self.found, RECTIFICATION), (self.closed, RECTIFICATION)
        ):  # fmt: skip
            fact.clicked.connect(lambda _checked=False, name=page.name: lead(name, ""))
            self.facts.addWidget(fact)
        self.facts.addWidget(self.plan)
        self.facts.addStretch(1)
        self.add(self.bars)
        self.add(self.nothing)
        self.body.addStretch(1)
        self.add(self.facts)

    def show_month(self, month: MonthFigures | None, today: date) -> None:
        """Other figures; None = there was never a check."""
        self.nothing.setVisible(month is None)
        self.plan.setVisible(month is None)
        self.bars.setVisible(month is not None)
        is_now = month is None or month.month == f"{today:%Y-%m}"
        when = "本月" if is_now or month is None else f"{int(month.month[:4])}年{int(month.month[5:])}月"
        self.heading.setText(f"{when}教学常规检查")
        self._kinds = month.kinds if month is not None else ()
        self.bars.show_lines([_bar(one) for one in self._kinds])
        self.share.show_figure(month.share if month else "")
        self.mean.show_figure(month.mean if month else "")
        self.found.show_figure(str(month.found) if month else "")
        self.closed.show_figure(str(month.closed) if month else "")


def _bar(one: KindProgress) -> BarLine:
    known = kinds().get(one.kind)
    share = one.done / one.due if one.due else 0.0
    tone = Tone.GOOD if one.due and one.done >= one.due else Tone.BRAND if share >= 0.3 else Tone.WARN
    return BarLine(known.name if known else one.kind, share, f"{one.done}/{one.due}", tone)


class PlanCard(Card):
    """发展规划: how far each 领域 of the plan in force is."""

    def __init__(self, lead: Lead, page: str) -> None:
        """page: key of the page of the plan."""
        super().__init__("发展规划")
        self.heading.mode = Qt.TextElideMode.ElideMiddle  # the year at its end stays
        self._goals: tuple[str, ...] = ()
        self.bars = Bars()
        self.bars.asked.connect(lambda number: lead(page, self._goals[number]))
        self.foot = label("", "muted")
        self.add(self.bars)
        self.body.addStretch(1)
        self.add(self.foot)

    def show_plan(self, plan: PlanFigures) -> None:
        """Other figures."""
        self.heading.setText(f"{plan.title} {plan.year}达成度")
        self._goals = tuple(goal.id for goal in plan.goals)
        self.bars.show_lines(
            [
                BarLine(
                    goal.title,
                    (goal.percent or 0) / 100,
                    "—" if goal.percent is None else f"{goal.percent:.0f}%",
                    _tone((goal.percent or 0) / 100),
                )
                for goal in plan.goals
            ]
        )
        words = []
        if plan.percent is not None:
            words.append(f"权重合成 {plan.percent:.1f}%")
            if plan.before is not None:  # a whole year: the difference to one that goes on would say little
                words.append(f"上年 {plan.before:.1f}%")
        self.foot.setText("　".join(words))


def _tone(share: float) -> Tone:
    return Tone.GOOD if share >= _FAR else Tone.BRAND if share >= _NEAR else Tone.WARN
