"""The sheets that are handed in with the figures: of a day or of a snapshot, those of other rooms among them."""

from datetime import date

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.indicators.reports import catalogue
from edudesk.submissions.figures import indicator_facts
from edudesk.submissions.registry import Offer, Paper, offers
from edudesk.submissions.sources import Sources


def indicator_offers() -> tuple[tuple[str, Offer], ...]:
    """The sheets handed in with the figures, with their keys: those of the indicators and those of other rooms."""
    known = {offer.key: offer for offer in offers()}
    own = [(sheet.key, known[f"indicators_{sheet.key}"]) for sheet in catalogue.sheets()]
    return (*own, *((key, known[offer]) for key, offer in catalogue.BORROWED.items()))


def indicator_paper(
    sources: Sources, key: str, audience: Audience, on: date, *, snapshot: str = "", before: str = ""
) -> Paper:
    """A sheet of indicator_offers as of a day, or of a snapshot (id). Raises UserError for what no snapshot keeps."""
    own = {sheet.key: sheet for sheet in catalogue.sheets()}
    if key in own:
        if snapshot and not own[key].is_kept:
            raise UserError(
                f"《{own[key].title}》不在快照里，没有导出。", "区域学校按学年保存，请按统计时点导出。"
            )
        return own[key].build(indicator_facts(sources, on, snapshot=snapshot, before=before), audience)
    if snapshot:
        return catalogue.kept_sheet(key, indicator_facts(sources, on, snapshot=snapshot), audience)
    return dict(indicator_offers())[key].build(sources, audience, on)
