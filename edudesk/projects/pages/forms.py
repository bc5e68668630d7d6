"""The forms of a project itself: a new one, its facts, the step to another stage, and a step that is put right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.form_field import MakeEditor
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.pages.answering import Answering
from edudesk.projects.pages.files_field import FILES, FilesField, text_of
from edudesk.projects.pages.kind_forms import KIND, every_word, follow_kind, listed
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import (
    LEVEL_COLUMN,
    PROJECT_COLUMN,
    STEP_COLUMN,
    ProjectDraft,
    ProjectRow,
    StepDraft,
    StepRow,
)
from edudesk.projects.rows.whole import Whole
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.stages import grades_of, left_from, next_stages
from edudesk.projects.rules.steps import approving, begun_stage, is_told_approved, step_doubts
from edudesk.school.pages.people import Choosing
from edudesk.store.attachments import FileDraft, as_draft

_LEADER = "leader"
_NEW = (
    "subkind",
    "level",
    "subject",
    "start",
    "end",
    "partners",
    "recommenders",
    "plan_goal",
    "summary",
    "remark",
)
_APPROVED = ("number", "doc_no", "approved_on")
_STEP = ("on", "doc_no", "decided_by", "result", "note")
_THEN = ("from_stage", "forced")
_FACTS = (
    "title", "subkind", "subject", "unit", "applicant", "partners", "start", "end", "maturity", "recommenders", "plan_goal",
    "summary", "remark",
)  # fmt: skip


def begin(
    parent: QWidget, sources: ProjectSources, choosing: Choosing, saved: Callable[[ProjectRow], object]
) -> FormDialog:
    """A new project with its 主持人; what speaks against it is told before it is stored, and never blocks."""
    kinds = sources.project_kinds.kinds()
    titles = CodeList("项目类别", tuple(Code(one.title) for one in kinds.offered), is_open=False)
    kind = replace(PROJECT_COLUMN["kind"], key=KIND, kind=Kind.CHOICE, codes=titles)
    leader = Column(
        _LEADER, "主持人", Kind.CHOICE, 20, codes=choosing.codes, required=True, help="从花名册选"
    )
    own = PROJECT_COLUMN | {key: listed(key, every_word(kinds, key)) for key in ("subkind", "stage")}
    answering = Answering(sources, choosing)
    groups = (
        ("", (PROJECT_COLUMN["title"], kind, leader, *(own[key] for key in _NEW), *answering.columns)),
        ("已经立项的填写", tuple(own[key] for key in (*_APPROVED, "stage"))),
    )
    dialog = FormDialog.edit(
        parent,
        "新建项目",
        groups,
        {},
        lambda typed: sources.projects.begin(_whole(answering.stored(typed), kinds, choosing)),
        saved,
        spell=choosing.spell,
        check=lambda typed: [*_asked_for(typed, kinds, choosing), *answering.problems(typed)],
        doubt=lambda typed: _doubts(typed, sources, kinds, choosing),
    )
    follow_kind(dialog, kinds)
    return dialog


def edit(
    parent: QWidget,
    sources: ProjectSources,
    choosing: Choosing,
    row: ProjectRow,
    saved: Callable[[ProjectRow], object],
    key: str = "",
) -> FormDialog:
    """The facts of a project; stage and level go by their own forms, which leave a trace."""
    kind = sources.project_kinds.kinds().of(row)
    own = {**PROJECT_COLUMN, "subkind": listed("subkind", kind.subkinds)}
    answering = Answering(sources, choosing, row)
    columns = (*(own[one] for one in _FACTS), *answering.columns)
    told = replace(PROJECT_COLUMN["kind"], key=KIND, required=False)
    dialog = FormDialog.edit(
        parent,
        f"编辑 {row.title}",
        (("", (*columns[:1], told, *columns[1:])),),
        {KIND: kind.title}
        | {column.key: getattr(row, column.key) for column in columns}
        | {**answering.shown},
        lambda typed: sources.projects.change(row.id, answering.stored(typed), row.version),
        saved,
        spell=choosing.spell,
        check=answering.problems,
        locked={KIND: "登记错了的，在列表里用右键“改变类别…”。"},
    )
    dialog.seize(key)
    return dialog


def move(
    parent: QWidget,
    sources: ProjectSources,
    row: ProjectRow,
    saved: Callable[[ProjectRow], object],
    to: str = "",
) -> FormDialog:
    """Into another stage or side state: day, 文号, who decided. What is missing is told; with a reason it goes on."""
    kind = sources.project_kinds.kinds().of(row)
    steps = sources.projects.steps(row.id)
    before = left_from(kind, row.stage, steps)
    following = next_stages(kind, row.stage, before)
    others = tuple(name for name in kind.names() if name not in (*following, row.stage))
    stages = CodeList("阶段", tuple(Code(name) for name in (*following, *others)), is_open=False)
    to_stage = replace(STEP_COLUMN["to_stage"], kind=Kind.CHOICE, codes=stages, required=True)
    forced = replace(STEP_COLUMN["forced"], help="材料不全或跳过阶段时必填")
    groups = (
        (
            f"现在：{row.stage}",
            (to_stage, *(STEP_COLUMN[key] for key in _STEP), FILES),
        ),
        ("立项时填写", (replace(LEVEL_COLUMN["level"], required=False), LEVEL_COLUMN["number"])),
        ("提前办理", (forced,)),
    )

    def save(typed: dict[str, Any]) -> ProjectRow:
        told = {key: str(value or "") for key, value in typed.items()}
        return sources.projects.move(
            row.id,
            told["to_stage"],
            on=told["on"],
            doc_no=told["doc_no"],
            decided_by=told["decided_by"],
            result=told["result"],
            note=told["note"],
            reason=told["forced"],
            level=told["level"],
            number=told["number"],
            files=_files(dialog),
        )

    def doubt(typed: dict[str, Any]) -> list[FieldProblem]:
        stage = str(typed.get("to_stage") or "")
        if not stage:
            return []
        check = sources.projects.check_step(row.id, stage)
        told = {key: str(typed.get(key) or "") for key in ("result", "doc_no", "number", "level")}
        told["level"] = told["level"] or row.level
        unsaid = step_doubts(kind, stage, told) if not check.refusals else []
        sentences = (*check.sentences, *unsaid)
        return [FieldProblem("to_stage", "".join(sentences))] if sentences else []

    first = to or (following[0] if following else "")
    values = {"to_stage": first, "on": clock.today().isoformat()}
    dialog = FormDialog.edit(
        parent,
        f"{row.title}：进入阶段",
        groups,
        values,
        save,
        saved,
        doubt=doubt,
        editors=_strip(sources, ()),
    )
    _offer_grades(dialog, kind)
    return dialog


def note(parent: QWidget, sources: ProjectSources, row: ProjectRow, stage: str = "") -> FormDialog:
    """When a stage was entered that nobody told the day of yet. stage: which, "" = one of those before the present one."""
    kind = sources.project_kinds.kinds().of(row)
    steps = sources.projects.steps(row.id)
    approval = approving(kind, row.stage)
    dated = {one.to_stage for one in steps}
    reached = [one.name for one in kind.stages[: kind.place(row.stage) + 1] or kind.stages]
    names = [one for one in reached if one not in dated] + [one.name for one in kind.sides]
    stages = CodeList("阶段", tuple(Code(name) for name in names), is_open=False)
    to_stage = replace(STEP_COLUMN["to_stage"], title="阶段", kind=Kind.CHOICE, codes=stages, required=True)

    def save(typed: dict[str, Any]) -> None:
        told = {key: str(typed.get(key) or "") for key in ("to_stage", *_STEP)}
        sources.projects.note_step(StepDraft(project_id=row.id, from_stage="", **told), _files(dialog))

    first = stage or (approval.name if approval is not None and approval.name in names else "")
    known: dict[str, object] = {"to_stage": first}
    if approval is not None and first == approval.name:
        known |= {"on": row.approved_on, "doc_no": row.doc_no}
    dialog = FormDialog.edit(
        parent,
        f"{row.title}：补记阶段",
        (("", (to_stage, *(STEP_COLUMN[key] for key in _STEP), FILES)),),
        known,
        save,
        editors=_strip(sources, ()),
    )
    _offer_grades(dialog, kind)
    return dialog


def correct(parent: QWidget, sources: ProjectSources, step: StepRow) -> FormDialog:
    """A step as it was taken: day, 文号, who decided, 等第 and files may be put right; where it came from and why it was
    forced are shown."""
    files = [as_draft(one) for one in sources.attachments.of([step.id]).get(step.id, ())]
    told_then = {key: text for key in _THEN if (text := getattr(step, key))}
    columns = (*(STEP_COLUMN[key] for key in (*_STEP, *told_then)), FILES)

    def save(typed: dict[str, Any]) -> None:
        told = {key: str(typed.get(key) or "") for key in _STEP}
        sources.projects.correct_step(step.id, told, _files(dialog))

    dialog = FormDialog.edit(
        parent,
        f"更正：{step.to_stage}",
        (("", columns),),
        {key: getattr(step, key) for key in _STEP} | told_then | {FILES.key: text_of(files)},
        save,
        locked=dict.fromkeys(told_then, "办理时登记的，不在这里改。"),
        editors=_strip(sources, files),
    )
    row = sources.projects.get(step.project_id)
    kind = sources.project_kinds.kinds().of(row)
    dialog.fields["result"].editor.offer_words(grades_of(kind, step.to_stage))
    return dialog


def _offer_grades(dialog: FormDialog, kind: ProjectKind) -> None:
    """等第 offers those of the stage that is chosen."""
    chosen = dialog.fields["to_stage"].editor

    def offer() -> None:
        dialog.fields["result"].editor.offer_words(grades_of(kind, chosen.typed()))

    for told in (chosen.edited, chosen.left):
        told.connect(offer)
    offer()


def _strip(sources: ProjectSources, files: Sequence[FileDraft]) -> Mapping[str, MakeEditor]:
    return {FILES.key: partial(FilesField, sources.attachments, files)}


def _files(dialog: FormDialog) -> tuple[FileDraft, ...]:
    field = dialog.fields[FILES.key].editor
    assert isinstance(field, FilesField)
    return field.files


def _whole(typed: Mapping[str, Any], kinds: Kinds, choosing: Choosing) -> Whole:
    kind = kinds.read(str(typed.get(KIND) or ""))
    told: dict[str, Any] = {
        key: str(value) for key, value in typed.items() if key not in (KIND, _LEADER) and value
    }
    draft = ProjectDraft(**{"title": "", **told, "kind": kind.key if kind else ""})
    word = str(typed.get(_LEADER) or "").strip()
    person = choosing.person(word)
    if not word:
        return Whole(draft)
    leader = MemberDraft(
        project_id="",
        role=LEADER,
        place=1,
        name=person.name if person else word,
        teacher_id=person.id if person else "",
    )
    return Whole(draft, (leader,))


def _asked_for(typed: Mapping[str, Any], kinds: Kinds, choosing: Choosing) -> list[FieldProblem]:
    whole = _whole(typed, kinds, choosing)
    kind = kinds.newest.get(whole.draft.kind)
    if kind is not None and whole.draft.stage and whole.draft.stage not in kind.names():
        return [FieldProblem("stage", f"“{kind.title}”的阶段有：{'、'.join(kind.names())}。")]
    return []


def _doubts(
    typed: Mapping[str, Any], sources: ProjectSources, kinds: Kinds, choosing: Choosing
) -> list[FieldProblem]:
    whole = _whole(typed, kinds, choosing)
    if not whole.draft.kind or not whole.draft.title:
        return []
    found = sources.projects.conflicts(whole)
    doubts = [FieldProblem("title", "".join(found))] if found else []
    if is_told_approved(whole.draft) and not whole.draft.stage:
        stage = begun_stage(kinds.newest[whole.draft.kind], is_approved=True)
        doubts.append(FieldProblem("stage", f"没有选阶段，已经立项的按“{stage}”登记。"))
    return doubts
