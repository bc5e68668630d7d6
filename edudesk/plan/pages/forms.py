"""The forms of a plan and what belongs to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.goals import DOMAIN, GOAL, GOAL_COLUMN, GoalDraft, GoalRow
from edudesk.plan.rows.plans import IDENTITY, PLAN_COLUMN, PlanDraft, PlanRow
from edudesk.plan.rows.tasks import NOTE_COLUMN, TASK_COLUMN, NoteDraft, NoteRow, TaskDraft, TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered, within
from edudesk.plan.rules.doubts import lost_years, named_twice, note_doubts, task_doubts
from edudesk.plan.rules.entering import overlap_doubts
from edudesk.plan.rules.years import years_of
from edudesk.school.pages.people import Choosing

Saved = Callable[[Any], object]
_GOALS = ("title", "text", "weight", "department", "leader", "person", "mark", "policy_ref", "years")
_PROJECT = ("background", "content", "steps", "funds", "results")
_TASK = (
    "title", "expected", "department", "with_departments", "owner", "leader", "starts", "due", "due_words", "weight",
    "percent", "status", "reason", "remark",
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
    others = [one for one in sources.plans.rows() if row is None or one.id != row.id]
    before = _by_title((one.id, one.title, one.starts) for one in others)
    title_of = {plan_id: words for words, plan_id in before.items()}
    previous = replace(
        PLAN_COLUMN["previous_id"],
        kind=Kind.CHOICE,
        codes=CodeList("上一轮规划", tuple(map(Code, before)), is_open=False),
        help="总结上一轮、结转目标和任务时用",
    )
    own_keys = ("title", "starts", "ends", "year_basis", "data_on", "previous_id", "remark")
    columns = (
        ("本轮规划", tuple(previous if key == "previous_id" else PLAN_COLUMN[key] for key in own_keys)),
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
    values = new if row is None else values_of(row, (column.key for _, group in columns for column in group))
    kept = row.previous_id if row is not None else ""
    values["previous_id"] = title_of.get(kept, "")

    def read(typed: dict[str, object]) -> dict[str, Any]:
        own = texts(typed)
        gone = "" if kept in title_of else kept  # in the recycle bin: it stays while nobody chooses another
        return own | {"previous_id": before.get(own["previous_id"], gone)}

    def save(typed: dict[str, object]) -> object:
        if row is None:
            return sources.plans.add(PlanDraft(**read(typed)))
        return sources.plans.change(row.id, read(typed), row.version)

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        own = read(typed)
        late = [one for one in others if one.id == own["previous_id"] and one.starts >= own["starts"]]
        found = [FieldProblem("previous_id", f"“{one.title}”不比本轮开始得早，请核对。") for one in late]
        if row is None:
            return [*found, *overlaps(sources, own)]
        draft = replace(row, **{key: own[key] for key in ("starts", "ends", "year_basis")})
        return [*found, *overlaps(sources, own, row.id), *lost_years(sources.plan_wholes.of(row.id), draft)]

    title = "新建发展规划" if row is None else f"编辑 {row.title}"
    return FormDialog.edit(parent, title, columns, values, save, saved, doubt=doubt)


def overlaps(sources: PlanSources, typed: Mapping[str, Any], own_id: str = "") -> list[FieldProblem]:
    """What is told of a round over years that another has. own_id: of the plan itself, once it is stored."""
    draft = PlanDraft(title="", starts=typed["starts"], ends=typed["ends"])
    return list(overlap_doubts(draft, [one for one in sources.plans.rows() if one.id != own_id]))


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
    projects = _by_title((one.id, one.title, one.number or one.start) for one in sources.projects.rows())
    project_column = replace(
        GOAL_COLUMN["project_id"],
        title="对应的项目",
        kind=Kind.CHOICE,
        codes=CodeList("项目", tuple(map(Code, projects)), is_open=False),
        help="在项目管理里登记过的，规划文本印它的级别和进展",
    )
    columns = tuple(
        replace(column, kind=Kind.CHOICE, codes=years) if column.key == "years" else column
        for column in words.columns(GOAL_COLUMN, ("kind", *_GOALS))
    )
    groups = (
        ("", (columns[1], parent_column, columns[0], *columns[2:])),
        ("重点发展项目填写", (project_column, *words.columns(GOAL_COLUMN, _PROJECT))),
    )
    title_of = {project_id: title for title, project_id in projects.items()}
    label_of = {goal_id: label for label, goal_id in above.items()}
    values = (
        {"kind": GOAL if parent_id else DOMAIN, "parent_id": label_of.get(parent_id, "")}
        if row is None
        else values_of(row, ("kind", *_GOALS, *_PROJECT))
        | {"parent_id": label_of.get(row.parent_id, ""), "project_id": title_of.get(row.project_id, "")}
    )

    def save(typed: dict[str, object]) -> object:
        stored = texts(typed) | {
            "weight": typed.get("weight"),
            "parent_id": above.get(str(typed["parent_id"] or ""), ""),
            "project_id": projects.get(str(typed["project_id"] or ""), ""),
        }
        if row is not None and row.project_id not in title_of and not stored["project_id"]:
            stored["project_id"] = row.project_id  # in the recycle bin: it stays while nobody chooses another
        if row is None:
            return sources.plan_goals.add(GoalDraft(plan_id=whole.plan.id, **stored))
        if stored["parent_id"] != row.parent_id:
            stored["place"] = None  # the last of those it comes to
        return sources.plan_goals.change(row.id, stored, row.version)

    title = "新增目标" if row is None else f"编辑目标 {row.title}"
    return FormDialog.edit(parent, title, groups, values, save, saved, spell=words.choosing.spell)


def _by_title(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Title of a record -> its id. rows: id, title and what tells it from another of the same title."""
    found: dict[str, str] = {}
    for row_id, title, more in rows:
        found[f"{title}（{'，'.join(filter(None, (more, row_id[-4:])))}）" if title in found else title] = (
            row_id
        )
    return found


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
        values |= values_of(row, _TASK)
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

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        own = texts(typed)
        goal_id, years = goals.get(own["goal_id"], ""), {own["year"], ""}
        beside = [
            one.title
            for one in whole.tasks_of.get(goal_id, ())
            if (row is None or one.id != row.id) and (one.year in years or not own["year"])
        ]
        return [
            *task_doubts(whole.plan, own["year"], starts=own.get("starts", ""), due=own.get("due", "")),
            *named_twice("任务", own.get("title", ""), beside),
        ]

    dialog = FormDialog.edit(
        parent,
        "新增任务" if row is None else f"编辑任务 {row.title}",
        (("", (columns[0], goal, year_column, *columns[1:])),),
        values,
        save,
        saved,
        spell=words.choosing.spell,
        doubt=doubt,
    )
    dialog.seize(key)
    return dialog


