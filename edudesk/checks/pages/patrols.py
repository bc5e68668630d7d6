"""巡课登记: what was seen on the rounds, the teacher found by the timetable or 任课, verified before it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.form_parts import YES
from edudesk.checks.forms.lists import PatrolCase
from edudesk.checks.forms.standards import PATROL
from edudesk.checks.pages import PATROLS
from edudesk.checks.pages.rounds import Proposing, Rounds
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.standard_dialog import StandardDialog
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.rows.patrols import (
    PATROL_COLUMN,
    PATROL_STATES,
    UNFOUNDED,
    UNVERIFIED,
    VERIFIED,
    PatrolDraft,
    PatrolRow,
)
from edudesk.checks.rules.patrols import BY_TIMETABLE, counts_in_a_term
from edudesk.checks.service.patrols import PatrolService
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.theme import Tone
from edudesk.roster.codes import code_lists
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rules.terms import term_at, week_in
from edudesk.school.rules.years import is_day, school_year_of

_TONES = {UNVERIFIED: Tone.WARN, VERIFIED: Tone.BAD, UNFOUNDED: Tone.PLAIN}
_KEPT = ("day", "period", "inspector")  # of the last event: the round goes on to the next class


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolLine(PatrolRow):
    """An event as the table shows it. teacher: a word of the roster; week: 第 N 周, None outside a term."""

    teacher: str
    week: int | None


class PatrolsPage(RowsPage):
    """people: to choose teachers from; undo: takes the last change back; show_page: for the tabs."""

    name, title, icon_name = PATROLS
    service: PatrolService
    unit = "条"
    concerns = frozenset(
        {
            "patrols", "teachers", "assignments", "calendar", "timetable", "histories", "classes", "check_lists",
        }
    )  # fmt: skip
    search_hint = "班级 / 教师 / 情况…"

    def __init__(
        self,
        sources: CheckSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self.service = sources, people, sources.patrols
        self._choosing = Choosing()
        self._classes, self._periods = CodeList("班级", ()), CodeList("节次", ())
        self._case_words, self._cases = CodeList("情况", ()), dict[str, PatrolCase]()
        self._rounds = Rounds(sources)
        self._last: dict[str, object] = {}
        self._last_class = ""
        every = PATROL_COLUMN
        teacher = Column(
            "teacher", "教师", Kind.CHOICE, 20, codes=self._choosing.codes, is_shown=True,
            help="空着 = 按课程表、任课填", sort=lambda row: self._choosing.spell(row.teacher)[0],
        )  # fmt: skip
        case = replace(
            every["case_text"], kind=Kind.CHOICE, codes=self._case_words, is_shown=True, required=True
        )
        points = Column(
            "taken", "扣分", Kind.NUMBER, 14, is_shown=True, value=lambda row: float(row.points) or None
        )
        self._form = (
            every["day"],
            replace(every["period"], kind=Kind.CHOICE, codes=self._periods),
            replace(every["class_name"], kind=Kind.CHOICE, codes=self._classes, required=True),
            replace(every["subject"], kind=Kind.CHOICE, codes=code_lists()["subject"], help="空着也可以"),
            teacher,
            every["inspector"],
            case,
            Column("deducted", "扣分", Kind.NUMBER, 14, help="空着 = 按情况的建议扣分"),
            replace(every["text"], help="看到了什么；一票否决的必须写明"),
            every["words"],
            every["remark"],
        )
        self.columns = (
            every["day"],
            Column("week", "周次", Kind.INT, 14, value=lambda row: row.week, is_shown=True),
            every["period"],
            every["class_name"],
            every["subject"],
            teacher,
            case,
            replace(every["text"], is_shown=True),
            points,
            replace(every["status"], kind=Kind.TAG),
            every["inspector"],
            replace(every["verifier"], is_shown=False),
            every["words"],
            every["remark"],
        )
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page)
        self.chip_row.chip("year").restore([school_year_of(clock.today())])

    def called(self, row: PatrolRow) -> str:
        return f"{row.day} {row.class_name}"

    def rows(self) -> Sequence[PatrolLine]:
        self._choosing.offer(self._people())
        year = school_year_of(clock.today())
        self._classes.take_own(
            Code(one.name) for one in self._sources.classes.rows() if one.school_year == year
        )
        self._cases = {one.text: one for one in self._sources.standards.lists().cases.values()}
        self._case_words.take_own(map(Code, self._cases))
        self._rounds.forget()
        self._periods.take_own(Code(word) for word in self._rounds.periods())
        terms = self._sources.terms.rows()

        def week(day: str) -> int | None:
            on = date.fromisoformat(day)
            term = term_at(on, terms)
            return week_in(term, on) if term is not None else None

        return [
            PatrolLine(**asdict(row), teacher=self._called(row), week=week(row.day))
            for row in reversed(self.service.rows())
        ]

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("巡课情况…", self.edit_cases),
            button("核实…", self.verify, icon_name="check"),
            button("登记巡课", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("year", "学年", lambda row: school_year_of(date.fromisoformat(row.day))),
            ToggleChip("open", "待核实", lambda row: row.status == UNVERIFIED),
            ChoiceChip("week", "周次", lambda row: str(row.week or "")),
            ChoiceChip("case_text", "情况", lambda row: row.case_text),
            ChoiceChip("class_name", "班级", lambda row: row.class_name),
            ChoiceChip("status", "状态", lambda row: row.status, PATROL_STATES.words),
        )

    def tone(self, row: PatrolLine, column: Column) -> Tone:
        return _TONES[row.status] if row.tenths or row.status != VERIFIED else Tone.GOOD

    def spell_word(self, word: str) -> tuple[str, str]:
        """Pinyin of a teacher's name."""
        return self._choosing.spell(word)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有巡课记录。",
            "看到什么登记什么；选了班级和学科，教师按任课自动填。核实后才计入学期总分。",
            (("登记巡课", self.add),),
        )

    def entries(self, rows: Sequence[PatrolLine]) -> Sequence[Entry]:
        return (
            ("核实：确认…", self.verify),
            ("核实：不成立", partial(self._verified, rows, UNFOUNDED, "")),
            ("改回待核实", partial(self._verified, rows, UNVERIFIED, "")),
        )

    # what is done

    def edit_cases(self) -> None:
        """What can be noted on a round, with its points; what was noted keeps its own words."""
        StandardDialog.edit(self, self._sources.standards, PATROL, self._undo)

    def add(self) -> None:
        """One event, now by the clock; day, period and who walks round stay from the last."""
        first = {"day": clock.today().isoformat(), "period": self._rounds.period_now(), **self._last}
        form = FormDialog.edit(
            self,
            "登记巡课",
            (("", self._form),),
            first,
            lambda typed: self.service.add(self._draft(typed)),
            self._added,
            spell=self.spell_word,
            check=self._check,
            doubt=self._doubts,
        )
        last = dict(self._last)

        def period_of(typed: str) -> str:
            name = self._rounds.class_name(typed)
            if last.get("period"):
                return self._rounds.period_then(str(last["period"]), self._last_class, name)
            return self._rounds.period_now(name)

        Proposing(form, self._rounds.in_class, self._choosing.word, period_of)

    def edit(self, row: PatrolLine, key: str = "") -> None:
        values = {column.key: getattr(row, column.key, "") for column in self._form}
        self._case_words.take_own(map(Code, (*self._cases, row.case_text)))  # its own may be gone
        values["deducted"] = float(row.points)
        values["teacher"] = self._choosing.word(row.teacher_id)
        form = FormDialog.edit(
            self,
            f"编辑 {self.called(row)}",
            (("", self._form),),
            values,
            lambda typed: self.service.change(
                row.id,
                {**asdict(self._draft(typed, row)), "status": row.status, "verifier": row.verifier},
                row.version,
            ),
            self.show_saved,
            spell=self.spell_word,
            check=lambda typed: self._check(typed, row),
            doubt=self._doubts,
        )
        form.seize(key)

    def verify(self) -> None:
        """已确认 for the selected events; who verified them is asked once."""
        rows = self.table.selected()
        if not rows:
            messages.tell(self, "还没有选择巡课记录。", "请在列表里选一条或几条，再点“核实”。")
            return
        who = Column(
            "verifier", "核实人", Kind.CHOICE, codes=self._choosing.codes, required=True,
            help="一票否决应由巡课人和本人以外的本校人员核实",
        )  # fmt: skip
        FormDialog.edit(
            self,
            f"确认 {len(rows)} 条巡课记录",
            (("", (who,)),),
            {},
            lambda typed: self._verify(rows, VERIFIED, str(typed["verifier"])),
            lambda count: self._tell_verified(rows, VERIFIED, count),
            spell=self.spell_word,
        )

    def _verified(self, rows: Sequence[PatrolLine], status: str, verifier: str) -> None:
        try:
            count = self._verify(rows, status, verifier)
        except UserError as error:
            messages.fail(self, error)
            return
        self._tell_verified(rows, status, count)

    def _verify(self, rows: Sequence[PatrolLine], status: str, verifier: str) -> int:
        return self.service.verify([row.id for row in rows], status, verifier)

    def _tell_verified(self, rows: Sequence[PatrolLine], status: str, count: int) -> None:
        told = f"{count} 条巡课记录已改为“{status}”。" if count else "这些记录本来就是这样，没有改动。"
        messages.notice(self, told, ("撤销", self._undo)) if count else messages.notice(self, told)

    def _added(self, row: PatrolRow) -> None:
        self._last, self._last_class = {key: getattr(row, key) for key in _KEPT}, row.class_name
        self.show_saved(row)
        who = self._choosing.word(row.teacher_id) or "教师未填"
        messages.notice(
            self, f"已登记 {row.class_name} {who}。", ("再登记一条", self.add), ("撤销", self._undo)
        )

    def _draft(self, typed: Mapping[str, object], old: PatrolRow | None = None) -> PatrolDraft:
        """old: the event that is edited; its case stays as it was noted."""
        texts = {key: str(value or "") for key, value in typed.items()}
        case = self._cases.get(texts["case_text"], PatrolCase("", "", Decimal(0)))
        if old is not None and texts["case_text"] == old.case_text:
            case = PatrolCase(old.code, old.case_text, old.points, bool(old.is_veto))
        points = typed.get("deducted")
        there = self._rounds.in_class(texts)
        teacher_id = there.teacher_id
        if texts["teacher"]:
            person = self._choosing.person(texts["teacher"])
            teacher_id = person.id if person is not None else ""
        is_other = there.source == BY_TIMETABLE and teacher_id != there.teacher_id
        return PatrolDraft(
            day=texts["day"],
            period=texts["period"],
            class_name=self._rounds.class_name(texts["class_name"]),
            teacher_id=teacher_id,
            stands_for=there.teacher_id if is_other and teacher_id else "",
            subject=texts["subject"] or there.subject,
            inspector=texts["inspector"],
            code=case.code,
            case_text=case.text,
            is_veto=YES if case.is_veto else "",
            text=texts["text"],
            tenths=round(10 * (float(str(points) if points is not None else case.points))),
            words=texts["words"],
            remark=texts["remark"],
        )

    def _called(self, row: PatrolRow) -> str:
        """李静, and 李静（代 周敏华） of a substitute."""
        word, other = self._choosing.word(row.teacher_id), self._choosing.word(row.stands_for)
        return f"{word}（代 {other}）" if word and other else word

    def _check(self, typed: Mapping[str, object], old: PatrolRow | None = None) -> tuple[FieldProblem, ...]:
        found = list(self.service.problems(self._draft(typed, old)))
        name = str(typed.get("teacher") or "")
        if name and self._choosing.person(name) is None:
            many = self._choosing.namesakes(name) > 1
            told = "有同名的教师，请从列表里选一位。" if many else "花名册里没有这个人；校外人员请空着。"
            found.append(FieldProblem("teacher", told))
        return tuple(
            FieldProblem({"code": "case_text", "tenths": "deducted"}.get(one.key, one.key), one.text)
            for one in found
        )

    def _doubts(self, typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
        """What may be a slip of the day."""
        day = str(typed.get("day") or "")
        if not is_day(day):
            return ()
        if day > clock.today().isoformat():
            return (FieldProblem("day", f"{day} 还没有到。"),)
        if not counts_in_a_term(date.fromisoformat(day), self._sources.terms.rows()):
            return (FieldProblem("day", f"{day} 在两个学期之间，这条记录不计入任何学期的总分。"),)
        return ()
