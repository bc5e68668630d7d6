"""表8 个人反馈单, 表13 教师个人常规档案: forms about one person."""

from collections.abc import Iterator, Mapping, Sequence

from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.checks.forms.value import FieldKind
from edudesk.checks.reports.columns import check_labels, kind_name
from edudesk.checks.reports.facts import REISSUED, CheckFacts, book
from edudesk.checks.reports.over_terms import past_rows
from edudesk.checks.reports.records import empty, fields
from edudesk.checks.rules.results import CheckScore, UnitScore, unit_grade, unit_words
from edudesk.checks.rules.scheme import scheme_of
from edudesk.checks.rules.sheets import said
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.roster.reports.persons import pair, section, table

# 表8


def slip_book(facts: CheckFacts, audience: Audience) -> FormBook:
    """个人反馈单 of the check wanted, else of the term, two to a page: what was good, what is to be mended by when."""
    summary = facts.summary
    slips = [
        _slip(told, facts)
        for unit in facts.of_checks(summary.facts.units)
        if facts.wants(unit.teacher_id) and (told := summary.unit_scores[unit.id]).sheets
    ]
    return book("slips", "教学常规检查反馈单", facts, audience, slips or [empty("教学常规检查反馈单")], 2)


def _slip(told: UnitScore, facts: CheckFacts) -> Form:
    unit, sheets = told.unit, told.sheets
    summary = facts.summary
    check = summary.campaigns[unit.campaign_id]

    def wide(title: str, text: str, height: float = 0) -> FormRow:
        return FormRow((FormCell(title, 4, Look.LABEL), FormCell(text, 20, Look.TEXT)), height=height)

    form = summary.facts.forms.get((unit.form, unit.form_version))
    score = f"{unit_words(told, scheme_of(summary.facts.scheme)[1])} {unit_grade(form, told)}".strip()
    figures = "；".join(
        f"{field.title} {value}{field.unit}"
        for field in (form.head if form else ())
        if isinstance(value := sheets[0].told.get(field.key), (int, float)) and not isinstance(value, bool)
    )
    own = [
        wide(field.title, text.replace("\n", "；"))
        for field in (form.head if form else ())
        if field.kind is FieldKind.LINES and (text := str(sheets[0].told.get(field.key) or ""))
    ]
    lines = [
        problem
        for problem in facts.summary.facts.problems
        if problem.sheet_id in {sheet.id for sheet in sheets} and problem.status not in ("待确认", "不成立")
    ]
    found = "；".join(dict.fromkeys(problem.text for problem in lines)) or said(sheets, "problems")
    demands = "；".join(
        f"{problem.demand or problem.text}（{problem.due} 前）" for problem in lines if problem.due
    )
    return Form(
        f"{unit.who} {unit.subject}",
        "教学常规检查反馈单",
        (
            FormRow(
                (*pair("教师", unit.who, 5), *pair("学科", unit.subject, 5), *pair("班级", unit.classes, 5))
            ),
            FormRow(
                (
                    FormCell("检查", 3, Look.LABEL),
                    FormCell(f"{facts.time_of(check)} {check.title}　{sheets[0].on}".strip(), 13, Look.TEXT),
                    *pair("得分", score, 5),
                )
            ),
            wide("主要数据", figures),
            wide("值得肯定", said(sheets, "highlights"), 9),
            wide("存在问题", found, 12),
            wide("整改要求与期限", demands or said(sheets, "advice"), 12),
            *own,
            wide("教师意见", "", 14),
        ),
        left=f"学校：{facts.school.name}",
        right=facts.term_words,
        foot=(
            f"检查人：{'、'.join(dict.fromkeys(sheet.inspector for sheet in sheets))}",
            "教师（签字）：",
            "日期：",
        ),
    )


# 表13


def file_book(facts: CheckFacts, audience: Audience) -> FormBook:
    """教师个人常规档案: the school year of each teacher wanted up to the term, check after check, the result of the term, and
    how the terms before went."""
    past = past_rows(facts.terms())
    forms = [
        _file(line, facts, past.get(line.id, ())) for line in facts.summary.lines if facts.wants(line.id)
    ]
    return book("files", "教师个人常规档案", facts, audience, forms or [empty("教师个人常规档案")])


