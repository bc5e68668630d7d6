"""Who answers for a project in its forms: 责任部门 and 分管领导 as words, behind which stand their ids."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.section import joined
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.projects import PROJECT_COLUMN, ProjectDraft
from edudesk.school.pages.people import Choosing

_DEPARTMENT, _SUPERVISOR = "department_id", "supervisor_id"


class Answering:
    """The two fields of one form. given: the project it is about, None for a new one; while a word is left as it was its
    id stays, also that of one who left."""

    def __init__(
        self, sources: ProjectSources, choosing: Choosing, given: ProjectDraft | None = None
    ) -> None:
        self._choosing, self._given = choosing, given
        rows = sources.departments.rows()
        named = Counter(one.name for one in rows)
        self._departments = {
            f"{one.name}（{one.kind}）" if named[one.name] > 1 else one.name: one.id for one in rows
        }
        codes = CodeList("部门", tuple(map(Code, self._departments)), is_open=False)
        self.columns = (
            replace(PROJECT_COLUMN[_DEPARTMENT], kind=Kind.CHOICE, codes=codes),
            replace(PROJECT_COLUMN[_SUPERVISOR], kind=Kind.CHOICE, codes=choosing.codes, help="从花名册选"),
        )
        self.shown: Mapping[str, str] = (
            {
                _DEPARTMENT: next(
                    (word for word, one in self._departments.items() if one == given.department_id), ""
                ),
                _SUPERVISOR: choosing.word(given.supervisor_id),
            }
            if given is not None
            else {}
        )

    @property
    def told(self) -> str:
        """教科室 · 分管领导 王建国: what is known of both."""
        department, supervisor = (self.shown.get(key, "") for key in (_DEPARTMENT, _SUPERVISOR))
        return joined(department, f"分管领导 {supervisor}" if supervisor else "")

    def problems(self, typed: Mapping[str, Any]) -> list[FieldProblem]:
        """A 分管领导 who is nobody of the roster, or not one alone."""
        word = str(typed.get(_SUPERVISOR) or "").strip()
        if not word or word == self.shown.get(_SUPERVISOR) or self._choosing.person(word) is not None:
            return []
        return [FieldProblem(_SUPERVISOR, f"花名册里没有唯一的“{word}”，请从列表里选。")]

    def stored(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed with the ids of who is meant."""
        found = dict(typed)
        ids = (
            (_DEPARTMENT, lambda word: self._departments.get(word, "")),
            (_SUPERVISOR, self._choosing.id_of),
        )
        for key, id_of in ids:
            if key in typed:
                word = str(typed[key] or "").strip()
                is_left = self._given is not None and word == self.shown[key]
                found[key] = getattr(self._given, key) if is_left else id_of(word)
        return found
