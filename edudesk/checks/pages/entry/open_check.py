"""The check that is open in the entry page: its queue, sheets and forms, read once and kept up by each deed."""

from collections import defaultdict
from collections.abc import Sequence

from edudesk.base import clock
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import ARCHIVED, DRAFT, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.due_counts import counts_lessons, due_words
from edudesk.checks.rules.queue import Standing, standing
from edudesk.checks.service.phrases import Used
from edudesk.school.rows.terms import DayRow, TermRow
from edudesk.school.rules.terms import holds


class OpenCheck:
    """standings: the queue in its order. campaign: None while no check can be filled in."""

    def __init__(self, sources: CheckSources) -> None:
        self._sources = sources
        self.campaign: CampaignRow | None = None
        self.standings: list[Standing] = []
        self.used: Used = {}
        self._sheets: dict[str, list[SheetRow]] = {}
        self._forms: dict[tuple[str, int], CheckForm] = {}
        self._terms: Sequence[TermRow] = ()
        self._days: Sequence[DayRow] = ()

    def open(self, campaign_id: str) -> None:
        """Another check; read() fills it."""
        self.campaign = self._sources.campaigns.get(campaign_id)

    def read(self) -> None:
        """The queue, read anew; without a check that of the one published last and still being filled in."""
        sources = self._sources
        present = {row.id: row for row in sources.campaigns.rows()}
        campaign = present.get(self.campaign.id) if self.campaign is not None else self._latest(present)
        self.campaign, self.standings = campaign, []
        if campaign is None:
            return
        self._forms = dict(sources.check_forms.every())
        # once for a queue, not for each of its units: ten years of problems are looked through for the phrases
        self.used, self._terms = sources.phrases.used(campaign.kind), sources.terms.rows()
        self._days = sources.days.rows()
        drafted = sources.sheets.drafted()
        by_unit: dict[str, list[SheetRow]] = defaultdict(list)
        for sheet in sources.sheets.of_campaign(campaign.id):
            by_unit[sheet.unit_id].append(sheet)
        self._sheets = by_unit
        units = sources.campaigns.units(campaign.id)
        self.standings = [self._standing(unit, has_draft=unit.id in drafted) for unit in units]

    def _latest(self, present: dict[str, CampaignRow]) -> CampaignRow | None:
        running = [row for row in present.values() if row.status not in (DRAFT, ARCHIVED)]
        done = self._sources.campaigns.progress()
        open_ones = [row for row in running if len(set(done.get(row.id, (0, 0)))) == 2]
        return next(reversed(open_ones or running), None)

    def _standing(self, unit: UnitRow, *, has_draft: bool) -> Standing:
        return standing(unit, self.form_of(unit), self.sheets_of(unit.id), has_draft=has_draft)

    @property
    def progress(self) -> tuple[int, int]:
        """Units that are done, and all that are to be."""
        done = sum(one.is_done for one in self.standings)
        return done, sum(one.is_done or one.is_due for one in self.standings)

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

    def stand(self, unit_id: str, *, has_draft: bool) -> Standing | None:
        """Where one unit stands now, without reading all the others; None when it is none of this check."""
        for place, one in enumerate(self.standings):
            if one.unit.id == unit_id:
                self.standings[place] = self._standing(one.unit, has_draft=has_draft)
                return self.standings[place]
        return None

    def inspector_of(self, unit: UnitRow, last: str) -> str:
        """Who looks: who submitted the sheet, else who the unit was given to, else who typed the last one."""
        assert self.campaign is not None
        if found := self.sheets_of(unit.id):
            return found[0].inspector
        names = {one.key: one.name for one in inspectors_of(self.campaign)}
        given = [names[key] for key in unit.inspectors.split("、") if key in names]
        return next(iter(given), last)

    def day(self) -> str:
        """Today, else the last day of a check whose term has gone."""
        assert self.campaign is not None
        today = clock.today()
        term = self._term(self.campaign)
        if term is not None and holds(term, today):
            return today.isoformat()
        return self.campaign.ends or today.isoformat()

    def _term(self, campaign: CampaignRow) -> TermRow | None:
        of_check = (campaign.school_year, campaign.term)
        return next((row for row in self._terms if (row.school_year, row.term) == of_check), None)

    def due_words(self, unit: UnitRow) -> str:
        """How many lessons should be there by the day of the sheet, as far as roster and calendar tell."""
        assert self.campaign is not None
        form = self.form_of(unit)
        if not counts_lessons(form):
            return ""
        term, teachers = self._term(self.campaign), self._sources.teachers.rows()
        came = next((row.school_start for row in teachers if row.id == unit.teacher_id), "")
        return due_words(form, unit.periods, term, self._days, came, self.day())

    def unchecked(self, form: CheckForm) -> list[str]:
        """Units that nobody has checked and that take this version."""
        mine = (form.key, form.version)
        units = (one.unit for one in self.standings if (one.unit.form, one.unit.form_version) == mine)
        return [unit.id for unit in units if not self.sheets_of(unit.id)]
