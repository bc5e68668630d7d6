"""Importing the text of a plan: looked at first, then written as one entry and undone as one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.prose import Prose
from edudesk.plan.intake.proposal import FACT_OF, MEASURE, TASK, Proposal
from edudesk.plan.intake.target_kinds import direction_of, fits, limits_of
from edudesk.plan.rows.course import VersionDraft
from edudesk.plan.rows.goals import DOMAIN, GOAL, GOAL_COLUMN, KEY_PROJECT, GoalDraft
from edudesk.plan.rows.measures import HIGHER, MEASURE_COLUMN, WITHIN, YES, MeasureDraft, TargetDraft
from edudesk.plan.rows.tasks import TASK_COLUMN, TaskDraft
from edudesk.plan.rows.text import QUADRANTS, SectionDraft, SwotDraft
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.measures import MeasureService, TargetService
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.reading import WholeService
from edudesk.plan.service.tasks import TaskService
from edudesk.plan.service.text import SectionService, SwotService
from edudesk.plan.service.versions import VersionService, keep_version
from edudesk.roster.intake.values import RowState
from edudesk.roster.service import ImportResult
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.row_service import amend, insert
from edudesk.store.verbs import deed, verb
from edudesk.store.work import Conflict, Work

if TYPE_CHECKING:
    from edudesk.plan.intake.line import Line
    from edudesk.plan.intake.preview import PlanPreview


class OutlineService:
    """规划文本 that was written elsewhere."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._plans, self._wholes = PlanService(context), WholeService(context)
        self._sections, self._swots = SectionService(context), SwotService(context)
        self._goals, self._tasks = GoalService(context), TaskService(context)
        self._measures, self._targets = MeasureService(context), TargetService(context)
        self._versions = VersionService(context)

    @deed("预览规划文本", right=Right.SEE_PLAN, is_read=True)
    def preview(
        self, prose: Prose, *, file: str = "", answers: Mapping[str, str] | None = None
    ) -> "PlanPreview":
        """What importing a text would do; nothing is written. answers: those of intake.preview.preview_plan."""
        from edudesk.plan.intake.preview import preview_plan

        return preview_plan(prose, self._there(), file=file, answers=answers)

    @verb("导入规划文本", right=Right.EDIT_PLAN)
    def import_plan(self, work: Work, preview: "PlanPreview", step: Step = silent) -> ImportResult:
        """Write what a preview promises as one entry, all or none; a text that is replaced is kept as a version before.

        Raises UserError when something keeps it from being stored, Conflict when the plan is no longer as it was looked at.
        """
        if preview.problems:
            raise UserError("这份规划还不能导入。", "请补全标出的各项；数据没有改动。", preview.problems)
        step(0, 3, "正在写入规划")
        plan_id = self._plan(work, preview)
        step(1, 3, "正在写入章节")
        self._text(work, plan_id, preview)
        step(2, 3, "正在写入目标")
        _Writing(self, work, plan_id, preview).all()
        counts = preview.counts
        work.title = f"导入规划 {preview.draft.title}"
        entry = work.seq if work.changes else None
        return ImportResult(counts["new"], counts["changed"], counts["same"], 0, entry)

    def _there(self) -> list[PlanWhole]:
        return [self._wholes.of(row.id) for row in self._plans.rows()]

    def _plan(self, work: Work, preview: "PlanPreview") -> str:
        """The plan itself; facts of one that is there change only where the preview says so."""
        if not preview.plan_id:
            return insert(self._plans, work, [preview.draft])[0]
        row = self._plans.kept.get(work.connection, preview.plan_id)
        if row.title != preview.draft.title:
            raise Conflict("这份规划刚被改过，没有导入。", "请重新打开文件预览后再导入；数据没有改动。")
        taken = {
            FACT_OF[line.proposal.kind]
            for line in preview.lines
            if line.proposal.kind in FACT_OF and line.state is not RowState.SAME
        }
        facts = {key: getattr(preview.draft, key) for key in taken}
        amend(self._plans, work, row, facts)
        return preview.plan_id

    def _text(self, work: Work, plan_id: str, preview: "PlanPreview") -> None:
        if preview.sections is RowState.SAME:
            return
        there = self._sections._of(work.connection, [plan_id])
        if there:
            why = f"导入“{preview.file or '粘贴的文字'}”之前"
            keep_version(self._versions, work, VersionDraft(plan_id=plan_id, why=why))
        free = {row.heading: row.id for row in there}
        wanted = [
            (
                free.pop(one.heading, ""),
                SectionDraft(
                    plan_id=plan_id,
                    place=place,
                    level=one.level,
                    heading=one.heading,
                    text=one.text,
                    role=one.role,
                ),
            )
            for place, one in enumerate(preview.laid, 1)
        ]
        self._sections._laid(work, there, wanted)


