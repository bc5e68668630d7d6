"""What keeps a project or one of its records from being stored."""

from collections.abc import Iterator

from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.course import EXTENSION, GRANTED, ActivityDraft, ChangeDraft, MilestoneDraft
from edudesk.projects.rows.evidence import LINK, EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import MemberDraft, StudioScoreDraft
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft
from edudesk.school.rules.years import is_day

Problems = Iterator[FieldProblem]
MOST_YUAN = 1_000_000_000


def project_problems(draft: ProjectDraft) -> Problems:
    """Of the project itself."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写项目名称。")
    if not draft.kind:
        yield FieldProblem("kind", "请选择项目类别。")
    for key, word in (("start", "开始日期"), ("end", "结束日期"), ("approved_on", "立项日期")):
        if getattr(draft, key) and not is_day(getattr(draft, key)):
            yield FieldProblem(key, f"{word}“{getattr(draft, key)}”不是日期，请写成 2026-09-01 这样。")
    if is_day(draft.start) and is_day(draft.end) and draft.end < draft.start:
        yield FieldProblem("end", f"结束日期 {draft.end} 早于开始日期 {draft.start}。")


def level_problems(draft: LevelDraft) -> Problems:
    """Of a level."""
    if not draft.level:
        yield FieldProblem("level", "请选择级别。")


def member_problems(draft: MemberDraft) -> Problems:
    """Of one member."""
    if not draft.teacher_id and not draft.name.strip():
        yield FieldProblem("name", "请选择教师，或填写校外人员的姓名。")
    if not draft.role:
        yield FieldProblem("role", "请选择角色。")
    if draft.joined and draft.left and draft.left < draft.joined:
        yield FieldProblem("left", f"退出日期 {draft.left} 早于加入日期 {draft.joined}。")
    if (draft.hours or 0) < 0:
        yield FieldProblem("hours", "学时不能小于 0。")


def change_problems(draft: ChangeDraft) -> Problems:
    """Of a change."""
    if not draft.item:
        yield FieldProblem("item", "请选择变更事项。")
    if draft.item == EXTENSION and not is_day(draft.after):
        yield FieldProblem("after", "延期请写新的结束日期，如 2027-12-31。")
    if (
        draft.item == EXTENSION
        and is_day(draft.before)
        and is_day(draft.after)
        and draft.after <= draft.before
    ):
        yield FieldProblem("after", f"新的结束日期应晚于原来的 {draft.before}。")
    if not draft.reason.strip():
        yield FieldProblem("reason", "请写明变更理由。")
    if draft.decision == GRANTED and not is_day(draft.decided_on):
        yield FieldProblem("decided_on", "同意变更请填写批复日期。")
    if draft.on and draft.decided_on and draft.decided_on < draft.on:
        yield FieldProblem("decided_on", "批复日期早于申请日期。")


def milestone_problems(draft: MilestoneDraft) -> Problems:
    """Of a milestone."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写节点名称。")
    if not is_day(draft.due):
        yield FieldProblem("due", "请填写计划日期。")


