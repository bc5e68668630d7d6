"""The sheet in sight: whose it is, which of a unit's sheets, and what stands in it before anything is typed."""

from dataclasses import replace

from edudesk.base import clock
from edudesk.checks.pages.entry.open_check import OpenCheck
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import REPORTED, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspector_id
from edudesk.checks.rules.corrections import KNOWN
from edudesk.checks.rules.sheets import Filled, filled_of, same_sheet
from edudesk.school.pages.people import Choosing


class InSight:
    """unit: what is looked at, None before the first; sheet: the stored one, None = there is none yet; inspector: whose it
    is shown as; is_drafted: something was typed for it; first_id, again_id: the sheet that is checked again, and which
    re-check, "" = a new one; decided_by: who decided that it is corrected."""

    def __init__(self, check: OpenCheck, sources: CheckSources, choosing: Choosing) -> None:
        self._check, self._sources, self._choosing = check, sources, choosing
        self.unit: UnitRow | None = None
        self.sheet: SheetRow | None = None
        self.inspector = self.first_id = self.again_id = self.decided_by = ""
        self.is_drafted = False

    @property
    def there(self) -> UnitRow:
        """The unit, where there must be one."""
        assert self.unit is not None
        return self.unit

    @property
    def campaign(self) -> CampaignRow:
        """The check of the unit."""
        return self._check.of(self.there)

    def turn(self, first_id: str = "", again_id: str = "") -> None:
        """To the first sheet of the unit, or to a re-check; find() follows."""
        self.first_id, self.again_id = first_id, again_id

    def find(self, inspector: str) -> Filled:
        """What stands in the form of an inspector: what was typed and not submitted, else the sheet, else what other forms
        have for it."""
        unit = self.there
        drafted = self._sources.sheets.draft(unit.id, inspector)
        if drafted is not None and not self.first_id:
            present = self._check.sheets_of(unit.id)
            typed_anew = same_sheet(present, drafted) if drafted.first_id else None
            self.turn(drafted.first_id, typed_anew.id if typed_anew is not None else "")
        self.sheet, self.inspector, self.decided_by = self.stored(inspector), inspector, ""
        self.is_drafted = drafted is not None
        is_meant = drafted is not None and drafted.first_id == self.first_id
        filled = drafted if drafted is not None and is_meant else self._untyped(inspector)
        if self.sheet is None and not self.first_id:
            return self._check.brought_to(unit).into(filled)
        return filled

    def _untyped(self, inspector: str) -> Filled:
        """The stored sheet as it stands on the page; of a re-check not begun the first one, to be changed."""
        if self.sheet is not None:
            return self._sources.sheets.typed(self.sheet.id)
        if not self.first_id:
            return self.by(Filled(on=self._check.day(self.there), findings=(), photos=()), inspector)
        first = next(one for one in self._check.sheets_of(self.there.id) if one.id == self.first_id)
        again = replace(filled_of(first), on=clock.today().isoformat(), first_id=self.first_id)
        return self.by(replace(again, problems="", findings=(), hits=(), photos=()), inspector)

    def stored(self, inspector: str) -> SheetRow | None:
        """The sheet of the unit by an inspector: the first, or the re-check that is in sight."""
        if self.unit is None:
            return None
        return self._check.sheet_of(self.unit.id, inspector, self.first_id, self.again_id)

    @property
    def asks_reason(self) -> bool:
        """Whether a change has to say why: after 通报, and once the teacher knows the score (5.4)."""
        is_reported = self.campaign.status == REPORTED
        if self.sheet is not None:
            return is_reported or self.sheet.status in KNOWN
        return is_reported and not self.first_id and bool(self._check.sheets_of(self.there.id))

    def key_of(self, inspector: str) -> str:
        """Id of an inspector; "" for somebody from outside."""
        return inspector_id(self.campaign, inspector, self._choosing.id_of)

    def by(self, filled: Filled, inspector: str) -> Filled:
        """What is typed, as that of an inspector."""
        return replace(filled, inspector=inspector, inspector_id=self.key_of(inspector))
