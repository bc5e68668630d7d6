"""What a project says in the labelled places of its papers: key of forms/projects/papers -> printed text, "" = not known."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from edudesk.base.dates import chinese_day
from edudesk.projects.forms.value import ENDING
from edudesk.projects.rows.course import CHANGES, EXTENSION, GRANTED, WAITING, ChangeRow
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.people import CONTACT, CORE, EXPERT, OTHER, TREASURER, MemberRow
from edudesk.projects.rows.pool import OPENING, ReviewRow
from edudesk.projects.rows.results import YearlyRow
from edudesk.projects.rules.money import in_all, of_year, percent, printed_yuan
from edudesk.projects.rules.scoring import Performance, performance, yearly_total
from edudesk.projects.rules.stages import reached
from edudesk.projects.rules.years import due_year
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import is_day

# 教学成果奖: applied for by persons or by units
_AWARD_CLASS = {"个人": "个人", "团队": "单位", "学校": "单位", "联合申报": "单位"}
_RESULT_FORMS = "成果形式"
_APPRAISAL_WAYS = ("会议鉴定", "通讯鉴定", "现场鉴定", "免于鉴定")
_TICKED, _FREE = "√", "□"  # ☑ is in few fonts


def day_words(iso: str) -> str:
    """2026年9月1日, 2026年9月; other text stays."""
    if is_day(iso):
        return chinese_day(date.fromisoformat(iso))
    return f"{iso[:4]}年{int(iso[5:7])}月" if len(iso) == 7 and iso[5:].isdigit() else iso


def names(people: Iterable[MemberRow]) -> str:
    """Names in their order, 、-joined."""
    return "、".join(one.name for one in people)


def period_words(start: str, end: str) -> str:
    """2025年1月1日至2027年12月31日; "" while either end is not known."""
    return f"{day_words(start)}至{day_words(end)}" if start and end else ""


def words(
    dossier: Dossier, school: SchoolDraft, today: date, year: str, change: ChangeRow | None = None
) -> dict[str, str]:
    """Every place of a project's papers. year: the calendar year that yearly papers are about; change: that a 变更申请表 is
    about."""
    return {
        **_of_project(dossier, school, today),
        **_of_people(dossier, school),
        **_of_course(dossier),
        **_of_change(change),
        **_of_money(dossier),
        **_of_year(dossier, year),
    }


def reviews_of(dossier: Dossier, occasion: str) -> list[ReviewRow]:
    """What the experts of an occasion said."""
    return [one for one in dossier.reviews if one.occasion == occasion]


def changes_told(dossier: Dossier, record: str = "") -> tuple[ChangeRow, ...]:
    """The changes that a 变更申请表 is about: the one with this id, else all that wait, the first asked for first; while none
    waits the last one."""
    if record:
        return tuple(one for one in dossier.changes if one.id == record)
    return tuple(one for one in dossier.changes if one.decision == WAITING) or dossier.changes[-1:]


def label_of(dossier: Dossier) -> str:
    """市规划课题; while it has no level the kind."""
    project, kind = dossier.project, dossier.kind
    return kind.label(project.level, project.subkind) if project.level else kind.title


def _of_project(dossier: Dossier, school: SchoolDraft, today: date) -> Mapping[str, str]:
    project, kind = dossier.project, dossier.kind
    return {
        "title": project.title,
        "number": project.number,
        "label": label_of(dossier),
        "kind": kind.title,
        "subkind": project.subkind,
        "level": project.level,
        "subject": project.subject,
        "stage": project.stage,
        "applicant": project.applicant,
        "unit": project.unit or school.name,
        "award_class": _AWARD_CLASS.get(project.applicant, ""),
        "noun": "课题" if kind.family in ("", "课题", "微型课题") else "项目",
        "partners": project.partners,
        "doc_no": project.doc_no,
        "approved_on": day_words(project.approved_on),
        "start": day_words(project.start),
        "end": day_words(project.end),
        "period": period_words(project.start, project.end),
        "recommenders": project.recommenders,
        "plan_goal": project.plan_goal,
        "summary": project.summary,
        "school": school.name,
        "school_stage": school.stage,
        "sponsor": school.sponsor,
        "address": school.address,
        "principal": school.principal,
        "department": dossier.department,
        "supervisor": dossier.supervisor or school.principal,
        "school_phone": school.phone,
        "today": chinese_day(today),
    }


def _of_people(dossier: Dossier, school: SchoolDraft) -> Mapping[str, str]:
    leaders = dossier.leaders
    first = leaders[0] if leaders else None
    contact = next(iter((*dossier.in_role(CONTACT), *leaders)), None)
    return {
        "leader": names(leaders),
        "leader_title": first.title if first else "",
        "leader_post": first.post if first else "",
        "leader_unit": (first.unit or school.name) if first else "",
        "leader_field": first.field if first else "",
        "leader_phone": first.phone if first else "",
        "core": names(dossier.in_role(CORE)),
        "others": names(dossier.in_role(OTHER)),
        "members": names(one for one in dossier.team if one not in leaders),
        "team": names(dossier.team),
        "team_count": str(len(dossier.team) or ""),
        "experts": "、".join(dict.fromkeys(one.expert for one in reviews_of(dossier, OPENING)))
        or names(dossier.in_role(EXPERT)),
        "contact": contact.name if contact else "",
        "contact_phone": contact.phone if contact else "",
        "treasurer": names(dossier.in_role(TREASURER)),
    }


def _of_course(dossier: Dossier) -> Mapping[str, str]:
    days = reached(dossier.steps)
    ending = next((one.to_stage for one in dossier.steps if dossier.kind.phase(one.to_stage) == ENDING), "")
    graded = [one for one in dossier.steps if one.result]
    mid = next((one for one in reversed(graded) if one.to_stage.startswith("中期")), None)
    return {
        "opened_on": day_words(next((days[one] for one in ("开题", "启动") if one in days), "")),
        "mid_on": day_words(mid.on) if mid else "",
        "mid_grade": mid.result if mid else "",
        "ending_on": day_words(days.get(ending, "")),
        "result_count": str(len(dossier.results) or ""),
        "planned_forms": _planned_forms(dossier),
        "planned_end": day_words(_planned_end(dossier)),
        "appraisal_ways": "　".join(f"{_FREE}{one}" for one in _APPRAISAL_WAYS),
        "changes": "；".join(map(change_words, dossier.changes)) or "无",
    }


def _granted(dossier: Dossier, item: str) -> ChangeRow | None:
    """The first granted change of a thing."""
    own = (one for one in dossier.changes if one.item == item and one.decision == GRANTED)
    return next(own, None)


def _planned_end(dossier: Dossier) -> str:
    """When the last of what was promised should be there, else the end as it was before any 延期."""
    if days := [one.due for one in dossier.planned if one.due]:
        return max(days)
    change = _granted(dossier, EXTENSION)
    return (change.before if change else "") or dossier.project.end


def _planned_forms(dossier: Dossier) -> str:
    """The forms of what was promised, else those that there are, final ones first."""
    if dossier.planned:
        return "、".join(dict.fromkeys(one.kind for one in reversed(dossier.planned)))
    change = _granted(dossier, _RESULT_FORMS)
    if change and change.before:
        return change.before
    final_first = sorted(dossier.results, key=lambda one: one.is_final != "是")
    return "、".join(dict.fromkeys(one.kind for one in final_first))


def change_words(change: ChangeRow) -> str:
    """延期：2026-12-31 改为 2027-12-31（2026年5月6日同意）."""
    turned = " 改为 ".join(part for part in (change.before, change.after) if part)
    decided = (
        f"（{day_words(change.decided_on)}{change.decision}）"
        if change.decided_on
        else f"（{change.decision}）"
    )
    return f"{change.item}{f'：{turned}' if turned else ''}{decided}"


def _of_change(change: ChangeRow | None) -> Mapping[str, str]:
    marks = [f"{_TICKED if change and change.item == one else _FREE}{one}" for one in CHANGES.words]
    middle = (len(marks) + 1) // 2
    return {
        "change_items": "　".join(marks[:middle]) + "\n" + "　".join(marks[middle:]),
        "change_item": change.item if change else "",
        "change_on": day_words(change.on) if change else "",
        "change_before": change.before if change else "",
        "change_after": change.after if change else "",
        "change_reason": change.reason if change else "",
        "change_doc": change.doc_no if change else "",
    }


def _of_money(dossier: Dossier) -> Mapping[str, str]:
    total = in_all(dossier.budgets, dossier.spendings)
    has_budget, has_spent = bool(dossier.budgets), bool(dossier.spendings)
    return {
        "budget": f"{printed_yuan(total.budget)} 元" if has_budget else "",
        "spent": f"{printed_yuan(total.spent)} 元" if has_spent else "",
        "left": f"{printed_yuan(total.left)} 元" if has_budget else "",
        "rate": percent(total.rate) if total.rate is not None and has_spent else "",
    }


def _of_year(dossier: Dossier, year: str) -> Mapping[str, str]:
    own = yearly_of(dossier, year)
    total = yearly_total(own.points, own.shares) if own else None
    return {
        "year": f"{year}年度",
        "year_goals": own.goals if own else "",
        "year_done": own.done if own else "",
        "year_highlights": own.highlights if own else "",
        "year_next": own.next_plan if own else "",
        "year_grade": own.grade if own else "",
        "year_total": f"{total:f}" if total is not None else "",
        "year_notice": period_words(own.notice_from, own.notice_to) if own else "",
    }


def yearly_of(dossier: Dossier, year: str) -> YearlyRow | None:
    """The assessment of a year."""
    return next((one for one in reversed(dossier.yearly) if one.year == year), None)


def performance_of(dossier: Dossier, year: str) -> Performance:
    """The 绩效自评 of a calendar year: what was planned for it and paid in it."""
    total, undated = of_year(dossier.project, dossier.budgets, dossier.spendings, year)
    own = [one for one in dossier.measures if one.year == year]
    return performance(total.budget, total.spent, own, undated, dossier.judging(year))


def years_told(dossier: Dossier, part: str = "") -> set[str]:
    """The calendar years with an assessment (yearly), measures or points of members (scores); "" = with any of them."""
    parts = (part,) if part else ("yearly", "measures", "scores")
    return {one.year for name in parts for one in getattr(dossier, name)}


def year_told(dossier: Dossier, today: date, part: str = "") -> str:
    """The calendar year that a yearly paper about a part (years_told) is about: this one, from January to March the one
    before; when nothing is told of it the last one of which something is."""
    told = years_told(dossier, part)
    due = due_year(today)
    return due if due in told else max(told, default=due)


def initial_of(dossier: Dossier, year: str) -> Decimal | None:
    """年初预算 of a year; None where no budget line says it was another."""
    own = [one for one in dossier.budgets if one.year == year]
    if not any(one.initial is not None for one in own):
        return None
    return sum((Decimal(str(one.yuan if one.initial is None else one.initial)) for one in own), Decimal(0))
