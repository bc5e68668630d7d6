"""The lists beside a project: what each holds, how a line of it reads, what its form asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Kind
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.section import Section, columns_of, joined, words_of
from edudesk.projects.forms.lists import sections as archive
from edudesk.projects.pages.changes import DEEDS
from edudesk.projects.pages.delivering import DELIVERING
from edudesk.projects.pages.points import MEASURES, RECOMMENDATIONS, REVIEWS, STUDIO, YEARLY
from edudesk.projects.rows.course import ACTIVITY_COLUMN, CHANGE_COLUMN, MILESTONE_COLUMN
from edudesk.projects.rows.evidence import EVIDENCE_COLUMN
from edudesk.projects.rows.money import BUDGET_COLUMN, SPENDING_COLUMN
from edudesk.projects.rows.people import MEMBER_COLUMN
from edudesk.projects.rows.planned import PLANNED_COLUMN
from edudesk.projects.rows.projects import LEVEL_COLUMN
from edudesk.projects.rows.results import DELIVERABLE_COLUMN
from edudesk.projects.rules.evidence import is_there
from edudesk.projects.rules.money import budget_doubts, printed_yuan, spending_doubts, yuan
from edudesk.projects.rules.planned import kept
from edudesk.school.pages.people import Choosing, named_shown, named_stored

_DOCUMENTS = CodeList("材料种类", tuple(Code(word) for section in archive() for word in section.documents))


# people behind words


def _hidden(ids: object, choosing: Choosing) -> list[str]:
    """The ids of those who are no longer in the roster, whom a form cannot show."""
    return [one for one in words_of(ids) if not choosing.word(one)]


def _authors_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    """The names as printed, those with a namesake as the roster tells them apart."""
    words = [word for word in map(choosing.word, words_of(row.teacher_ids)) if word]
    shown = []
    for name in words_of(row.authors):
        word = next((one for one in words if name in (one, _name(one, choosing))), "")
        if word:
            words.remove(word)
        shown.append(word or name)
    return {"authors": "、".join(shown)}


def _name(word: str, choosing: Choosing) -> str:
    """The bare name behind a word: 王芳 of 王芳（语文）."""
    person = choosing.person(word)
    return person.name if person is not None else word


def _authors_stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
    """Names as printed, with the ids of who is meant: as they were while the names are; an author who is in the recycle
    bin keeps his."""
    words = words_of(typed.get("authors"))
    authors = "、".join(_name(word, choosing) for word in words)
    if row is not None and "、".join(words) == _authors_shown(row, choosing)["authors"]:
        return typed | {"authors": authors, "teacher_ids": row.teacher_ids}
    ids = [choosing.id_of(word) for word in words]
    hidden = _hidden(row.teacher_ids, choosing)[: ids.count("")] if row is not None else []
    return typed | {"authors": authors, "teacher_ids": "、".join((*filter(None, ids), *hidden))}


def _attended_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    return {"attended": "、".join(filter(None, map(choosing.word, words_of(row.attended))))}


def _attended_stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
    """Names of the roster as ids, with those the form could not show; the others were guests."""
    known = {word: choosing.id_of(word) for word in words_of(typed.get("attended"))}
    guests = dict.fromkeys(
        (*words_of(typed.get("guests")), *(word for word, one in known.items() if not one))
    )
    hidden = _hidden(row.attended, choosing) if row is not None else []
    attended = "、".join((*filter(None, known.values()), *hidden))
    return typed | {"attended": attended, "guests": "、".join(guests)}


def member_section(choosing: Choosing) -> Section:
    """成员; the names of the roster are those of choosing."""
    name = replace(
        MEMBER_COLUMN["name"],
        kind=Kind.CHOICE,
        codes=choosing.codes,
        required=True,
        help="从花名册选，校外人员直接写姓名",
    )
    rest = columns_of(
        MEMBER_COLUMN,
        "role",
        "place",
        "duty",
        "joined",
        "left",
        "hours",
        "unit",
        "post",
        "title",
        "field",
        "phone",
        "remark",
    )
    return Section(
        "成员", "成员", lambda sources: sources.project_members, (name, *rest),
        lambda row, _: DatedLine(str(row.place or ""), joined(row.name, row.role, row.duty), "已退出" if row.has_left(clock.today().isoformat()) else ""),
        named_shown, named_stored,
        order=lambda service, project_id, ids: service.arrange(project_id, ids),
    )  # fmt: skip


BUDGET = Section(
    "预算", "预算", lambda sources: sources.project_budget,
    columns_of(BUDGET_COLUMN, "line", "yuan", "year", "source", "initial", "remark"),
    lambda row, _: DatedLine(row.year, joined(row.line, row.source), f"{printed_yuan(yuan(row.yuan))} 元"),
    begins=lambda _project: {"year": str(clock.today().year)},
    doubts=lambda draft, project, rows, _sources: budget_doubts(project, rows, draft),
)  # fmt: skip
SPENDING = Section(
    "支出", "支出", lambda sources: sources.project_spending,
    columns_of(SPENDING_COLUMN, "on", "line", "yuan", "source", "payee", "voucher", "handler", "remark"),
    lambda row, _: DatedLine(row.on, joined(row.line, row.payee), f"{printed_yuan(yuan(row.yuan))} 元"),
    begins=lambda _project: {"on": clock.today().isoformat()},
    doubts=lambda draft, project, rows, sources: spending_doubts(
        project, sources.project_budget.of(project.id), rows, draft
    ),
)  # fmt: skip
PLANNED = Section(
    "预期成果", "预期成果", lambda sources: sources.planned_results,
    columns_of(PLANNED_COLUMN, "kind", "title", "due", "owner", "is_final", "remark"),
    lambda row, _: DatedLine(row.due[:7], row.title, joined(row.kind, "最终" if row.is_final == "是" else "")),
    deeds=DELIVERING,
    notes=lambda rows, sources: [
        one.words(clock.today().isoformat())
        for one in kept(rows, sources.deliverables.of(rows[0].project_id))
    ],
)  # fmt: skip
RESULTS = Section(
    "成果", "成果", lambda sources: sources.deliverables,
    tuple(column for key, column in DELIVERABLE_COLUMN.items() if key not in ("teacher_ids", "evidence_id")),
    lambda row, _: DatedLine(row.on[:7], row.title, joined(row.kind, row.level, row.grade)),
    _authors_shown, _authors_stored, has_files=True,
)  # fmt: skip
EVIDENCE = Section(
    "材料", "材料", lambda sources: sources.evidence,
    (
        EVIDENCE_COLUMN["title"],
        replace(EVIDENCE_COLUMN["document"], kind=Kind.CHOICE, codes=_DOCUMENTS),
        *columns_of(EVIDENCE_COLUMN, "form", "on", "link", "pages", "place", "remark"),
    ),
    lambda row, _: DatedLine(row.number, row.title, row.document if row.document != row.title else row.form),
    begins=lambda _project: {"on": clock.today().isoformat()},
    has_files=True,
    lacks=lambda row, files: "" if is_there(row, files) else "没有文件",
)  # fmt: skip
ACTIVITIES = Section(
    "活动", "活动", lambda sources: sources.project_activities,
    columns_of(ACTIVITY_COLUMN, "on", "kind", "title", "place", "expert", "attended", "guests", "count", "summary"),
    lambda row, _: DatedLine(row.on, row.title, joined(row.kind, f"{row.people} 人" if row.people else "")),
    _attended_shown, _attended_stored,
    begins=lambda _project: {"on": clock.today().isoformat()},
    has_files=True,
)  # fmt: skip
LEVELS = Section(
    "级别变化", "级别", lambda sources: sources.project_levels, tuple(LEVEL_COLUMN.values()),
    lambda row, _: DatedLine(row.on, row.level, row.doc_no or row.number),
)  # fmt: skip
CHANGES = Section(
    "变更与延期", "变更", lambda sources: sources.project_changes,
    columns_of(CHANGE_COLUMN, "item", "on", "before", "after", "reason", "remark"),
    lambda row, _: DatedLine(row.on, joined(row.item, row.after), row.decision),
    begins=lambda _project: {"on": clock.today().isoformat()},
    deeds=DEEDS,
)  # fmt: skip
MILESTONES = Section(
    "自定节点", "节点", lambda sources: sources.project_milestones,
    columns_of(MILESTONE_COLUMN, "title", "due", "done_on", "owner", "remark"),
    lambda row, _: DatedLine(row.due, row.title, "已完成" if row.done_on else row.owner),
)  # fmt: skip


def grouped(choosing: Choosing) -> tuple[tuple[str, Sequence[Section]], ...]:
    """The tabs beside 概况, each with its lists."""
    return (
        ("成员", (member_section(choosing), STUDIO)),
        ("经费", (SPENDING, BUDGET, MEASURES)),
        ("成果", (PLANNED, RESULTS)),
        ("材料", (EVIDENCE,)),
        ("活动", (ACTIVITIES,)),
        ("过程", (YEARLY, LEVELS, CHANGES, MILESTONES, REVIEWS, RECOMMENDATIONS)),
    )
