"""班级: the classes of a school year with their pupils and 班主任, and their sum."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.changes import Batch, Values
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.page_tabs import ShowPage
from edudesk.school.pages import CLASSES
from edudesk.school.pages.class_heads import HEAD, Heads, Leading
from edudesk.school.pages.people import Choosing, People
from edudesk.school.pages.rollover import open_rollover
from edudesk.school.pages.rows_page import Entry, RowsPage
from edudesk.school.pages.tabs import PickBox, year_choices
from edudesk.school.rows.classes import CLASS_COLUMN, CLASS_STATES, DISSOLVED, OPEN, ClassDraft, ClassRow
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import GRADES, stages_of
from edudesk.school.rules.classes import class_doubts, sum_words
from edudesk.school.rules.terms import term_of_year
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService
from edudesk.store.row_service import fact

_SHOWN = ("name", "size", "boys", "girls", HEAD, "boarders", "room", "status", "remark")
_FORM = ("school_year", "grade", "number", "size", "boys", "girls", "boarders", "room", "status", "remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine(ClassRow):
    """A class as the table shows it. head: its 班主任 as a word of the roster."""

    head: str


class ClassPage(RowsPage):
    """One school year at a time. people, heads: of the roster; undo: takes the last change back."""

    name, title, icon_name = CLASSES
    unit = "个班"
    concerns = frozenset({"classes", "teachers", "histories", "calendar", "school"})
    search_hint = "班级 / 班主任…"

    def __init__(
        self,
        classes: ClassService,
        terms: TermService,
        school: SchoolService,
        people: People,
        heads: Heads,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self.service, self._terms, self._school = classes, terms, school
        self._people, self._heads, self._term = people, heads, ""
        self._choosing = Choosing()
        self._leading = Leading(self._choosing)
        head = Column(
            HEAD, "班主任", Kind.CHOICE, 26, codes=self._choosing.codes, is_shown=True,
            help="从花名册选；两位班主任用顿号隔开", sort=lambda row: self._choosing.spell(row.head)[0],
        )  # fmt: skip
        every = {**CLASS_COLUMN, HEAD: head}
        self.columns = tuple(replace(every[key], is_shown=key != "boarders") for key in _SHOWN)
        self.year_box = PickBox("学年")
        self.year_box.picked.connect(lambda _key: self.reload())
        super().__init__(undo, show_page, (self.year_box,), parent)

    def rows(self) -> Sequence[ClassLine]:
        every, present = self.service.rows(), self._school.identity().school_year
        self.year_box.offer(year_choices({present, *(row.school_year for row in every)}), present)
        year = self.year_box.key
        self._term = term_of_year(year, clock.today(), self._terms.rows())
        self._choosing.offer(self._people())
        heads = self._heads.of(year, self._term)
        return [self._line(row, heads.get(row.name, ())) for row in every if row.school_year == year]

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("新学年…", lambda: open_rollover(self, self._school, self._undo)),
            button("新增班级", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("grade", "年级", lambda row: row.grade, GRADES.words),
            ChoiceChip("status", "状态", lambda row: row.status, CLASS_STATES.words, is_optional=True),
        )

    def build_below(self) -> QWidget:
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(2, 0, 2, 0)
        self._sum = label("", "strong")
        self._doubt = label("", "remark")
        line.addWidget(self._sum)
        line.addWidget(self._doubt, 1)
        return below

    def rows_read(self, rows: Sequence[ClassLine]) -> None:
        counted = [row for row in rows if row.status != DISSOLVED]
        self._sum.setText(sum_words(counted))
        unknown = [row.name for row in counted if row.size is None]
        self._doubt.setText(f"{len(unknown)} 个班的人数还没有填。" if unknown else "")
        self.head.note.setText(f"班主任按{self._term}")

    def counted(self, shown: int, total: int) -> str:
        return f"班主任按{self._term}" if shown == total else f"{shown} / {total} 个班"

    def spell(self, word: str) -> tuple[str, str]:
        return self._choosing.spell(word)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "这个学年还没有班级。",
            "点“新增班级”逐个填写；上一学年有班级时，用“新学年…”一次升级。",
            (("新增班级", self.add),),
        )

    # one cell, many cells

    def save_cell(self, row: ClassLine, key: str, text: str) -> ClassLine:
        if key == HEAD:
            ids = self._leading.ids(text)
            self._heads.put(row.school_year, self._term, {row.name: ids})
            return self._line(row, ids)
        saved = self.service.change(row.id, {key: read_typed(CLASS_COLUMN[key], text).value}, row.version)
        if fresh := [doubt.text for doubt in class_doubts(saved) if doubt not in class_doubts(row)]:
            messages.notice(self, f"已保存。{''.join(fresh)}", ("撤销", self._undo))
        return ClassLine(**asdict(saved), head=row.head)

    def build_batch(self) -> Batch:
        return Batch(self._problems, _fresh_doubts, self._save_many, self._undo)

    def _problems(self, values: Values) -> dict[str, Sequence[FieldProblem]]:
        found: dict[str, Sequence[FieldProblem]] = dict(self.service.try_changes(_typed(values)))
        is_mixed = (
            any(len(fields) > 1 for fields in values.values())
            or len({HEAD in fields for fields in values.values()}) == 2
        )
        for row_id, fields in values.items():
            if HEAD not in fields:
                continue
            if is_mixed:  # they are kept in the roster: another deed, another undo
                problem: tuple[FieldProblem, ...] = (FieldProblem(HEAD, "班主任请单独粘贴一列。"),)
            else:
                problem = self._leading.problem(fields[HEAD])
            if problem:
                found[row_id] = (*found.get(row_id, ()), *problem)
        return found

    def _save_many(self, values: Values, rows: Mapping[str, ClassLine], title: str, step: Step) -> object:
        if any(HEAD in fields for fields in values.values()):
            year = next(iter(rows.values())).school_year
            heads = {rows[row_id].name: self._leading.ids(fields[HEAD]) for row_id, fields in values.items()}
            return self._heads.put(year, self._term, heads)
        versions = {row_id: row.version for row_id, row in rows.items()}
        return self.service.change_many(_typed(values), versions, title)

    def _line(self, row: ClassRow, heads: Sequence[str]) -> ClassLine:
        facts = {key: value for key, value in asdict(row).items() if key != HEAD}
        return ClassLine(**facts, head=self._leading.words(heads))

    # whole classes

    def add(self) -> None:
        """A form for a new class of the year that is shown."""
        year, rows = self.year_box.key, self.model.all_rows
        grades = [
            grade for stage in stages_of(self._school.identity().stage) for grade in stage.grades
        ] or list(GRADES.words)
        number = 1 + max((row.number for row in rows if row.grade == grades[0]), default=0)
        columns = _form(code_list("年级", *grades))
        FormDialog.edit(
            self,
            "新增班级",
            (("", columns),),
            {"school_year": year, "grade": grades[0], "number": number, "status": OPEN},
            lambda typed: self.service.add(_draft(typed)),
            self.show_saved,
            check=lambda typed: self.service.problems(_draft(typed)),
            doubt=lambda typed: class_doubts(_draft(typed)),
        )

    def edit(self, row: ClassLine, key: str = "") -> None:
        form = FormDialog.edit(
            self,
            f"编辑 {row.name}",
            (("", _form(GRADES)),),
            {name: getattr(row, name) for name in _FORM},
            lambda typed: self.service.change(row.id, typed, row.version),
            self.show_saved,
            check=lambda typed: self.service.problems(_draft(typed), row),
            doubt=lambda typed: class_doubts(_draft(typed)),
        )
        form.seize(key)

    def entries(self, rows: Sequence[ClassLine]) -> Sequence[Entry]:
        return (
            (DISSOLVED, lambda: self._set_state(rows, DISSOLVED)),
            (f"恢复{OPEN}", lambda: self._set_state(rows, OPEN)),
        )

    def _set_state(self, rows: Sequence[ClassLine], state: str) -> None:
        word = DISSOLVED if state == DISSOLVED else f"恢复{OPEN}"
        versions = {row.id: row.version for row in rows}
        if count := self.service.change_many({row.id: {"status": state} for row in rows}, versions, word):
            messages.notice(self, f"已{word} {count} 个班。", ("撤销", self._undo))


def _form(grades: object) -> tuple[Column, ...]:
    return tuple(
        replace(CLASS_COLUMN[key], codes=grades) if key == "grade" else CLASS_COLUMN[key]  # type: ignore[arg-type]
        for key in _FORM
    )


def _draft(typed: Mapping[str, object]) -> ClassDraft:
    facts = {key: fact(CLASS_COLUMN[key], value) for key, value in typed.items()}
    return ClassDraft(**{"stage": "", **facts})  # type: ignore[arg-type]  # the stage follows from the grade


def _typed(values: Values) -> dict[str, dict[str, object]]:
    """Texts of cells as values of their columns, without 班主任."""
    found: dict[str, dict[str, object]] = {}
    for row_id, texts in values.items():
        for key, text in texts.items():
            if key != HEAD:
                found.setdefault(row_id, {})[key] = read_typed(CLASS_COLUMN[key], text).value
    return found


def _fresh_doubts(values: Values, rows: Mapping[str, ClassLine]) -> dict[str, list[FieldProblem]]:
    """What is doubtful about classes once they have these values, and was not before."""
    found = {}
    for row_id, fields in _typed(values).items():
        row = rows[row_id]
        then = replace(row, **{key: fact(CLASS_COLUMN[key], value) for key, value in fields.items()})  # type: ignore[arg-type]
        found[row_id] = [doubt for doubt in class_doubts(then) if doubt not in class_doubts(row)]
    return found