def note_form(
    parent: QWidget,
    sources: PlanSources,
    words: Words,
    task: TaskRow,
    saved: Saved,
    who: str = "",
    row: NoteRow | None = None,
) -> FormDialog:
    """How far a task is; its percentage follows. row: a note that is corrected."""
    keys = ("on", "percent", "who", "text")
    columns = words.columns(NOTE_COLUMN, keys)
    new = {"on": clock.today().isoformat(), "percent": task.percent, "who": who or task.owner}
    values = new if row is None else values_of(row, keys)

    def save(typed: dict[str, object]) -> object:
        stored = texts(typed) | {"percent": typed.get("percent")}
        if row is not None:
            return sources.plan_notes.change(row.id, stored, row.version)
        return sources.plan_notes.add(NoteDraft(plan_id=task.plan_id, task_id=task.id, **stored))

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        percent = typed.get("percent")
        draft = NoteDraft(
            plan_id=task.plan_id, task_id=task.id, on=str(typed.get("on") or ""),
            percent=percent if isinstance(percent, int) else None,
        )  # fmt: skip
        others = [
            one
            for one in sources.plan_notes.of(task.plan_id)
            if one.task_id == task.id and (row is None or one.id != row.id)
        ]
        starts = sources.plans.get(task.plan_id).starts
        return list(note_doubts(draft, clock.today().isoformat(), starts, others))

    return FormDialog.edit(
        parent,
        f"{'记' if row is None else '修改'}进展 {task.title}",
        (("", columns),),
        values,
        save,
        saved,
        spell=words.choosing.spell,
        doubt=doubt,
    )


def values_of(row: object, keys: Iterable[str]) -> dict[str, object]:
    return {key: getattr(row, key) for key in keys}