def activity_problems(draft: ActivityDraft) -> Problems:
    """Of an activity."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写活动名称。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写活动日期。")
    if (draft.count or 0) < 0:
        yield FieldProblem("count", "人数不能小于 0。")


def budget_problems(draft: BudgetDraft) -> Problems:
    """Of a budget line."""
    if not draft.line:
        yield FieldProblem("line", "请选择经费科目。")
    yield from _amount(draft.yuan, "yuan", "预算")
    if draft.year and not (draft.year.isdigit() and len(draft.year) == 4):
        yield FieldProblem("year", "年度请写成四位数，如 2026。")


def spending_problems(draft: SpendingDraft) -> Problems:
    """Of a payment; a refund is below 0."""
    if not draft.line:
        yield FieldProblem("line", "请选择经费科目。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写支出日期。")
    if draft.yuan is None or draft.yuan == 0:
        yield FieldProblem("yuan", "请填写金额，退款写负数。")
    elif abs(draft.yuan) > MOST_YUAN:
        yield FieldProblem("yuan", "金额太大，请按元填写。")


def _amount(yuan: float | None, key: str, word: str) -> Problems:
    if yuan is None:
        yield FieldProblem(key, f"请填写{word}金额。")
    elif not 0 <= yuan <= MOST_YUAN:
        yield FieldProblem(key, f"{word}金额应在 0 到 10 亿元之间，按元填写。")


def deliverable_problems(draft: DeliverableDraft) -> Problems:
    """Of a 成果."""
    if not draft.kind:
        yield FieldProblem("kind", "请选择成果类型。")
    if not draft.title.strip():
        yield FieldProblem("title", "请填写成果名称。")
    if (draft.words or 0) < 0:
        yield FieldProblem("words", "字数不能小于 0。")


def planned_problems(draft: PlannedDraft) -> Problems:
    """Of a promised 成果."""
    if not draft.kind:
        yield FieldProblem("kind", "请选择成果形式。")
    if not draft.title.strip():
        yield FieldProblem("title", "请填写预期成果的名称。")
    if draft.due and not is_day(draft.due):
        yield FieldProblem("due", f"计划完成时间“{draft.due}”不是日期，请写成 2026-09-01 这样。")


def yearly_problems(draft: YearlyDraft) -> Problems:
    """Of a yearly assessment."""
    if not (draft.year.isdigit() and len(draft.year) == 4):
        yield FieldProblem("year", "年度请写成四位数，如 2026。")
    for channel, points in draft.points.items():
        if not 0 <= points <= 100:
            yield FieldProblem("scores", f"“{channel}”的评分应在 0 到 100 之间。")
    if draft.notice_from and draft.notice_to and draft.notice_to < draft.notice_from:
        yield FieldProblem("notice_to", "公示结束日期早于开始日期。")


def measure_problems(draft: MeasureDraft) -> Problems:
    """Of a measure of the 绩效自评表."""
    if not (draft.year.isdigit() and len(draft.year) == 4):
        yield FieldProblem("year", "年度请写成四位数，如 2026。")
    if not draft.group:
        yield FieldProblem("group", "请选择一级指标。")
    if not draft.title.strip():
        yield FieldProblem("title", "请填写三级指标。")
    if draft.full is None or not 0 < draft.full <= 100:
        yield FieldProblem("full", "分值应大于 0，不超过 100。")
    elif draft.points is not None and not 0 <= draft.points <= draft.full:
        yield FieldProblem("points", f"得分应在 0 到 {draft.full:g} 之间。")


def evidence_problems(draft: EvidenceDraft) -> Problems:
    """Of a proof."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写材料名称。")
    if draft.form == LINK and not draft.link.strip():
        yield FieldProblem("link", "请填写链接地址。")
    if draft.link and not draft.link.strip().lower().startswith(("http://", "https://")):
        yield FieldProblem("link", "链接应以 http:// 或 https:// 开头。")


def review_problems(draft: ReviewDraft) -> Problems:
    """Of what an expert says."""
    if not draft.expert.strip():
        yield FieldProblem("expert", "请填写专家姓名。")
    for key, word in (("needed", "针对性"), ("scientific", "科学性"), ("feasible", "可操作性")):
        points = getattr(draft, key)
        if points is not None and not 0 <= points <= 100:
            yield FieldProblem(key, f"{word}的评分应在 0 到 100 之间。")


def recommendation_problems(draft: RecommendationDraft) -> Problems:
    """Of a recommendation."""
    if not draft.batch.strip():
        yield FieldProblem("batch", "请填写推荐批次。")
    if draft.notice_from and draft.notice_to and draft.notice_to < draft.notice_from:
        yield FieldProblem("notice_to", "公示结束日期早于开始日期。")


def studio_problems(draft: StudioScoreDraft) -> Problems:
    """Of the assessment of a studio's member."""
    if not draft.member_id:
        yield FieldProblem("member_id", "请选择成员。")
    if not (draft.year.isdigit() and len(draft.year) == 4):
        yield FieldProblem("year", "年度请写成四位数，如 2026。")
