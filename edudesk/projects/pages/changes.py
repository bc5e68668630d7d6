"""批复 of a change: the decision, and what a granted one does to the project, offered as its words say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog, Group
from edudesk.kit.section import Deed, columns_of, words_of
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.course import (
    CHANGE_COLUMN,
    DECISION_FACTS,
    GRANTED,
    LEADERSHIP,
    MEMBERSHIP,
    REFUSED,
    SETS,
    STOPPING,
    WAITING,
    Carrying,
    ChangeRow,
)
from edudesk.projects.rows.people import CORE, OTHER, MemberDraft, MemberRow
from edudesk.projects.rows.projects import PROJECT_COLUMN, ProjectRow
from edudesk.projects.rules.changes import Proposal, proposed
from edudesk.projects.rules.people import in_team, leaders
from edudesk.projects.rules.words import change_words
from edudesk.school.pages.people import Choosing

_DECISION = replace(
    CHANGE_COLUMN["decision"],
    codes=CodeList("审批结果", (Code(GRANTED), Code(REFUSED)), is_open=False),
    required=True,
)
_DECIDED = (_DECISION, *columns_of(CHANGE_COLUMN, "decided_on", "decided_by", "doc_no"))
_WHY = Column(
    "why", "更正理由", width=50, required=True, help="记入备注；已办理的人员和阶段，日期和文号跟着改"
)
_BY_HAND = (*STOPPING, LEADERSHIP, MEMBERSHIP)
_ONLY_NOTED, _GOES = "只登记批复", "退出项目组"


def _choice(key: str, title: str, words: Sequence[str], help: str = "") -> Column:
    codes = CodeList(title, tuple(map(Code, words)), is_open=False)
    return Column(key, title, Kind.CHOICE, 40, codes=codes, required=True, help=help)


class _Carried:
    """What is offered for a granted change: columns of the form, what they begin with, and what was typed as a value."""

    def __init__(
        self, sources: ProjectSources, choosing: Choosing, project: ProjectRow, row: ChangeRow
    ) -> None:
        self._choosing = choosing
        kind = sources.project_kinds.kinds().of(project)
        today = clock.today().isoformat()
        members = sources.project_members.of(project.id)
        self.offer: Proposal = proposed(kind, row, members, today)
        self._team = {one.name: one for one in in_team(members, today)}
        self._leading = {one.name: one for one in leaders(members, today)}
        self.columns, self.begins = self._asked(row.item)

    def _asked(self, item: str) -> tuple[tuple[Column, ...], Mapping[str, object]]:
        offer = self.offer
        if offer.stage:
            enters = f"项目进入“{offer.stage}”"
            return (_choice("stage", "办理", (enters, _ONLY_NOTED)),), {"stage": enters}
        roster = self._choosing.codes
        if item == LEADERSHIP:
            columns = [Column("leader", "新的主持人", Kind.CHOICE, 40, codes=roster, help="空着只登记批复")]
            if self._leading:
                columns.append(_choice("kept_as", "原主持人", (_GOES, CORE, OTHER)))
            if len(self._leading) > 1:
                columns.append(_choice("former", "接替", tuple(self._leading)))
            former = offer.former.name if offer.former is not None else ""
            return tuple(columns), {"leader": self._word(offer.leader), "kept_as": _GOES, "former": former}
        if item == MEMBERSHIP:
            help = "姓名用顿号隔开"
            return (
                Column("joins", "新增成员", width=60, help=help),
                _choice("role", "新增成员的角色", (CORE, OTHER)),
                Column("leaves", "退出成员", width=60, help=help),
            ), {
                "joins": "、".join(map(self._word, offer.joins)),
                "role": OTHER,
                "leaves": "、".join(one.name for one in offer.leaves),
            }
        return (), {}

    def _word(self, name: str) -> str:
        """As the form calls a person: of two with one name nobody is meant yet."""
        return name if self._choosing.namesakes(name) < 2 else ""

    def problems(self, typed: Mapping[str, Any]) -> list[FieldProblem]:
        """Names that mean nobody, or not one alone."""
        if typed.get("decision") == REFUSED:
            return []
        found = [
            FieldProblem("leaves", f"“{name}”现在不是项目组的成员。")
            for name in words_of(typed.get("leaves"))
            if name not in self._team
        ]
        for key in ("leader", "joins"):
            for word in words_of(typed.get(key)):
                count = self._choosing.namesakes(word)
                if count > 1 and self._choosing.person(word) is None:
                    text = f"花名册里有 {count} 位“{word}”，请写明任教学科，如 {word}（语文）。"
                    found.append(FieldProblem(key, text))
        return found

    def value(self, typed: Mapping[str, Any]) -> Carrying:
        """What is to be carried out."""
        word = str(typed.get("leader") or "").strip()
        former = self._leading.get(str(typed.get("former") or "")) or self.offer.former
        kept_as = str(typed.get("kept_as") or "")
        return Carrying(
            stage=self.offer.stage if typed.get("stage") not in (None, _ONLY_NOTED) else "",
            leader=self._member(word) if word else None,
            former=former.id if word and former is not None else "",
            kept_as="" if kept_as == _GOES else kept_as,
            joins=tuple(self._member(name, str(typed["role"])) for name in words_of(typed.get("joins"))),
            leaves=tuple(self._in_team(name).id for name in words_of(typed.get("leaves"))),
        )

    def _in_team(self, name: str) -> MemberRow:
        return self._team[name]

    def _member(self, word: str, role: str = OTHER) -> MemberDraft:
        person = self._choosing.person(word)
        if person is None:
            return MemberDraft(project_id="", name=word, role=role)
        return MemberDraft(project_id="", name=person.name, teacher_id=person.id, role=role)


def decide(
    parent: QWidget, sources: ProjectSources, choosing: Choosing, project: ProjectRow, row: ChangeRow
) -> FormDialog:
    """同意 or 不同意, and in the same step what a granted change does."""
    carried = _Carried(sources, choosing, project, row)
    groups: tuple[Group, ...] = ((_told(project, row), _DECIDED), ("同意后", carried.columns))
    return FormDialog.edit(
        parent,
        f"批复变更：{row.item}",
        groups,
        {"decision": GRANTED, "decided_on": clock.today().isoformat(), **carried.begins},
        lambda typed: sources.project_changes.decide(
            row.id,
            granted=typed["decision"] == GRANTED,
            on=str(typed["decided_on"] or ""),
            by=str(typed["decided_by"] or ""),
            doc_no=str(typed["doc_no"] or ""),
            carries=carried.value(typed) if typed["decision"] == GRANTED else None,
        ),
        spell=choosing.spell,
        check=carried.problems,
    )


def carry_out(
    parent: QWidget, sources: ProjectSources, choosing: Choosing, project: ProjectRow, row: ChangeRow
) -> FormDialog:
    """What a change does that was granted before."""
    carried = _Carried(sources, choosing, project, row)
    return FormDialog.edit(
        parent,
        f"办理变更：{row.item}",
        ((" ".join(filter(None, (row.decided_on, row.doc_no, "批复同意"))), carried.columns),),
        carried.begins,
        lambda typed: sources.project_changes.carry_out(row.id, carried.value(typed)),
        spell=choosing.spell,
        check=carried.problems,
    )


def correct(
    parent: QWidget, sources: ProjectSources, _choosing: Choosing, _project: ProjectRow, row: ChangeRow
) -> FormDialog:
    """Day, 审批单位 and 文号 of a 批复 that were written wrongly; what was decided stays as it is."""
    facts = columns_of(CHANGE_COLUMN, *DECISION_FACTS)
    return FormDialog.edit(
        parent,
        f"更正批复：{row.item}",
        ((change_words(row), (*facts, _WHY)),),
        {column.key: getattr(row, column.key) for column in facts},
        lambda typed: sources.project_changes.correct(
            row.id,
            on=str(typed["decided_on"] or ""),
            by=str(typed["decided_by"] or ""),
            doc_no=str(typed["doc_no"] or ""),
            why=str(typed["why"] or ""),
        ),
    )


def _told(project: ProjectRow, row: ChangeRow) -> str:
    """What was asked for; of a change that does it by itself, what it does."""
    key, after = SETS.get(row.item), row.after.strip()
    if key is None or not after:
        return f"申请：{after}" if after else ""
    was = f"由 {getattr(project, key)} " if getattr(project, key) else ""
    return f"同意后，{PROJECT_COLUMN[key].title}{was}改为 {after}"


DEEDS = (
    Deed("批复", lambda row: row.decision == WAITING, decide),
    Deed("办理", lambda row: row.decision == GRANTED and row.item in _BY_HAND, carry_out, is_due=False),
    Deed("更正", lambda row: row.decision != WAITING, correct, is_due=False, edits=True),
)
