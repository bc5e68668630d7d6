"""A school in the middle of a check, for tests: people who teach, a published check, filled sheets."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.scoring import Answer, quick_points
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignDraft, CampaignRow, UnitRow
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.planning import proposed
from edudesk.checks.service.sheets import SheetService
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.school.service import SchoolService
from edudesk.school.service.departments import DepartmentService
from edudesk.store.context import Context

YEAR, TERM = "2026-2027", "第一学期"
FORMS = {form.key: form for form in shipped_forms()}
TEACHING = (
    ("周敏华", "数学", "五（3）（4）班", "8"),
    ("李静", "语文", "六（1）班", "7"),
    ("沈婷", "美术", "三（1）班", "10"),
)
CHECK = CampaignDraft(
    kind="BK",
    title="11月备课检查",
    school_year=YEAR,
    term=TERM,
    begins="2026-11-16",
    ends="2026-11-27",
    inspectors=inspectors_text([Inspector("", "许莉")]),
)


class Office:
    """教务处 at work."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.forms, self.campaigns, self.sheets = (
            FormService(context),
            CampaignService(context),
            SheetService(context),
        )
        if not SchoolService(context).get():
            SchoolService(context).found(SchoolDraft(name="龙城实验小学", stage="小学", school_year=YEAR))
        DepartmentService(context).add(DepartmentDraft(kind="教研组", name="数学组", subject="数学"))
        self.people = {}
        for name, subject, classes, periods in TEACHING:
            self.people[name] = teacher_id = TeacherService(context).add(TeacherDraft(name=name)).id
            row = Assignment(
                teacher_id=teacher_id,
                school_year=YEAR,
                term=TERM,
                stage="小学",
                subject=subject,
                classes=classes,
                weekly_periods=periods,
                is_main="是",
            )
            HistoryService(context).add("assignment", row)

    def publish(self, draft: CampaignDraft = CHECK) -> CampaignRow:
        """A check with everybody who teaches."""
        campaign = self.campaigns.add(draft)
        self.campaigns.publish(campaign.id, proposed(self.context, draft))
        return self.campaigns.get(campaign.id)

    def unit(self, campaign: CampaignRow, name: str) -> UnitRow:
        """The first unit of a teacher."""
        return next(unit for unit in self.campaigns.units(campaign.id) if unit.name == name)


def all_at(form: CheckForm, place: int) -> Mapping[str, Answer]:
    """Every item with the same button; a reason where the numbers would say something else."""
    return {item.key: Answer(quick_points(item, form.buttons)[place], reason="按现场") for item in form.items}


def filled(form: CheckForm = FORMS["BK01"], place: int = 1, **more: object) -> Filled:
    """A whole sheet, 良 everywhere."""
    return replace(Filled(on="2026-11-18", inspector="许莉", answers=all_at(form, place)), **more)


def points(text: str) -> Decimal:
    """A score."""
    return Decimal(text)
