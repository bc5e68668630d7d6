"""Verbs on evaluations of a plan, on what they say of each goal, and on the sheets of the leaders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.forms.value import Scheme
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import YES, TargetDraft, TargetRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.reviews import (
    AT_END,
    DUTY_COLUMN,
    GOAL_REVIEW_COLUMN,
    MIDTERM,
    REVIEW_COLUMN,
    DutyDraft,
    DutyRow,
    GoalReviewDraft,
    GoalReviewRow,
    ReviewDraft,
    ReviewRow,
)
from edudesk.plan.rules.duties import Laid, by_duty
from edudesk.plan.rules.freezing import frozen, thawed
from edudesk.plan.rules.reviews import duty_problems, goal_review_problems, review_problems
from edudesk.plan.rules.rounds import Evaluation
from edudesk.plan.rules.settling import settle
from edudesk.plan.rules.years import year_of
from edudesk.plan.service.measures import TargetService
from edudesk.plan.service.parts import PlanPart, gone, ids_of
from edudesk.plan.service.schemes import keep_schemes
from edudesk.plan.tables import Plan, PlanDuty, PlanGoal, PlanGoalReview, PlanReview, PlanScheme, PlanTarget
from edudesk.store.editions import OwnVersionRow
from edudesk.store.journal import history_of
from edudesk.store.part_service import refuse_twice, touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import amend, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class ReviewService(PlanPart[ReviewDraft, ReviewRow]):
    """规划评估: of a year, half-way, at the end."""

    table, row, draft = PlanReview, ReviewRow, ReviewDraft
    columns: ClassVar[Mapping[str, Column]] = REVIEW_COLUMN

    def _order(self, row: ReviewRow) -> Any:
        return row.year, row.on, row.id

    def _name(self, draft: ReviewDraft) -> str:
        return f"{draft.year}{draft.kind}自评"

    def _settled(self, draft: ReviewDraft) -> ReviewDraft:
        """Of a frozen one the result follows its adjustment."""
        if not draft.content:
            return draft
        kept = thawed(draft.content)
        settled = settle(kept.evaluation, kept.scheme, draft.adjustment, draft.adjustment_reason)
        return replace(draft, tenths=int(settled.score * 10), grade=settled.grade) if settled else draft

    def _found(self, draft: ReviewDraft) -> Sequence[FieldProblem]:
        return list(review_problems(draft))

    def _followed(self, work: Work) -> None:
        """What it says of goals goes to the recycle bin with it."""
        if ids := gone(work, PlanReview):
            work.put_away(PlanGoalReview, ids_of(work, PlanGoalReview, "review_id", ids))
        refuse_twice(
            self._of(work.connection, touched(self, work)),
            lambda row: (row.plan_id, row.kind, row.year),
            lambda row: FieldProblem("year", f"{row.year}已经有一份{row.kind}自评。"),
        )

    def _may_go(self, row: ReviewRow) -> None:
        if row.content:
            raise UserError(f"“{self._name(row)}”已经冻结，不能删除。", "请先解除冻结再删除；数据没有改动。")

    @verb("冻结规划评估", right=Right.EDIT_PLAN)
    def freeze(
        self, work: Work, review: str | ReviewDraft, evaluation: Evaluation, scheme: Scheme, on: str
    ) -> ReviewRow:
        """Keep an evaluation as it is reported: its lines, the scheme, and the figures that followed the data.

        review: its id, or what nobody has begun yet, which begins so; on: ISO day of the figures. Nothing that is changed later moves it. Raises UserError while it is frozen already, or a
        part of its score lacks.
        """
        if isinstance(review, ReviewDraft):
            (review_id,) = insert(self, work, [review])
            self._followed(work)
        else:
            review_id = review
        row = self.kept.get(work.connection, review_id)
        work.title = f"冻结规划评估 {self._name(row)}"
        if row.content:
            raise UserError(
                f"“{self._name(row)}”已经冻结过。", "要按现在的数据重算，请先解除冻结；数据没有改动。"
            )
        settled = settle(evaluation, scheme, row.adjustment, row.adjustment_reason)
        if settled is None:
            raise UserError(
                f"“{self._name(row)}”还没有得分，不能冻结。",
                f"还缺：{'；'.join(evaluation.lacks) or '到期的指标和任务'}。",
            )
        keep_schemes(work, Records(self.context, PlanScheme, OwnVersionRow), [(scheme.key, scheme.version)])
        values = {
            "content": frozen(evaluation, scheme, on),
            "scheme": scheme.key,
            "scheme_version": scheme.version,
            "frozen_on": on,
            "tenths": int(settled.score * 10),
            "grade": settled.grade,
        }
        work.update(self.table, review_id, values)
        if row.kind != MIDTERM:  # half-way the year goes on: its figures still follow the data
            self._hold(work, row, evaluation, on)
        return self.kept.get(work.connection, review_id)

    @verb("解除冻结规划评估", right=Right.EDIT_PLAN)
    def thaw(self, work: Work, review_id: str) -> ReviewRow:
        """Let an evaluation follow the data again, and the figures that were kept with it; what was frozen before stays so."""
        row = self.kept.get(work.connection, review_id)
        work.title = f"解除冻结规划评估 {self._name(row)}"
        unfrozen = {
            "content": "",
            "frozen_on": "",
            "scheme": "",
            "scheme_version": 0,
            "tenths": None,
            "grade": "",
        }
        work.update(self.table, review_id, unfrozen)
        if not row.content:
            return self.kept.get(work.connection, review_id)
        kept = thawed(row.content)
        held = {line.id for line in kept.evaluation.lines if line.is_live}
        year = self._year(work, row, kept.on)
        # 年度 and 终结 of the last year hold the same figures: those of a report that stands stay
        stands = [
            one
            for one in self._of(work.connection, [row.plan_id])
            if one.content and one.kind != MIDTERM and self._year(work, one, thawed(one.content).on) == year
        ]
        if row.kind != MIDTERM and not stands:
            targets = self._targets(work, row, year)
            work.update_many(
                PlanTarget,
                {one.id: {"frozen": ""} for one in targets if one.frozen == YES and one.measure_id in held},
            )
        return self.kept.get(work.connection, review_id)

    def _hold(self, work: Work, row: ReviewRow, evaluation: Evaluation, on: str) -> None:
        """The live figures become those that were reported; a year of a measure that was never written begins so."""
        live = {line.id: line.actual for line in evaluation.lines if line.is_live}
        year = self._year(work, row, on)
        targets = {one.measure_id: one for one in self._targets(work, row, year)}
        work.update_many(
            PlanTarget,
            {
                one.id: {"actual": live[one.measure_id], "actual_on": on, "frozen": YES}
                for one in targets.values()
                if one.measure_id in live and one.frozen != YES
            },
        )
        fresh = [
            TargetDraft(plan_id=row.plan_id, measure_id=key, year=year, actual=text, actual_on=on, frozen=YES)
            for key, text in live.items()
            if key not in targets
        ]
        insert(TargetService(self.context), work, fresh)

    def _year(self, work: Work, row: ReviewRow, on: str) -> str:
        """The year whose figures a review holds: of 终结 that of its day, the last one."""
        if row.kind != AT_END:
            return row.year
        year = year_of(Records(self.context, Plan, PlanRow).get(work.connection, row.plan_id), on)
        return year.word if year is not None else ""

    def _targets(self, work: Work, row: ReviewRow, year: str) -> list[TargetRow]:
        c = core(PlanTarget).c
        kept = Records(self.context, PlanTarget, TargetRow)
        return kept.where(work.connection, c.plan_id == row.plan_id, c.year == year)


class JudgementService(PlanPart[GoalReviewDraft, GoalReviewRow]):
    """What an evaluation says of each goal; one row for each."""

    table, row, draft = PlanGoalReview, GoalReviewRow, GoalReviewDraft
    columns: ClassVar[Mapping[str, Column]] = GOAL_REVIEW_COLUMN

    def _found(self, draft: GoalReviewDraft) -> Sequence[FieldProblem]:
        return list(goal_review_problems(draft))

    def _followed(self, work: Work) -> None:
        refuse_twice(
            self._of(work.connection, touched(self, work)),
            lambda row: (row.review_id, row.goal_id),
            lambda row: FieldProblem("goal_id", "这个目标已经有自评内容。"),
        )

    @verb("填写目标自评", right=Right.EDIT_PLAN)
    def put(self, work: Work, draft: GoalReviewDraft) -> None:
        """What an evaluation says of a goal, whether something was said before or not."""
        c = core(PlanGoalReview).c
        there = self.kept.where(work.connection, c.review_id == draft.review_id, c.goal_id == draft.goal_id)
        if there:
            fields = ("grade", "tenths", "done", "effect", "problems", "mending", "outside_tenths")
            amend(self, work, there[0], {key: getattr(draft, key) for key in fields})
        else:
            insert(self, work, [draft])
        self._followed(work)


class DutyService(PlanPart[DutyDraft, DutyRow]):
    """领导班子任期目标."""

    table, row, draft = PlanDuty, DutyRow, DutyDraft
    columns: ClassVar[Mapping[str, Column]] = DUTY_COLUMN

    def _order(self, row: DutyRow) -> Any:
        return row.year, row.id

    def _name(self, draft: DutyDraft) -> str:
        return f"{draft.year} {draft.leader}"

    def _found(self, draft: DutyDraft) -> Sequence[FieldProblem]:
        return list(duty_problems(draft))

    @verb("生成任期目标责任书", right=Right.EDIT_PLAN)
    def derive(self, work: Work, drafts: Sequence[DutyDraft]) -> Laid:
        """Lay the sheets of a year down as the plan has them (rules.duties): new lines are added, the wording nobody edited
        becomes that of the plan, lines of goals that are gone or somebody else's go to the bin unless somebody edited them.

        Points and what was done are not stored: they follow the evaluation, and what is stored was typed by somebody.
        """
        plans, years = {draft.plan_id for draft in drafts}, {draft.year for draft in drafts}
        work.title = f"生成任期目标责任书 {next(iter(years), '')}"
        there = [row for row in self._of(work.connection, plans) if row.year in years]
        made = self._made(work, there)
        wanted, known = by_duty(drafts), by_duty(there)
        changed = 0
        for row in there:
            draft, own = wanted.get((row.leader, row.goal_id)), made.get(row.id, {})
            # a build before this one stored them as they were on the day
            fresh = {key: _BLANK[key] for key in ("done", "tenths") if _is(row, own, key)}
            if draft is not None and _is(row, own, "content") and row.content != draft.content:
                changed += 1
                fresh["content"] = draft.content
            if draft is not None:
                amend(self, work, row, fresh)
        strange = [row for row in there if (row.leader, row.goal_id) not in wanted and row.id in made]
        gone = [row for row in strange if all(_is(row, made[row.id], key) for key in _BLANK)]
        work.put_away(self.table, [row.id for row in gone])
        insert(
            self,
            work,
            [replace(one, done="", tenths=None) for key, one in wanted.items() if key not in known],
        )
        goals = Records(self.context, PlanGoal, GoalRow)
        own_goals = core(PlanGoal).c.plan_id.in_(plans)
        title = {one.id: one.title for one in goals.where(work.connection, own_goals)}
        title |= {one.id: one.title for one in goals.binned(work.connection, own_goals)}
        return Laid(
            len(wanted.keys() - known.keys()),
            changed,
            tuple(f"{row.leader} {title.get(row.goal_id, row.content)}" for row in gone),
            tuple(
                f"{row.leader} {title.get(row.goal_id, row.content)}" for row in strange if row not in gone
            ),
        )

    def _made(self, work: Work, rows: Sequence[DutyRow]) -> dict[str, dict[str, object]]:
        """What the sheets held as they were laid down, of each line that was made so: the journal has it."""
        found: dict[str, dict[str, object]] = {}
        table = self.table.__tablename__
        history = history_of(work.connection, {row.id: table for row in rows})
        laid = {entry.seq for entry, _ in history if entry.verb == "plan.duty.derive"}
        for entry, change in reversed(history):
            # undo and redo of laying down are no edits: ref leads to what they took back
            if (entry.seq in laid or entry.ref in laid) and change.after is not None:
                found.setdefault(change.row_id, dict(_BLANK)).update(change.after)
        return found


_BLANK: Mapping[str, object] = {"content": "", "done": "", "tenths": None}


def _is(row: DutyRow, made: Mapping[str, object], key: str) -> bool:
    """Whether a field holds what it held when the sheet was laid down."""
    return key in made and getattr(row, key) == made[key]
