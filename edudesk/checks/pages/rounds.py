"""Who is in a class on a round: read once from the timetable and the 任课, and proposed while a form is filled in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from edudesk.base import clock
from edudesk.base.readings import Level
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rules.patrols import BY_TIMETABLE, InClass, by_assignment, by_timetable
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rows.terms import TermRow
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.terms import term_at
from edudesk.school.rules.years import school_year_of
from edudesk.timetable.rows import BellDraft
from edudesk.timetable.rules.bells import default_bells
from edudesk.timetable.rules.week import period_for, periods_of, same_time
from edudesk.timetable.rules.words import read_subject
from edudesk.timetable.service.reading import TermPlan, term_plan


class Rounds:
    """The timetable of a day's term, kept until forget()."""

    def __init__(self, sources: CheckSources) -> None:
        self._sources = sources
        self._plans: dict[str, tuple[TermRow, TermPlan]] = {}

    def forget(self) -> None:
        """Something changed: it is read again when it is next asked for."""
        self._plans = {}

    def in_class(self, texts: Mapping[str, str]) -> InClass:
        """Who is to be in the class then, by the timetable, else by the 任课 of the term.

        texts: day, period, class_name, subject as typed, the last "" when nobody said.
        """
        try:
            on = date.fromisoformat(texts["day"])
        except ValueError:
            return InClass()
        found = self._plan(on)
        if found is None:
            return InClass()
        term, plan = found
        names = class_names(texts["class_name"], plan.school_year, plan.kind) or (
            texts["class_name"].strip(),
        )
        subject = read_subject(texts["subject"]) or texts["subject"]
        if len(names) != 1 or not names[0]:
            return InClass()
        days = self._sources.days.rows()
        there = by_timetable(plan.lessons, term, days, on, texts["period"], names[0], subject)
        if there.teacher_id or there.teacher:
            return there
        return by_assignment(plan.taught, plan.heads, names[0], subject or there.subject)

    def class_name(self, text: str) -> str:
        """五（3）班 of 五3班, 503; what is no class of this year stays."""
        school = self._sources.school.get()
        if school is None:
            return text
        names = class_names(text, school.school_year or school_year_of(clock.today()), school.stage) or ()
        return names[0] if len(names) == 1 and names[0].endswith("班") else text

    def periods(self) -> list[str]:
        """Of the day, in their order."""
        found = self._plan(clock.today())
        return [
            row.period for row in periods_of(found[1].lessons if found is not None else (), self._bells())
        ]

    def period_now(self, class_name: str = "") -> str:
        """Which period it is for a class, without one for the whole school; "" outside the day, and when it is another
        for one 学段 than for the other."""
        return period_for(self._bells(), f"{clock.now():%H:%M}", (class_name,) if class_name else ())

    def period_then(self, period: str, there: str, here: str) -> str:
        """Which period a class (here) has while another (there) has this one."""
        return same_time(self._bells(), period, there, here)

    def _plan(self, on: date) -> tuple[TermRow, TermPlan] | None:
        term = term_at(on, self._sources.terms.rows())
        if term is None:
            return None
        if term.id not in self._plans:
            self._plans[term.id] = (term, term_plan(self._sources.context, term.school_year, term.term))
        return self._plans[term.id]

    def _bells(self) -> Sequence[BellDraft]:
        found = self._plan(clock.today())
        if found is not None and found[1].bells:
            return found[1].bells
        school = self._sources.school.get()
        return default_bells(school.stage if school else "", "", "")


class Proposing(QObject):
    """Fills subject and teacher of a form as soon as day, period and class tell them, and says from where; the period
    itself, where the bells of the class are others.

    What somebody typed there stays: then it is told whom the timetable names. period_of: the period in the class typed,
    "" when it cannot be told.
    """

    def __init__(
        self,
        form: FormDialog,
        in_class: Callable[[Mapping[str, str]], InClass],
        word: Callable[[str], str],
        period_of: Callable[[str], str],
    ) -> None:
        super().__init__(form)  # it lives as long as the form
        self._form, self._in_class, self._word, self._period_of = form, in_class, word, period_of
        self._given = {"subject": "", "teacher": "", "period": form.fields["period"].editor.typed()}
        for key in ("day", "period", "class_name", "subject", "teacher"):
            form.fields[key].editor.edited.connect(self._propose)
            form.fields[key].editor.left.connect(self._propose)

    def _propose(self) -> None:
        fields = self._form.fields
        period = self._period_of(fields["class_name"].editor.typed())
        if period and fields["period"].editor.typed() == self._given["period"]:  # nobody emptied it
            self._give("period", period)
        texts = {key: fields[key].editor.typed() for key in ("day", "period", "class_name", "subject")}
        if texts["subject"] == self._given["subject"]:
            texts["subject"] = ""
        there = self._in_class(texts)
        told = {"subject": there.subject, "teacher": self._word(there.teacher_id)}
        for key, text in told.items():
            self._give(key, text)
        who, typed = told["teacher"] or there.teacher, fields["teacher"].editor.typed()
        says = f"{there.source}：{' '.join(filter(None, (there.subject, who)))}" if who else ""
        if says and there.source == BY_TIMETABLE and typed and typed != who:
            says += f"，登记为{typed}代课"
        fields["teacher"].say(says, Level.OK)

    def _give(self, key: str, text: str) -> None:
        editor = self._form.fields[key].editor
        if editor.typed() in ("", self._given[key]) and not editor.hasFocus():
            editor.show_text(text)
            self._given[key] = text
