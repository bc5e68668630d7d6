"""The lists beside a project: what each holds, how a line of it reads, what its form asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit.dated_list import DatedLine
from edudesk.projects.forms.lists import sections as archive
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.course import (
    ACTIVITY_COLUMN,
    CHANGE_COLUMN,
    GRANTED,
    MILESTONE_COLUMN,
    REFUSED,
    WAITING,
)
from edudesk.projects.rows.evidence import EVIDENCE_COLUMN
from edudesk.projects.rows.money import BUDGET_COLUMN, SPENDING_COLUMN
from edudesk.projects.rows.people import MEMBER_COLUMN
from edudesk.projects.rows.pool import REVIEW_COLUMN
from edudesk.projects.rows.projects import LEVEL_COLUMN, ProjectRow
from edudesk.projects.rows.results import DELIVERABLE_COLUMN
from edudesk.projects.rules.money import printed_yuan, yuan
from edudesk.projects.service.parts import PartService
from edudesk.school.pages.people import Choosing

_DOCUMENTS = CodeList("材料种类", tuple(Code(word) for section in archive() for word in section.documents))


def _columns(every: Mapping[str, Column], *keys: str) -> tuple[Column, ...]:
    return tuple(every[key] for key in keys)


_DECISION = replace(
    CHANGE_COLUMN["decision"],
    codes=CodeList("审批结果", (Code(GRANTED), Code(REFUSED)), is_open=False),
    required=True,
)


@dataclass(frozen=True)
class Deed:
    """What is done with a line besides editing it. wanted(row): whether it is still to be done; columns: its form;
    begins(row): what that begins with; does(service, row, typed)."""

    word: str
    wanted: Callable[[Any], bool]
    columns: tuple[Column, ...]
    begins: Callable[[Any], Mapping[str, object]]
    does: Callable[[Any, Any, Mapping[str, Any]], object]


@dataclass(frozen=True)
class Section:
    """One list. of: its service; columns: of the form; line(row, choosing): as the list shows it; shown(row, choosing):
    what the form shows instead of ids; stored(typed, choosing, row): the other way round, row None
    for a new one; begins(project): what a new row begins with; has_files: those of the chosen line stand below."""

    title: str
    noun: str
    of: Callable[[ProjectSources], PartService[Any, Any]]
    columns: tuple[Column, ...]
    line: Callable[[Any, Choosing], DatedLine]
    shown: Callable[[Any, Choosing], Mapping[str, object]] = lambda _row, _choosing: {}
    stored: Callable[[dict[str, Any], Choosing, Any], dict[str, Any]] = lambda typed, _choosing, _row: typed
    begins: Callable[[ProjectRow], Mapping[str, object]] = lambda _project: {}
    deed: Deed | None = None
    has_files: bool = False


def _joined(*words: object) -> str:
    return " · ".join(str(word) for word in words if word)


# people behind words


def _member_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    return {"name": choosing.word(row.teacher_id) or row.name}


def _member_stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
    """Who he was while his name is left as it was: also one who is in the recycle bin, or has a namesake."""
    if row is not None and typed.get("name") == _member_shown(row, choosing)["name"]:
        return typed | {"teacher_id": row.teacher_id, "name": row.name}
    person = choosing.person(str(typed.get("name") or ""))
    if person is None:
        return typed | {"teacher_id": ""}
    return typed | {"teacher_id": person.id, "name": person.name}


def _split(text: object) -> list[str]:
    return [
        word.strip()
        for word in str(text or "").replace("，", "、").replace(",", "、").split("、")
        if word.strip()
    ]


def _hidden(ids: object, choosing: Choosing) -> list[str]:
    """The ids of those who are no longer in the roster, whom a form cannot show."""
    return [one for one in _split(ids) if not choosing.word(one)]


def _authors_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    """The names as printed, those with a namesake as the roster tells them apart."""
    words = [word for word in map(choosing.word, _split(row.teacher_ids)) if word]
    shown = []
    for name in _split(row.authors):
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
    words = _split(typed.get("authors"))
    authors = "、".join(_name(word, choosing) for word in words)
    if row is not None and "、".join(words) == _authors_shown(row, choosing)["authors"]:
        return typed | {"authors": authors, "teacher_ids": row.teacher_ids}
    ids = [choosing.id_of(word) for word in words]
    hidden = _hidden(row.teacher_ids, choosing)[: ids.count("")] if row is not None else []
    return typed | {"authors": authors, "teacher_ids": "、".join((*filter(None, ids), *hidden))}


def _attended_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    return {"attended": "、".join(filter(None, map(choosing.word, _split(row.attended))))}


def _attended_stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
    """Names of the roster as ids, with those the form could not show; the others were guests."""
    known = {word: choosing.id_of(word) for word in _split(typed.get("attended"))}
    guests = dict.fromkeys((*_split(typed.get("guests")), *(word for word, one in known.items() if not one)))
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
    rest = _columns(
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
        lambda row, _: DatedLine(str(row.place or ""), _joined(row.name, row.role, row.duty), "已退出" if row.has_left(clock.today().isoformat()) else ""),
        _member_shown, _member_stored,
    )  # fmt: skip


BUDGET = Section(
    "预算", "预算", lambda sources: sources.project_budget,
    _columns(BUDGET_COLUMN, "line", "yuan", "year", "source", "initial", "remark"),
    lambda row, _: DatedLine(row.year, _joined(row.line, row.source), f"{printed_yuan(yuan(row.yuan))} 元"),
    begins=lambda _project: {"year": str(clock.today().year)},
)  # fmt: skip
SPENDING = Section(
    "支出", "支出", lambda sources: sources.project_spending,
    _columns(SPENDING_COLUMN, "on", "line", "yuan", "source", "payee", "voucher", "handler", "remark"),
    lambda row, _: DatedLine(row.on, _joined(row.line, row.payee), f"{printed_yuan(yuan(row.yuan))} 元"),
    begins=lambda _project: {"on": clock.today().isoformat()},
)  # fmt: skip
RESULTS = Section(
    "成果", "成果", lambda sources: sources.deliverables,
    tuple(column for key, column in DELIVERABLE_COLUMN.items() if key not in ("teacher_ids", "evidence_id")),
    lambda row, _: DatedLine(row.on[:7], row.title, _joined(row.kind, row.level, row.grade)),
    _authors_shown, _authors_stored,
)  # fmt: skip
EVIDENCE = Section(
    "材料", "材料", lambda sources: sources.evidence,
    (
        EVIDENCE_COLUMN["title"],
        replace(EVIDENCE_COLUMN["document"], kind=Kind.CHOICE, codes=_DOCUMENTS),
        *_columns(EVIDENCE_COLUMN, "form", "on", "link", "pages", "place", "remark"),
    ),
    lambda row, _: DatedLine(row.number, row.title, row.document if row.document != row.title else row.form),
    begins=lambda _project: {"on": clock.today().isoformat()},
    has_files=True,
)  # fmt: skip
ACTIVITIES = Section(
    "活动", "活动", lambda sources: sources.project_activities,
    _columns(ACTIVITY_COLUMN, "on", "kind", "title", "place", "expert", "attended", "guests", "count", "summary"),
    lambda row, _: DatedLine(row.on, row.title, _joined(row.kind, f"{row.people} 人" if row.people else "")),
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
    _columns(CHANGE_COLUMN, "item", "on", "before", "after", "reason", "remark"),
    lambda row, _: DatedLine(row.on, _joined(row.item, row.after), row.decision),
    begins=lambda _project: {"on": clock.today().isoformat()},
    deed=Deed(
        "批复",
        lambda row: row.decision == WAITING,
        (_DECISION, *_columns(CHANGE_COLUMN, "decided_on", "decided_by", "doc_no")),
        lambda row: {"decision": GRANTED, "decided_on": clock.today().isoformat()},
        lambda service, row, typed: service.decide(
            row.id,
            granted=typed["decision"] == GRANTED,
            on=str(typed["decided_on"] or ""),
            by=str(typed["decided_by"] or ""),
            doc_no=str(typed["doc_no"] or ""),
        ),
    ),
)  # fmt: skip
MILESTONES = Section(
    "自定节点", "节点", lambda sources: sources.project_milestones,
    _columns(MILESTONE_COLUMN, "title", "due", "done_on", "owner", "remark"),
    lambda row, _: DatedLine(row.due, row.title, "已完成" if row.done_on else row.owner),
)  # fmt: skip
REVIEWS = Section(
    "专家论证", "论证", lambda sources: sources.project_reviews, tuple(REVIEW_COLUMN.values()),
    lambda row, _: DatedLine(row.on, _joined(row.expert, row.expert_unit), row.opinion),
    begins=lambda _project: {"on": clock.today().isoformat()},
)  # fmt: skip


def grouped(choosing: Choosing) -> tuple[tuple[str, Sequence[Section]], ...]:
    """The tabs beside 概况, each with its lists."""
    return (
        ("成员", (member_section(choosing),)),
        ("经费", (SPENDING, BUDGET)),
        ("成果", (RESULTS,)),
        ("材料", (EVIDENCE,)),
        ("活动", (ACTIVITIES,)),
        ("过程", (LEVELS, CHANGES, MILESTONES, REVIEWS)),
    )
