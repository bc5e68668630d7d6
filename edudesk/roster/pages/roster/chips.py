"""The filters over the table of teachers, from left to right; the ready-made searches come last."""

from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.roster import rules
from edudesk.roster.pages.presets import READY
from edudesk.roster.rows import code_lists
from edudesk.store.context import Context


def roster_chips(context: Context) -> tuple[Chip, ...]:
    """context: of the open school, which some ready-made searches ask."""
    lists = code_lists()
    return (
        ToggleChip("present", "在岗", rules.is_present, is_on=True),
        ChoiceChip("subject", "学科", lambda row: row.subject, lists["subject"].words),
        ChoiceChip("title", "职称", lambda row: row.title, lists["title"].words),
        ChoiceChip("honour", "称号", lambda row: row.honour),
        ChoiceChip("age", "年龄段", rules.age_band, [label for label, _, _ in rules.AGE_BANDS]),
        ChoiceChip("edu", "学历", lambda row: row.top_edu, lists["education"].words, is_optional=True),
        ChoiceChip("gender", "性别", lambda row: row.gender, lists["gender"].words, is_optional=True),
        ChoiceChip(
            "political", "政治面貌", lambda row: row.political, lists["political"].words, is_optional=True
        ),
        ChoiceChip("establishment", "编制", lambda row: row.establishment, is_optional=True),
        ChoiceChip("status", "状态", lambda row: row.status, lists["status"].words, is_optional=True),
        ChoiceChip("gap", "资料缺漏", rules.gaps_of, [word for word, _ in rules.GAPS], is_optional=True),
        *(one.chip(context) for one in READY),
    )