class _Writing:
    """The proposals of one preview on their way into the tables."""

    def __init__(self, services: OutlineService, work: Work, plan_id: str, preview: "PlanPreview") -> None:
        self._at, self._work, self._plan_id, self._preview = services, work, plan_id, preview
        self._ids: dict[str, str] = {}  # key of a proposal -> id of its record

    def all(self) -> None:
        at, work = self._at, self._work
        kept = [line for line in self._preview.lines if line.is_kept]
        for line in sorted(kept, key=lambda line: line.proposal.kind in QUADRANTS.words):
            self._write(line)  # what answers a weakness is there before it
        for service in (at._goals, at._tasks, at._measures, at._targets, at._swots):
            service._followed(work)

    def _write(self, line: "Line") -> None:
        one, at = line.proposal, self._at
        goal, facts = self._ids.get(one.parent, ""), self._facts(one)
        if one.kind in (DOMAIN, GOAL, KEY_PROJECT):
            fresh: Any = GoalDraft(
                plan_id=self._plan_id, parent_id=goal, kind=one.kind, title=one.title, text=one.text, **facts
            )
            self._ids[one.key] = self._put(at._goals, line, fresh, {"text": one.text, **facts})
        elif one.kind == TASK:
            fresh = TaskDraft(
                plan_id=self._plan_id, goal_id=goal, title=one.title, expected=one.text, **facts
            )
            self._put(at._tasks, line, fresh, {"expected": one.text, **facts})
        elif one.kind == MEASURE:
            self._measure(line, goal)
        elif one.kind in QUADRANTS.words and not line.row_id and line.state is RowState.NEW:
            titles = {row.title: row.id for row in at._goals._of(self._work.connection, [self._plan_id])}
            fresh = SwotDraft(
                plan_id=self._plan_id,
                quadrant=one.kind,
                text=one.title,
                figure_text=one.facts.get("figure_text", ""),
                goal_id=titles.get(one.facts.get("goal", ""), ""),
            )
            insert(at._swots, self._work, [fresh])

    def _facts(self, one: Proposal) -> dict[str, Any]:
        """Those that the kind has for which it is taken."""
        has = {TASK: TASK_COLUMN, MEASURE: MEASURE_COLUMN}.get(one.kind, GOAL_COLUMN)
        return {
            key: float(value) if key == "weight" else value for key, value in one.facts.items() if key in has
        }

    def _put(self, service: Any, line: "Line", draft: Any, values: Mapping[str, object]) -> str:
        """Insert what is new, amend what is there; its id."""
        if not line.row_id:
            return str(insert(service, self._work, [draft])[0])
        if line.state is RowState.CHANGED:
            amend(service, self._work, service.kept.get(self._work.connection, line.row_id), values)
        return line.row_id

    def _measure(self, line: "Line", goal: str) -> None:
        one, when, at = line.proposal, line.dated, self._at
        told = one.targets
        direction = direction_of(told) if told else HIGHER
        low, high = limits_of(told) if told and direction == WITHIN else ("", "")
        facts = self._facts(one)
        fresh = MeasureDraft(
            plan_id=self._plan_id,
            goal_id=goal,
            title=one.title,
            unit=told.unit if told else "",
            direction=direction,
            base=when.base if when else "",
            base_on=when.base_on if when else "",
            low=low,
            high=high,
            **facts,
        )
        base = {key: said for key in ("base", "base_on") if (said := getattr(fresh, key))}
        measure_id = self._put(at._measures, line, fresh, {**base, **facts})
        if line.row_id:
            direction = at._measures.kept.get(self._work.connection, line.row_id).direction
        there = {
            row.year: row
            for row in at._targets._of(self._work.connection, [self._plan_id])
            if row.measure_id == measure_id
        }
        for year, number in when.by_year.items() if when else ():
            if not fits(number, direction):
                continue  # it is there otherwise: as a limit of the range, as 不适用
            if year in there:
                if there[year].frozen == YES:
                    continue  # frozen since it was looked at
                amend(at._targets, self._work, there[year], {"target": number})
            else:
                draft = TargetDraft(plan_id=self._plan_id, measure_id=measure_id, year=year, target=number)
                insert(at._targets, self._work, [draft])
