"""The check that is open in the entry page: its queue, sheets and forms, read once and kept up by each deed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from edudesk.base import clock
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.lists import Lists, shipped_lists
from edudesk.checks.forms.value import CheckForm, Unit
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import ARCHIVED, DRAFT, YES, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.brought import Brought, Source, brought, wanted_of_term
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.combining import of_inspectors
from edudesk.checks.rules.due_counts import DueCount, due_counts, span_of
from edudesk.checks.rules.listening import quota_of
from edudesk.checks.rules.queue import Standing, standing
from edudesk.checks.rules.results import How
from edudesk.checks.rules.sampled import usual_books
from edudesk.checks.rules.scheme import scheme_for, scheme_of
from edudesk.checks.rules.sheets import Notes
from edudesk.checks.rules.together import in_passing
from edudesk.checks.service.phrases import Used
from edudesk.school.rows.terms import DayRow, TermRow
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.terms import holds
from edudesk.timetable.rules.teaching import grade_of

_BY_CLASS = (Unit.CLASS, Unit.LESSON, Unit.TEST, Unit.ROOM)


class OpenCheck:
    """campaigns: the check, or those made in one pass with it (同时抽查), () while none can be filled in; standings: the
    queue of all in its order; lists: 检查标准."""

    def __init__(self, sources: CheckSources) -> None:
        self._sources = sources
        self._opened = ""
        self.lists: Lists = shipped_lists()
        self._came: dict[str, str] | None = None  # teacher id -> when they came, read when it is asked for
        self.campaigns: tuple[CampaignRow, ...] = ()
        self.standings: list[Standing] = []
        self._used: dict[str, Used] = {}
        self._sheets: dict[str, list[SheetRow]] = {}
        self._drafted: dict[str, list[str]] = {}  # unit id -> inspectors, who typed and did not submit
        self._forms: dict[tuple[str, int], CheckForm] = {}
        self._terms: Sequence[TermRow] = ()
        self._days: Sequence[DayRow] = ()
        self._how = How()
        self._notes: dict[str, Notes] = {}
        self._asking: set[str] = set()  # units with which the 听课笔记 are asked for

    def open(self, campaign_id: str) -> None:
        """Another check; read() fills it."""
        self._opened = self._sources.campaigns.get(campaign_id).id

    def read(self) -> None:
        """The queue, read anew; without a check that of the one published last and still being filled in."""
        sources = self._sources
        present = {row.id: row for row in sources.campaigns.rows()}
        opened = present.get(self._opened) if self._opened else self._latest(present)
        self.campaigns, self.standings = _passing(opened, present.values()), []
        if opened is None:
            return
        self._opened = opened.id
        self._forms = dict(sources.check_forms.every())
        self.lists, self._came = sources.standards.lists(), None
        # once for a queue, not for each of its units: ten years of problems are looked through for the phrases
        self._used, self._terms, self._days = {}, sources.terms.rows(), sources.days.rows()
        self._how = scheme_of(scheme_for(sources.schemes.rows(), opened.school_year, opened.term))[1]
        self._drafted = sources.sheets.drafted()
        by_unit: dict[str, list[SheetRow]] = defaultdict(list)
        for campaign in self.campaigns:
            for sheet in sources.sheets.of_campaign(campaign.id):
                by_unit[sheet.unit_id].append(sheet)
        self._sheets = by_unit
        units = in_passing([sources.campaigns.units(campaign.id) for campaign in self.campaigns])
        self.standings = [self._standing(unit, has_draft=unit.id in self._drafted) for unit in units]
        self._read_notes(opened, units)

    def _read_notes(self, opened: CampaignRow, units: Sequence[UnitRow]) -> None:
        """What is known of the 听课笔记, where they are asked for: with the first form of each teacher."""
        firsts: dict[str, str] = {}
        for unit in units:
            if unit.teacher_id and self.of(unit).notes == YES:
                firsts.setdefault(unit.teacher_id, unit.id)
        self._asking = set(firsts.values())
        self._notes = {}
        if firsts:
            listening, of_term = self._sources.listening, (opened.school_year, opened.term)
            for teacher_id, role in listening.roles(opened.school_year).items():
                self._notes[teacher_id] = Notes(role, quota_of(role, self.lists.quotas))
            for row in listening.rows():
                if (row.school_year, row.term) == of_term:
                    self._notes[row.teacher_id] = Notes(row.role, row.due, row.heard, row.valid)

    def _latest(self, present: Mapping[str, CampaignRow]) -> CampaignRow | None:
        running = [row for row in present.values() if row.status not in (DRAFT, ARCHIVED)]
        done = self._sources.campaigns.progress()
        open_ones = [row for row in running if len(set(done.get(row.id, (0, 0)))) == 2]
        return next(reversed(open_ones or running), None)

    def _standing(self, unit: UnitRow, *, has_draft: bool) -> Standing:
        found = standing(
            unit, self.form_of(unit), self.sheets_of(unit.id), has_draft=has_draft, how=self._how,
            drops_extremes=self.of(unit).drops_extremes == YES,
        )  # fmt: skip
        if len(self.campaigns) == 1:
            if self.form_of(unit).unit not in _BY_CLASS:
                return found
            # one pile of books is not to be entered for another class: the class first, the subject where there is room
            of_class = "" if unit.classes == unit.name else unit.classes
            return replace(found, what=f"{of_class} {unit.subject}".strip())
        return replace(found, what=f"{self._kind(unit)} {unit.classes or unit.subject}".rstrip())

    def _kind(self, unit: UnitRow) -> str:
        return kinds()[self.of(unit).kind].name

    @property
    def title(self) -> str:
        """Of the first check."""
        return self.campaigns[0].title

    @property
    def progress(self) -> tuple[int, int]:
        """Units that are done, and all that are to be."""
        done = sum(one.is_done for one in self.standings)
        return done, sum(one.is_done or one.is_due for one in self.standings)

    def of(self, unit: UnitRow) -> CampaignRow:
        """The check a unit is of."""
        return next(one for one in self.campaigns if one.id == unit.campaign_id)

    def called(self, unit: UnitRow) -> str:
        """A unit as messages call it: 周敏华, in a pass 周敏华 作业."""
        return unit.name if len(self.campaigns) == 1 else f"{unit.name} {self._kind(unit)}"

    def used_of(self, kind: str) -> Used:
        """Phrases said in checks of a type."""
        if kind not in self._used:
            self._used[kind] = self._sources.phrases.used(kind)
        return self._used[kind]

    def form_of(self, unit: UnitRow) -> CheckForm:
        """The form a unit takes."""
        return self._forms[unit.form, unit.form_version]

    def sheets_of(self, unit_id: str) -> Sequence[SheetRow]:
        """What is stored about a unit, in the order it was begun."""
        return self._sheets.get(unit_id, ())

    def sheet_of(self, unit_id: str, inspector: str, first_id: str, again_id: str) -> SheetRow | None:
        """The sheet of an inspector: the first, or a re-check of first_id, which again_id names."""
        return next(
            (
                one
                for one in self.sheets_of(unit_id)
                if one.inspector == inspector
                and one.first_id == first_id
                and (not first_id or one.id == again_id)
            ),
            None,
        )

    def remarks_of(self, unit: UnitRow) -> tuple[str, ...]:
        """Sentences for the 组长: the inspectors of a unit are far apart (R2)."""
        firsts = [one for one in self.sheets_of(unit.id) if one.is_counted and not one.first_id]
        return of_inspectors([one.score for one in firsts if one.score is not None]).remarks

    def books_beside(self, unit: UnitRow) -> int:
        """抽查本数 of the others in the check, else what the form asks for; 0 = not known."""
        others = (
            sheet
            for one in self.standings
            if one.unit.campaign_id == unit.campaign_id and one.unit.id != unit.id
            for sheet in self.sheets_of(one.unit.id)
        )
        return usual_books(self.form_of(unit), others)

    def put_sheet(self, unit_id: str, sheet: SheetRow | None, old_id: str = "") -> None:
        """A sheet came, changed or went. old_id: of the one it stands for."""
        gone = {old_id, sheet.id if sheet is not None else ""}
        others = [one for one in self.sheets_of(unit_id) if one.id not in gone]
        self._sheets[unit_id] = sorted([*others, sheet] if sheet else others, key=lambda one: one.id)

    def read_sheets(self, unit: UnitRow) -> Sequence[SheetRow]:
        """The sheets of one unit, read anew."""
        stored = self._sources.sheets.of_campaign(unit.campaign_id)
        self._sheets[unit.id] = [one for one in stored if one.unit_id == unit.id]
        return self._sheets[unit.id]

    def note_draft(self, unit_id: str, inspector: str, *, is_there: bool) -> None:
        """What somebody typed for a unit is kept, or is a draft no more."""
        others = [one for one in self._drafted.pop(unit_id, ()) if one != inspector]
        if found := [*others, inspector] if is_there else others:
            self._drafted[unit_id] = found

    def stand(self, unit_id: str, *, is_typed: bool = False) -> Standing | None:
        """Where one unit stands now, without reading all the others; None when it is none of this check. is_typed: what
        stands in its form is not kept yet."""
        has_draft = is_typed or unit_id in self._drafted
        for place, one in enumerate(self.standings):
            if one.unit.id == unit_id:
                self.standings[place] = self._standing(one.unit, has_draft=has_draft)
                return self.standings[place]
        return None

    def inspector_of(self, unit: UnitRow, last: str) -> str:
        """Who looks: of those whose draft is there, or else of those it was given to and who have not yet, who typed the
        last one, else the first; else who submitted the sheet, else who it was given to, else who typed the last one."""
        names = {one.key: one.name for one in inspectors_of(self.of(unit))}
        here = next((one for one in self.standings if one.unit.id == unit.id), None)
        waiting = [names[key] for key in here.waits_for if key in names] if here is not None else []
        # nobody is to type again what is there already, whoever it was typed as
        if among := self._drafted.get(unit.id) or waiting:
            return last if last in among else next((one for one in among if one in waiting), among[0])
        if found := self.sheets_of(unit.id):
            return found[0].inspector
        given = [names[key] for key in unit.inspectors.split("、") if key in names]
        return next(iter(given), last)

    def day(self, unit: UnitRow) -> str:
        """Today, else the last day of a check whose term has gone."""
        today, campaign = clock.today(), self.of(unit)
        term = self._term(campaign)
        if term is not None and holds(term, today):
            return today.isoformat()
        return campaign.ends or today.isoformat()

    def _term(self, campaign: CampaignRow) -> TermRow | None:
        of_check = (campaign.school_year, campaign.term)
        return next((row for row in self._terms if (row.school_year, row.term) == of_check), None)

    def due(self, unit: UnitRow) -> tuple[DueCount, ...]:
        """How much should be there by the day of the sheet, as far as roster, calendar and 应有次数 tell."""
        campaign = self.of(unit)
        if self._came is None:
            self._came = {row.id: row.school_start for row in self._sources.teachers.rows()}
        came = self._came.get(unit.teacher_id, "")
        span = span_of(self._term(campaign), self._days, came, self.day(unit))
        classes = class_names(unit.classes, campaign.school_year, unit.stage) or ()
        grades = {grade_of(name) for name in classes}
        return due_counts(self.form_of(unit), span, unit.periods, self.lists, unit.subject, grades)

    def unchecked(self, form: CheckForm) -> list[str]:
        """Units that nobody has checked and that take this version."""
        mine = (form.key, form.version)
        units = (one.unit for one in self.standings if (one.unit.form, one.unit.form_version) == mine)
        return [unit.id for unit in units if not self.sheets_of(unit.id)]

    def brought_to(self, unit: UnitRow) -> Brought:
        """What the form of a unit may take from the sheets of the pass, and from those of the term where it says so."""
        form = self.form_of(unit)
        beside = [
            Source(sheet, one.unit, self.form_of(one.unit))
            for one in self.standings
            for sheet in self.sheets_of(one.unit.id)
        ]
        return brought(form, unit, [*self._of_term(unit, wanted_of_term(form)), *beside])

    def _of_term(self, unit: UnitRow, wanted: Collection[str]) -> list[Source]:
        """Sheets about a teacher in other checks of the term, of types whose items are asked for, by day."""
        if not wanted or not unit.teacher_id:
            return []
        own, campaign = {one.id for one in self.campaigns}, self.of(unit)
        sheets = [
            sheet
            for sheet in self._sources.sheets.of_teacher(unit.teacher_id)
            if (sheet.school_year, sheet.term) == (campaign.school_year, campaign.term)
            and sheet.campaign_id not in own
            and any(key in wanted for key in sheet.judged)
        ]
        units = {
            one.id: one
            for campaign_id in {sheet.campaign_id for sheet in sheets}
            for one in self._sources.campaigns.units(campaign_id)
        }
        return [
            Source(sheet, units[sheet.unit_id], self._forms[sheet.form, sheet.form_version], is_beside=False)
            for sheet in sorted(sheets, key=lambda sheet: (sheet.on, sheet.id))
            if sheet.unit_id in units
        ]

    def notes_of(self, unit: UnitRow, typed: Notes | None) -> Notes | None:
        """The 听课笔记 as they stand with a form, what was typed first; None where it does not ask for them."""
        if unit.id not in self._asking:
            return None
        return typed or self._notes.get(unit.teacher_id, Notes())

    def put_notes(self, unit: UnitRow, notes: Notes | None) -> None:
        """They were stored with a sheet."""
        if notes is not None:
            self._notes[unit.teacher_id] = notes


def _passing(opened: CampaignRow | None, every: Iterable[CampaignRow]) -> tuple[CampaignRow, ...]:
    """The check and those made in one pass with it, as they were arranged."""
    if opened is None or not opened.together:
        return (opened,) if opened is not None else ()
    beside = [one for one in every if one.together == opened.together and one.status != DRAFT]
    return tuple(sorted(beside, key=lambda one: one.id))
