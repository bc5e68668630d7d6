"""A lesson in a form: subject, teacher (proposed from 任课), 单双周, place."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.codes import code_lists
from edudesk.school.pages.people import Choosing
from edudesk.timetable.rows import LESSON_COLUMN, LessonDraft, LessonRow
from edudesk.timetable.rules.words import own_lessons, read_period, read_subject
from edudesk.timetable.service.lessons import LessonService

ReadClass = Callable[[str], str]
"""A class as typed -> as the school prints it; what is no class stays."""
WhoHas = Callable[[str, str], list[str]]
"""Class, subject -> ids of those who may hold it."""


class LessonForms:
    """classes, periods: to choose from; read_class: of other spellings; who_has: proposes a teacher where the field stays empty."""

    def __init__(
        self,
        parent: QWidget,
        lessons: LessonService,
        choosing: Choosing,
        classes: CodeList,
        periods: CodeList,
        read_class: ReadClass,
        who_has: WhoHas,
    ) -> None:
        self._read_class = read_class
        self._parent, self._lessons, self._choosing, self._who_has = parent, lessons, choosing, who_has
        every = LESSON_COLUMN
        subject = code_lists()["subject"]
        words = (*(Code(word) for word in subject.words), *(Code(word) for word in own_lessons()))
        self._columns = (
            replace(every["class_name"], kind=Kind.CHOICE, codes=classes),
            every["weekday"],
            replace(every["period"], kind=Kind.CHOICE, codes=periods),
            replace(every["subject"], kind=Kind.CHOICE, codes=CodeList("学科", words), help="语、数、体 也认得"),
            Column(
                "who", "教师", Kind.CHOICE, codes=choosing.codes,
                help="空着 = 按任课填；校外的人直接写姓名", sort=lambda row: choosing.spell(row.who)[0],
            ),
            every["weeks"],
            every["place"],
            every["remark"],
        )  # fmt: skip

    def add(self, draft: LessonDraft, saved: Callable[[LessonRow], object]) -> FormDialog:
        """A new lesson; what the draft says already stands in its fields."""
        return self._open(
            "加一节课",
            draft,
            lambda typed: self._lessons.add(self._made(draft, typed)),
            saved,
            "subject" if draft.class_name else "class_name",
        )

    def edit(self, row: LessonRow, saved: Callable[[LessonRow], object]) -> FormDialog:
        """A lesson there is."""

        def save(typed: dict[str, object]) -> LessonRow:
            made = self._made(row, typed)
            values = {key: value for key, value in asdict(made).items() if key in LESSON_COLUMN}
            return self._lessons.change(row.id, values, row.version)

        title = f"{row.class_name} {row.weekday}{row.period}"
        return self._open(title, row, save, saved, "subject")

    def _open(
        self,
        title: str,
        row: LessonDraft,
        save: Callable[[dict[str, object]], LessonRow],
        saved: Callable[[LessonRow], object],
        first: str,
    ) -> FormDialog:
        values: dict[str, object] = {column.key: getattr(row, column.key, "") for column in self._columns}
        values["who"] = self._choosing.word(row.teacher_id) or row.teacher
        form = FormDialog.edit(
            self._parent,
            title,
            (("", self._columns),),
            values,
            save,
            saved,
            spell=self._choosing.spell,
            check=lambda typed: self._check(row, typed),
        )
        form.fields[first].seize()
        return form

    def _made(self, row: LessonDraft, typed: Mapping[str, object]) -> LessonDraft:
        texts = {key: str(value or "").strip() for key, value in typed.items()}
        subject = read_subject(texts["subject"]) or texts["subject"]
        class_name = self._read_class(texts["class_name"])
        person = self._choosing.person(texts["who"])
        teacher_id = person.id if person is not None else ""
        if not texts["who"]:
            able = self._who_has(class_name, subject)
            teacher_id = able[0] if len(able) == 1 else ""
        return LessonDraft(
            school_year=row.school_year,
            term=row.term,
            weekday=texts["weekday"],
            period=read_period(texts["period"]) or texts["period"],
            class_name=class_name,
            subject=subject,
            teacher_id=teacher_id,
            teacher="" if teacher_id else texts["who"],
            weeks=texts["weeks"],
            place=texts["place"],
            remark=texts["remark"],
        )

    def _check(self, row: LessonDraft, typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
        found = list(self._lessons.problems(self._made(row, typed)))
        if self._choosing.namesakes(str(typed.get("who") or "")) > 1:
            found.append(FieldProblem("who", "有同名的教师，请从列表里选一位。"))
        return tuple(found)
