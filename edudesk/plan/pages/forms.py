"""The forms of a plan and what belongs to it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.indicators.rules.catalogue import indicators
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.form_field import MakeEditor
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.course import STAGE_COLUMN, StageDraft, StageRow
from edudesk.plan.rows.goals import DOMAIN, GOAL, GOAL_COLUMN, GoalDraft, GoalRow
from edudesk.plan.rows.measures import MEASURE_COLUMN, MeasureDraft, MeasureRow
from edudesk.plan.rows.plans import IDENTITY, PLAN_COLUMN, PlanDraft, PlanRow
from edudesk.plan.rows.proofs import PROOF_COLUMN, ProofDraft, ProofRow
from edudesk.plan.rows.tasks import NOTE_COLUMN, TASK_COLUMN, NoteDraft, TaskDraft, TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered, within
from edudesk.plan.rules.years import PlanYear, years_of
from edudesk.projects.pages.files_field import FILES, FilesField, text_of
from edudesk.school.pages.people import Choosing
from edudesk.store.attachments import FileDraft, as_draft

Saved = Callable[[Any], object]
_GOALS = ("title", "text", "weight", "department", "leader", "person", "mark", "policy_ref", "years")
_PROJECT = ("background", "content", "steps", "funds", "results")
_TASK = (
    "title", "expected", "department", "with_departments", "owner", "leader", "starts", "due", "due_words", "weight",
    "percent", "status", "reason", "remark",
)  # fmt: skip
_MEASURE = (
    "title", "unit", "direction", "decimals", "base", "base_on", "low", "high", "tolerance", "weight", "note",
)  # fmt: skip


class Words:
    """What the forms of a plan offer: departments, people, the goals of the plan, indicators."""

    def __init__(self, sources: PlanSources, choosing: Choosing) -> None:
        self.choosing = choosing
        names = dict.fromkeys(row.name for row in sources.departments.rows())
        self._departments = CodeList("部门", tuple(map(Code, names)))

    def column(self, column: Column) -> Column:
        """A column with what can be chosen in it; other words may be typed too."""
        if column.key in ("department", "with_departments"):
            return replace(column, kind=Kind.CHOICE, codes=self._departments)
        if column.key in ("owner", "leader", "person", "who"):
            return replace(column, kind=Kind.CHOICE, codes=self.choosing.codes)
        return column

    def columns(self, every: Mapping[str, Column], keys: Iterable[str]) -> tuple[Column, ...]:
        """Columns of a form by key."""
        return tuple(self.column(every[key]) for key in keys)


# a plan


def plan_form(parent: QWidget, sources: PlanSources, row: PlanRow | None, saved: Saved) -> FormDialog:
    """A new plan, or the card of one: its round, its identity, what it aims at."""
    columns = (
        ("本轮规划", tuple(PLAN_COLUMN[key] for key in ("title", "starts", "ends", "year_basis", "data_on", "remark"))),
        ("办学理念与文化", tuple(PLAN_COLUMN[key] for key in IDENTITY)),
        (
            "指导思想与目标",
            tuple(PLAN_COLUMN[key] for key in ("guiding", "overall", "school_goal", "teacher_goal", "pupil_goal")),
        ),
    )  # fmt: skip
    first = clock.today().year
    new = {
        "starts": f"{first}-09-01",
        "ends": f"{first + 3}-08-31",
        "year_basis": PlanDraft(title="").year_basis,
        "title": f"学校三年发展规划（{first}—{first + 3}）",
    }
    values = new if row is None else _values(row, (column.key for _, group in columns for column in group))

    def save(typed: dict[str, object]) -> object:
        if row is None:
            return sources.plans.add(PlanDraft(**texts(typed)))
        return sources.plans.change(row.id, texts(typed), row.version)

    title = "新建发展规划" if row is None else f"编辑 {row.title}"
    return FormDialog.edit(parent, title, columns, values, save, saved)


# goals


def goal_form(
    parent: QWidget,
    sources: PlanSources,
    words: Words,
    whole: PlanWhole,
    row: GoalRow | None,
    saved: Saved,
    parent_id: str = "",
) -> FormDialog:
    """A new goal below another ("" = a domain), or one there is; it can be hung elsewhere."""
    own = within(whole.goals, row.id) if row is not None else ()
    above = {one.label: one.id for one in numbered(whole.goals) if one.id not in own}
    places = CodeList("上级目标", tuple(map(Code, above)), is_open=False)
    parent_column = replace(GOAL_COLUMN["parent_id"], kind=Kind.CHOICE, codes=places, help="不选就是领域")
    years = CodeList("年度", tuple(Code(one.word) for one in years_of(whole.plan)))
    columns = tuple(
        replace(column, kind=Kind.CHOICE, codes=years) if column.key == "years" else column
        for column in words.columns(GOAL_COLUMN, ("kind", *_GOALS))
    )
    groups = (
        ("", (columns[1], parent_column, columns[0], *columns[2:])),
        ("重点发展项目填写", words.columns(GOAL_COLUMN, _PROJECT)),
    )
    label_of = {goal_id: label for label, goal_id in above.items()}
    values = (
        {"kind": GOAL if parent_id else DOMAIN, "parent_id": label_of.get(parent_id, "")}
        if row is None
        else _values(row, ("kind", *_GOALS, *_PROJECT)) | {"parent_id": label_of.get(row.parent_id, "")}
    )

    def save(typed: dict[str, object]) -> object:
        stored = texts(typed) | {
            "weight": typed.get("weight"),
            "parent_id": above.get(str(typed["parent_id"] or ""), ""),
        }
        if row is None:
            return sources.plan_goals.add(GoalDraft(plan_id=whole.plan.id, **stored))
        if stored["parent_id"] != row.parent_id:
            stored["place"] = None  # the last of those it comes to
        return sources.plan_goals.change(row.id, stored, row.version)

    title = "新增目标" if row is None else f"编辑目标 {row.title}"
    return FormDialog.edit(parent, title, groups, values, save, saved, spell=words.choosing.spell)


# measures


def measure_form(
    parent: QWidget,
    sources: PlanSources,
    whole: PlanWhole,
    row: MeasureRow | None,
    saved: Saved,
    goal_id: str = "",
) -> FormDialog:
    """A measure; a new one with its yearly targets, which are typed in the table afterwards."""
    goals = {one.label: one.id for one in numbered(whole.goals)}
    goal = replace(
        MEASURE_COLUMN["goal_id"],
        kind=Kind.CHOICE,
        codes=CodeList("目标", tuple(map(Code, goals)), is_open=False),
    )
    every = {f"{one.id} {one.name}": one.id for one in indicators().values()}
    source = replace(
        MEASURE_COLUMN["source"],
        kind=Kind.CHOICE,
        codes=CodeList("指标", tuple(map(Code, every)), is_open=False),
        help="选了就随花名册、检查、项目的数据实时变化",
    )
    columns = tuple(MEASURE_COLUMN[key] for key in _MEASURE)
    groups: list[tuple[str, Sequence[Column]]] = [
        ("", (columns[0], goal, source, *columns[1:])),
    ]
    years: Sequence[PlanYear] = years_of(whole.plan) if row is None else ()
    if years:
        groups.append(
            ("年度目标值", tuple(Column(f"target_{one.word}", one.word, width=20) for one in years))
        )
    goal_word = next((word for word, one in goals.items() if one == (row.goal_id if row else goal_id)), "")
    values: dict[str, object] = {
        "goal_id": goal_word,
        "direction": MeasureDraft(plan_id="", goal_id="").direction,
    }
    if row is not None:
        values |= _values(row, _MEASURE)
        values["source"] = next((word for word, one in every.items() if one == row.source), row.source)

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if not key.startswith("target_")}
        stored = texts(own) | {
            "goal_id": goals.get(str(own["goal_id"] or ""), ""),
            "source": every.get(str(own["source"] or ""), ""),
            "weight": own.get("weight"),
            "decimals": own.get("decimals"),
        }
        if row is not None:
            return sources.plan_measures.change(row.id, stored, row.version)
        targets = {one.word: str(typed.get(f"target_{one.word}") or "") for one in years}
        return sources.plan_measures.put(MeasureDraft(plan_id=whole.plan.id, **stored), targets)

    title = "新增观测指标" if row is None else f"编辑指标 {row.title}"
    return FormDialog.edit(parent, title, groups, values, save, saved)


def years_form(
    parent: QWidget, sources: PlanSources, whole: PlanWhole, row: MeasureRow, saved: Saved
) -> FormDialog:
    """Target and actual of every year of a measure, and whether it was 不适用."""
    years = years_of(whole.plan)
    groups = []
    values: dict[str, object] = {}
    locked: dict[str, str] = {}
    for one in years:
        own = whole.target.get((row.id, one.word))
        told = "已冻结" if own is not None and own.frozen else ""
        groups.append(
            (
                f"{one.word}　{told}".strip(),
                (
                    Column(f"target_{one.word}", "目标值", width=20),
                    Column(f"actual_{one.word}", "实际值", width=20),
                    Column(f"excused_{one.word}", "不适用", Kind.YESNO, 16, codes=_YES),
                    Column(f"why_{one.word}", "不适用的原因", width=40),
                ),
            )
        )
        if own is not None:
            values |= {
                f"{key}_{one.word}": getattr(own, key) for key in ("target", "actual", "excused", "why")
            }
            if own.frozen:
                locked[f"actual_{one.word}"] = "这一年的实际值已冻结；要改请先解冻。"

    def save(typed: dict[str, object]) -> object:
        typed_years: dict[str, dict[str, str]] = {one.word: {} for one in years}
        for key, value in typed.items():
            field, _, word = key.partition("_")
            typed_years[word][field] = str(value or "")
        sources.plan_targets.fill(row.id, typed_years)
        return row

    return FormDialog.edit(parent, f"年度目标值 {row.title}", groups, values, save, saved, locked=locked)


_YES = CodeList("是否", (Code("是"),), is_open=False)


# tasks


def task_form(
    parent: QWidget,
    sources: PlanSources,
    words: Words,
    whole: PlanWhole,
    row: TaskRow | None,
    saved: Saved,
    *,
    goal_id: str = "",
    year: str = "",
    key: str = "",
) -> FormDialog:
    """A task. goal_id, year: of a new one; key: the field with the keyboard."""
    goals = {one.label: one.id for one in numbered(whole.goals)}
    goal = replace(
        TASK_COLUMN["goal_id"],
        kind=Kind.CHOICE,
        codes=CodeList("目标", tuple(map(Code, goals)), is_open=False),
    )
    year_words = CodeList("年度", tuple(Code(one.word) for one in years_of(whole.plan)), is_open=False)
    year_column = replace(TASK_COLUMN["year"], kind=Kind.CHOICE, codes=year_words)
    columns = words.columns(TASK_COLUMN, _TASK)
    wanted = row.goal_id if row is not None else goal_id
    values: dict[str, object] = {
        "goal_id": next((word for word, one in goals.items() if one == wanted), ""),
        "year": row.year if row is not None else year,
    }
    if row is not None:
        values |= _values(row, _TASK)
    else:
        own = whole.goal.get(goal_id)
        if own is not None:
            values |= {"department": own.department, "owner": own.person, "leader": own.leader}

    def save(typed: dict[str, object]) -> object:
        owner = str(typed.get("owner") or "")
        stored = texts(typed) | {
            "goal_id": goals.get(str(typed["goal_id"] or ""), ""),
            "weight": typed.get("weight"),
            "percent": typed.get("percent") or 0,
            "owner_id": row.owner_id
            if row is not None and owner == row.owner
            else words.choosing.id_of(owner),
        }
        if row is None:
            return sources.plan_tasks.add(TaskDraft(plan_id=whole.plan.id, **stored))
        return sources.plan_tasks.change(row.id, stored, row.version)

    dialog = FormDialog.edit(
        parent,
        "新增任务" if row is None else f"编辑任务 {row.title}",
        (("", (columns[0], goal, year_column, *columns[1:])),),
        values,
        save,
        saved,
        spell=words.choosing.spell,
    )
    if key in dialog.fields:
        dialog.fields[key].seize()
    return dialog


def note_form(
    parent: QWidget, sources: PlanSources, words: Words, task: TaskRow, saved: Saved, who: str = ""
) -> FormDialog:
    """How far a task is; its percentage follows."""
    columns = words.columns(NOTE_COLUMN, ("on", "percent", "who", "text"))
    values = {"on": clock.today().isoformat(), "percent": task.percent, "who": who or task.owner}

    def save(typed: dict[str, object]) -> object:
        stored = texts(typed) | {"percent": typed.get("percent")}
        return sources.plan_notes.add(NoteDraft(plan_id=task.plan_id, task_id=task.id, **stored))

    return FormDialog.edit(
        parent, f"记进展 {task.title}", (("", columns),), values, save, saved, spell=words.choosing.spell
    )


# proofs and stages, with their files


def proof_form(
    parent: QWidget,
    sources: PlanSources,
    plan_id: str,
    row: ProofRow | None,
    saved: Saved,
    **proves: str,
) -> FormDialog:
    """A proof with its files. proves: goal_ids, task_ids or measure_ids of a new one."""
    columns = (*(PROOF_COLUMN[key] for key in ("title", "on", "form", "link", "pages", "place")), FILES)
    files = _files_of(sources, row.id) if row is not None else []
    values: dict[str, object] = (
        {"on": clock.today().isoformat()}
        if row is None
        else _values(row, (column.key for column in columns[:-1])) | {FILES.key: text_of(files)}
    )

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key != FILES.key}
        stored: dict[str, Any] = texts(own) | {"pages": own.get("pages")}
        if row is None:
            return sources.plan_proofs.put(ProofDraft(plan_id=plan_id, **(stored | proves)), _kept(dialog))
        if _kept(dialog) != tuple(files):
            sources.plan_proofs.keep_files(row.id, _kept(dialog))
        return sources.plan_proofs.change(row.id, stored)

    dialog = FormDialog.edit(
        parent,
        "登记佐证材料" if row is None else f"佐证材料 {row.number}",
        (("", columns),),
        values,
        save,
        saved,
        editors=_files_editor(sources, files),
    )
    return dialog


def stage_form(
    parent: QWidget,
    sources: PlanSources,
    plan_id: str,
    stage: str,
    row: StageRow | None,
    lacks: Sequence[str],
    saved: Saved,
) -> FormDialog:
    """A dated stage with its papers; what it still lacks is told above, and never blocks."""
    keys = ("stage", "on", "body", "number", "place", "text", "result")
    votes = ("present", "votes_for", "votes_against", "votes_abstain")
    columns = (*(STAGE_COLUMN[key] for key in keys), FILES)
    files = _files_of(sources, row.id) if row is not None else []
    values: dict[str, object] = (
        {"stage": stage, "on": clock.today().isoformat()}
        if row is None
        else _values(row, (*keys, *votes)) | {FILES.key: text_of(files)}
    )

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key != FILES.key}
        stored = texts(own) | {key: own.get(key) for key in votes}
        if row is None:
            return sources.plan_stages.put(StageDraft(plan_id=plan_id, **stored), _kept(dialog))
        if _kept(dialog) != tuple(files):
            sources.plan_stages.keep_files(row.id, _kept(dialog))
        return sources.plan_stages.change(row.id, stored)

    head = f"还要：{'；'.join(lacks)}" if lacks else ""
    dialog = FormDialog.edit(
        parent,
        f"登记“{stage}”" if row is None else f"{row.stage} {row.on}",
        ((head, columns), ("表决", tuple(STAGE_COLUMN[key] for key in votes))),
        values,
        save,
        saved,
        editors=_files_editor(sources, files),
    )
    return dialog


def _values(row: object, keys: Iterable[str]) -> dict[str, object]:
    return {key: getattr(row, key) for key in keys}


def _files_of(sources: PlanSources, owner_id: str) -> list[FileDraft]:
    return [as_draft(one) for one in sources.attachments.of([owner_id]).get(owner_id, ())]


def _files_editor(sources: PlanSources, files: Sequence[FileDraft]) -> dict[str, MakeEditor]:
    return {FILES.key: partial(FilesField, sources.attachments, files)}


def _kept(dialog: FormDialog) -> tuple[FileDraft, ...]:
    field = dialog.fields[FILES.key].editor
    assert isinstance(field, FilesField)
    return field.files