def _file(line: TeacherTerm, facts: CheckFacts, past: Sequence[FormRow]) -> Form:
    person, terms = line.person, _year(line, facts)
    rows = [
        FormRow(
            (
                *pair("教师", person.name, 5),
                *pair("工号", person.staff_no, 5),
                *pair("教研组", person.group, 5),
            )
        ),
        FormRow(
            (*pair("学科", "、".join(person.subjects), 5), *pair("任教班级", "、".join(person.classes), 13))
        ),
        section("检查记录"),
    ]
    heads = (
        ("学期", 3), ("检查", 4), ("学科、班级", 5), ("表格", 2), ("得分", 2), ("等级", 3), ("存在问题", 5),
    )  # fmt: skip
    rows += table(heads, [cells for summary, own in terms for cells in _term_lines(summary, own)])
    rows.append(section("问题整改"))
    problems = [
        (problem.found_on, kind_name(problem.kind), problem.text, problem.due, problem.status)
        for _, own in terms
        for problem in own.problems
    ]
    rows += table(
        (("日期", 4), ("检查", 3), ("问题", 10), ("期限", 4), ("结果", 3)),
        problems or [("", "", "无", "", "")],
    )
    rows.append(section("学期结果"))
    parts = [(part, "" if value is None else f"{value:.1f}") for part, value in line.score.parts.items()]
    rows += fields(parts)
    total, kept = line.score.total, facts.frozen_of.get(line.id)
    value, grade = (line.total, line.grade) if kept is None else (kept.total, kept.grade)
    changed = facts.changed_since.get(line.id)
    since = (f"归档后记录有改动，按现在的记录为 {changed.now}",) if changed is not None else ()
    rows.append(
        FormRow(
            (
                *pair("巡课扣分", f"{total.lost:.1f}" if total.lost else "0", 5),
                *pair("总分", "" if value is None else f"{value:.1f}", 5),
                *pair("等级", grade, 5),
            )
        )
    )
    words = "；".join((*line.words, *since))
    rows.append(FormRow((FormCell("说明", 3, Look.LABEL), FormCell(words, 21, Look.TEXT))))
    rows += past
    return Form(
        person.name,
        f"教师个人常规档案{REISSUED if any(_is_corrected(own) for _, own in terms) else ''}",
        tuple(rows),
        left=f"学校：{facts.school.name}",
        right=facts.term_words,
        foot=("本人签字：", "审核人：", "日期："),
    )


def _year(line: TeacherTerm, facts: CheckFacts) -> list[tuple[TermSummary, TeacherTerm]]:
    """The teacher in the terms of the school year, the first first."""
    earlier = facts.earlier
    found = [(facts.summary, line)]
    if earlier is not None and earlier.facts.school_year == facts.summary.facts.school_year:
        found = [(earlier, earlier.by_id[line.id]), *found] if line.id in earlier.by_id else found
    return found


def _term_lines(summary: TermSummary, line: TeacherTerm) -> Iterator[tuple[str, ...]]:
    labels = check_labels(summary.checks)
    for check in line.score.checks:
        for cells in _file_lines(check, labels):
            yield summary.facts.term, *cells


def _is_corrected(line: TeacherTerm) -> bool:
    """Whether a score of the teacher is other than it was 通报."""
    sheets = (sheet for check in line.score.checks for unit in check.units for sheet in unit.sheets)
    return any(told.changes_paper for sheet in sheets for told in sheet.corrections)


def _file_lines(check: CheckScore, labels: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for unit in check.units:
        for sheet in unit.sheets or (None,):
            score = sheet.score if sheet else None
            yield (
                labels.get(check.campaign.id, check.campaign.title),
                " ".join(filter(None, (unit.unit.subject, unit.unit.classes))) or unit.unit.group,
                f"{sheet.form} v{sheet.form_version}" if sheet else "",
                "" if score is None else f"{score:.1f}",
                (sheet.grade or "仅供参考") if sheet else unit.word or "待查",
                sheet.problems.replace("\n", "；") if sheet else unit.unit.reason,
            )
