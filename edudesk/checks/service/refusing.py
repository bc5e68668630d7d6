"""When a sheet is not taken."""

from edudesk.base.errors import UserError
from edudesk.checks.rows.campaigns import ARCHIVED, EXEMPT, OUT, CampaignRow, UnitRow
from edudesk.checks.rows.campaigns import DRAFT as NOT_PUBLISHED
from edudesk.checks.rows.sheets import SheetRow
from edudesk.store.work import Conflict


def overtaken(unit: UnitRow, stored: SheetRow) -> Conflict:
    """Somebody else submitted the sheet meanwhile."""
    score = "" if stored.score is None else f"{stored.score} {stored.grade}"
    told = "，".join(filter(None, (stored.inspector, score.strip())))
    return Conflict(
        f"{unit.name}的检查记录刚在别处提交过（{told}），没有覆盖。",
        "您填写的内容都还在；核对后再提交一次，就以您的为准。",
    )


def refuse_exempt(unit: UnitRow) -> None:
    """What is not checked gets no score."""
    if unit.state in (EXEMPT, OUT):
        raise UserError(
            f"{unit.name}在这次检查里是“{unit.state}”，记录不会计分，没有保存。",
            "要检查请先在“情况”里改回应检；已填写的内容都还在草稿里。",
        )


def refuse_closed(campaign: CampaignRow) -> None:
    """A check takes sheets from its 发布 to its 归档."""
    if campaign.status == ARCHIVED:
        raise UserError(f"“{campaign.title}”已归档，不能再修改。", "数据没有改动。")
    if campaign.status == NOT_PUBLISHED:
        raise UserError(f"“{campaign.title}”还没有发布。", "请先发布检查；已填写的内容没有保存。")
