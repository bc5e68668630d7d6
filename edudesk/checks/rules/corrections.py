"""What is written down when a sheet changes that counts already, and when a reason is asked for (5.4)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from edudesk.base.words import shortened
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import EMPTY, Answer, does_not_apply, points_of
from edudesk.checks.forms.value import CheckForm, Item
from edudesk.checks.rows.campaigns import REPORTED, CampaignRow
from edudesk.checks.rows.corrections import SCORE, Correction
from edudesk.checks.rows.sheets import CONFIRMED, DISPUTED, FED_BACK, FINAL, SheetDraft
from edudesk.checks.rules.sheets import Filled, called

KNOWN = (FED_BACK, CONFIRMED, DISPUTED, FINAL)


def needs_reason(campaign: CampaignRow, old: SheetDraft, *, is_other_score: bool) -> bool:
    """After 通报 every change says why, also one of words; before it a score that the teacher knows of."""
    return campaign.status == REPORTED or (is_other_score and old.status in KNOWN)


def changed_lines(
    form: CheckForm, old: SheetDraft, filled: Filled, now: Decimal | None, said: Correction
) -> list[Correction]:
    """The items whose points are other than before, and the score; without them that the words changed.

    now: the score as it will count; said: who, when and why.
    """
    found = []
    for item in form.items:
        was = _printed(item, old.numbers, old.judged)
        is_now = _printed(item, filled.numbers, filled.answers)
        if was != is_now:
            found.append(replace(said, field=called(form, item.key), old=was, new=is_now))
    if old.score != now:
        found.append(score_line(said, old.score, now))
    return found or [replace(said, field="文字")]


def score_line(said: Correction, old: Decimal | None, new: Decimal | None) -> Correction:
    """The line of the score itself."""
    return replace(said, field=SCORE, old=score_text(old), new=score_text(new))


def score_text(score: Decimal | None) -> str:
    """As it prints; "" when there is none."""
    return "" if score is None else plain(score)


def told(sheet: SheetDraft) -> str:
    """The newest line in a few words, for a tag: 97→93.5（更正）, or 异议：第 3 项有进度表; "" without any."""
    if not sheet.corrections:
        return ""
    last = sheet.corrections[-1]
    return sheet.score_words if last.field == SCORE else shortened(f"{last.act}：{last.words}")


def _printed(item: Item, numbers: Mapping[str, int], answers: Mapping[str, Answer]) -> str:
    answer = answers.get(item.key, EMPTY)
    return "不适用" if does_not_apply(item, numbers, answer) else score_text(points_of(item, numbers, answer))
