"""Verbs on measures and their yearly targets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import as_title, shortened
from edudesk.plan.rows.measures import (
    MEASURE_COLUMN,
    TARGET_COLUMN,
    YES,
    MeasureDraft,
    MeasureRow,
    TargetDraft,
    TargetRow,
)
from edudesk.plan.rules.entering import measure_problems, target_problems, typed_value
from edudesk.plan.service.goals import placed_last
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanMeasure, PlanTarget
from edudesk.store.part_service import refuse_twice, touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work

_ACTUAL = ("actual", "actual_on")
_TYPED = ("target", "actual")


class MeasureService(PlanPart[MeasureDraft, MeasureRow]):
    """观测指标."""

    table, row, draft = PlanMeasure, MeasureRow, MeasureDraft
    columns: ClassVar[Mapping[str, Column]] = MEASURE_COLUMN

    def _order(self, row: MeasureRow) -> Any:
        return row.place, row.id

    def _settled(self, draft: MeasureDraft) -> MeasureDraft:
        return replace(
            draft,
            title=as_title(draft.title),
            place=draft.place or 0,
            base=typed_value(draft.base, draft.direction),
            low=typed_value(draft.low),
            high=typed_value(draft.high),
            tolerance=typed_value(draft.tolerance),
        )

    def _found(self, draft: MeasureDraft) -> Sequence[FieldProblem]:
        return list(measure_problems(draft))

    def _followed(self, work: Work) -> None:
        placed_last(self, work, lambda row: (row.plan_id, row.goal_id))

    @verb("新增观测指标", right=Right.EDIT_PLAN)
    def put(self, work: Work, draft: MeasureDraft, targets: Mapping[str, str]) -> MeasureRow:
        """A measure with its yearly targets (year -> text), as one step. Raises UserError with every problem; the key of
        one of a target is target_ and its year."""
        settled = self._settled(draft)
        found = [
            FieldProblem(f"target_{year}", problem.text)
            for year, text in targets.items()
            for problem in target_problems(_target(settled, "", year, text), settled)
        ]
        if found:
            raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", tuple(found))
        (row_id,) = insert(self, work, [draft])
        self._followed(work)
        fresh = [_target(settled, row_id, year, text) for year, text in targets.items() if text.strip()]
        insert(TargetService(self.context), work, fresh)
        row = self.kept.get(work.connection, row_id)
        work.title = f"新增观测指标 {shortened(row.title)}"
        return row


def _target(measure: MeasureDraft, measure_id: str, year: str, text: str) -> TargetDraft:
    target = typed_value(text, measure.direction)
    return TargetDraft(plan_id=measure.plan_id, measure_id=measure_id, year=year, target=target)


class TargetService(PlanPart[TargetDraft, TargetRow]):
    """Yearly targets and actuals; one row for each measure and year."""

    table, row, draft = PlanTarget, TargetRow, TargetDraft
    columns: ClassVar[Mapping[str, Column]] = TARGET_COLUMN

    def _order(self, row: TargetRow) -> Any:
        return row.year, row.id

    def _settled(self, draft: TargetDraft) -> TargetDraft:
        return replace(draft, target=draft.target.strip(), actual=draft.actual.strip())

    def _found(self, draft: TargetDraft) -> Sequence[FieldProblem]:
        return list(target_problems(draft, None))

    def _changed(
        self, connection: Connection, row: TargetRow, values: Mapping[str, object]
    ) -> dict[str, object]:
        """As its measure asks for it: 43% of a percentage is 43, and 很高 is refused."""
        measures = Records(self.context, PlanMeasure, MeasureRow)
        measure = next(iter(measures.where(connection, core(PlanMeasure).c.id == row.measure_id)), None)
        if measure is None:
            return super()._changed(connection, row, values)
        typed = {
            key: typed_value(str(value or ""), measure.direction) if key in _TYPED else value
            for key, value in values.items()
        }
        if found := tuple(target_problems(self._with(row, typed), measure)):
            raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", found)
        return super()._changed(connection, row, typed)

    @verb("填写年度目标值", right=Right.EDIT_PLAN)
    def fill(self, work: Work, measure_id: str, values: Mapping[str, Mapping[str, str]]) -> None:
        """Fields of the years of a measure: year -> field -> text; a year that has none yet begins to have them.

        A frozen actual stays as it is. Raises UserError with every problem, its key field_year (target_2026年).
        """
        measure = Records(self.context, PlanMeasure, MeasureRow).get(work.connection, measure_id)
        c = core(PlanTarget).c
        there = {row.year: row for row in self.kept.where(work.connection, c.measure_id == measure_id)}
        problems: list[FieldProblem] = []
        fresh: list[TargetDraft] = []
        changed: dict[str, dict[str, object]] = {}
        for year, typed in values.items():
            row = there.get(year)
            draft = row or TargetDraft(plan_id=measure.plan_id, measure_id=measure_id, year=year)
            kept = _ACTUAL if row is not None and row.frozen == YES else ()
            plain = {
                key: typed_value(text, measure.direction) if key in _TYPED else text
                for key, text in typed.items()
                if key not in kept
            }
            then = replace(draft, **plain)
            found = target_problems(then, measure)
            problems += [FieldProblem(f"{one.key}_{year}", f"{year}：{one.text}") for one in found]
            if row is not None:
                changed[row.id] = self._differing(row, then)
            elif any(plain.values()):
                fresh.append(then)
        if problems:
            raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", tuple(problems))
        work.title = f"填写年度目标值 {shortened(measure.title)}"
        work.update_many(PlanTarget, {row_id: one for row_id, one in changed.items() if one})
        insert(self, work, fresh)

    @verb("冻结年度实际值", right=Right.EDIT_PLAN)
    def freeze(self, work: Work, plan_id: str, year: str, actuals: Mapping[str, str], on: str) -> int:
        """Let the actuals of a year be what they are now: from then on they follow nothing; returns how many.

        actuals: id of a measure -> the live figure; of the others what was typed is frozen, and nothing where nothing was.
        on: ISO day they stand for.
        """
        measures = Records(self.context, PlanMeasure, MeasureRow).where(
            work.connection, core(PlanMeasure).c.plan_id == plan_id
        )
        there = {row.measure_id: row for row in self._of(work.connection, [plan_id]) if row.year == year}
        frozen = 0
        fresh: list[TargetDraft] = []
        changed: dict[str, dict[str, object]] = {}
        for measure in measures:
            row = there.get(measure.id)
            if row is not None and row.frozen == YES:
                continue
            actual = actuals.get(measure.id) or (row.actual if row is not None else "")
            if not actual:
                continue
            values = {"actual": actual, "actual_on": on, "frozen": YES}
            frozen += 1
            if row is not None:
                changed[row.id] = {key: value for key, value in values.items() if getattr(row, key) != value}
            else:
                fresh.append(TargetDraft(plan_id=plan_id, measure_id=measure.id, year=year, **values))
        work.title = f"冻结{year}实际值（{frozen} 项）"
        work.update_many(PlanTarget, changed)
        insert(self, work, fresh)
        return frozen

    @verb("解除冻结年度实际值", right=Right.EDIT_PLAN)
    def thaw(self, work: Work, plan_id: str, year: str) -> int:
        """Let the actuals of a year follow their sources again; returns how many."""
        rows = [row for row in self._of(work.connection, [plan_id]) if row.year == year and row.frozen == YES]
        work.title = f"解除冻结{year}实际值（{len(rows)} 项）"
        work.update_many(PlanTarget, {row.id: {"frozen": ""} for row in rows})
        return len(rows)

    def _followed(self, work: Work) -> None:
        refuse_twice(
            self._of(work.connection, touched(self, work)),
            lambda row: (row.measure_id, row.year),
            lambda row: FieldProblem("year", f"这个指标的{row.year}已经有目标值。"),
        )
