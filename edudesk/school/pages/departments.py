"""科室与教研组: 科室, 教研组, 备课组 and 年级组 with who leads them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.school.pages import DEPARTMENTS
from edudesk.school.pages.people import Choosing, People
from edudesk.school.pages.rows_page import RowsPage
from edudesk.school.rows.departments import DEPARTMENT_COLUMN, KINDS, DepartmentDraft, DepartmentRow
from edudesk.school.service.departments import DepartmentService

_LEADER = "leader"
_SHOWN = ("kind", "name", _LEADER, "subject", "grade", "phone", "place", "remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLine(DepartmentRow):
    """A department as the table shows it. leader: the head as a word, of the roster or typed."""

    leader: str


class DepartmentPage(RowsPage):
    """The departments. people: the teachers to choose heads from; undo: takes the last change back."""

    name, title, icon_name = DEPARTMENTS
    unit = "个部门"
    concerns = frozenset({"departments", "teachers"})
    search_hint = "名称 / 负责人…"

    def __init__(
        self,
        departments: DepartmentService,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self.service, self._people = departments, people
        self._choosing = Choosing()
        leader = Column(
            _LEADER, "负责人", Kind.CHOICE, 24, codes=self._choosing.codes, is_shown=True,
            help="从花名册选，也可以直接写姓名", sort=lambda row: self._choosing.spell(row.leader)[0],
        )  # fmt: skip
        every = {**DEPARTMENT_COLUMN, _LEADER: leader}
        self.columns = tuple(replace(every[key], is_shown=key != "place") for key in _SHOWN)
        super().__init__(undo, show_page, parent=parent)

    def rows(self) -> Sequence[DepartmentLine]:
        self._choosing.offer(self._people())
        return [self._line(row) for row in self.service.rows()]

    def buttons(self) -> Sequence[QWidget]:
        return (button("新增部门", self.add, "primary", icon_name="add", keys="Ctrl+N"),)

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("kind", "类别", lambda row: row.kind, KINDS.words),)

    def spell(self, word: str) -> tuple[str, str]:
        return self._choosing.spell(word)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有科室和教研组。",
            "报表里的“教研组”“负责人”从这里取；可以只填用得到的。",
            (("新增部门", self.add),),
        )

    def save_cell(self, row: DepartmentLine, key: str, text: str) -> DepartmentLine:
        if key == _LEADER:
            values: Mapping[str, object] = self._head_of(text)
        else:
            values = {key: read_typed(DEPARTMENT_COLUMN[key], text).value}
        return self._line(self.service.change(row.id, values, row.version))

    def add(self) -> None:
        """A form for a new department, of the kind that the list is narrowed to."""
        chip = self.chip_row.chip("kind")
        assert isinstance(chip, ChoiceChip)
        kind = chip.chosen[0] if len(chip.chosen) == 1 else KINDS.words[1]
        FormDialog.edit(
            self,
            "新增部门",
            (("", self.columns),),
            {"kind": kind},
            lambda typed: self.service.add(self._draft(typed)),
            self.show_saved,
            spell=self.spell,
            check=self._check,
        )

    def edit(self, row: DepartmentLine, key: str = "") -> None:
        """A department in a form, the keyboard in the field of key."""
        form = FormDialog.edit(
            self,
            f"编辑 {row.name}",
            (("", self.columns),),
            {column.key: getattr(row, column.key) for column in self.columns},
            lambda typed: self.service.change(row.id, self._values(typed), row.version),
            self.show_saved,
            spell=self.spell,
            check=lambda typed: self._check(typed, row),
        )
        form.seize(key)

    def _line(self, row: DepartmentRow) -> DepartmentLine:
        return DepartmentLine(**asdict(row), leader=self._choosing.word(row.head_id) or row.head)

    def _head_of(self, word: str) -> dict[str, object]:
        """A chosen or typed word as it is stored: the id of a teacher, else the name."""
        person = self._choosing.person(word)
        return {"head_id": person.id, "head": ""} if person is not None else {"head_id": "", "head": word}

    def _values(self, typed: Mapping[str, object]) -> dict[str, object]:
        rest = {key: value for key, value in typed.items() if key != _LEADER}
        return {**rest, **self._head_of(str(typed.get(_LEADER) or ""))}

    def _draft(self, typed: Mapping[str, object]) -> DepartmentDraft:
        values = {key: "" if value is None else value for key, value in self._values(typed).items()}
        place = values.pop("place")
        return DepartmentDraft(**{**values, "place": place or None})  # type: ignore[arg-type]

    def _check(
        self, typed: Mapping[str, object], row: DepartmentLine | None = None
    ) -> tuple[FieldProblem, ...]:
        return self.service.problems(self._draft(typed), row)
