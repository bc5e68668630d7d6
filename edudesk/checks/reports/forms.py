"""表2 单项检查记录表 (filled in and blank), 表8 个人反馈单, 表13 教师个人常规档案: forms about one person."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look, Picture, picture_rows
from edudesk.base.masking import Audience
from edudesk.base.words import shortened
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import EMPTY, Answer, computed, does_not_apply, points_of
from edudesk.checks.forms.value import CheckForm, FieldKind, Item, Method
from edudesk.checks.reports.blank import blank_lists
from edudesk.checks.reports.columns import check_labels, kind_name
from edudesk.checks.reports.facts import REISSUED, CheckFacts, book
from edudesk.checks.reports.over_terms import past_rows
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.results import CheckScore, UnitScore, unit_grade, unit_words
from edudesk.checks.rules.scheme import scheme_of
from edudesk.checks.rules.sheets import said
from edudesk.checks.rules.summary import TeacherTerm
from edudesk.roster.reports.persons import pair, section, table

_SIGN = ("检查人（签字）：", "被检查人（签字）：", "日期：")
_ITEM = (
    ("指标", 3),
    ("检查要点", 8),
    ("满分", 2),
    ("得分", 2),
    ("数据（实/应）", 3),
    ("评分办法、扣分理由", 6),
)
_ANYBODY = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)
_ROOM = 16.0  # mm for words by hand


# 表2


def record_book(facts: CheckFacts, audience: Audience) -> FormBook:
    """The sheets of the check wanted, else of the term, check after check, each as its form prints, by the version it was
    made with."""
    summary, units = facts.summary, {unit.id: unit for unit in facts.summary.facts.units}
    sheets = facts.of_checks(summary.facts.sheets)
    wanted = [
        (form, sheet)
        for sheet in sheets
        if sheet.unit_id in units
        and facts.wants(sheet.teacher_id)
        and (form := summary.facts.forms.get((sheet.form, sheet.form_version))) is not None
    ]
    photos = _photos(facts, {sheet.id for _, sheet in wanted})
    forms = [
        record_form(form, units[sheet.unit_id], sheet, facts, photos.get(sheet.id, ()))
        for form, sheet in wanted
    ]
    return book("records", "单项检查记录表", facts, audience, forms or [_empty("单项检查记录表")])


def _photos(facts: CheckFacts, sheet_ids: Collection[str]) -> Mapping[str, Sequence[Picture]]:
    """Photos by sheet, those of its problems behind its own and under what they show."""
    lines = {one.id: one for one in facts.summary.facts.problems if one.sheet_id in sheet_ids}
    found = facts.photos([*sheet_ids, *lines])
    by_sheet: dict[str, list[Picture]] = {key: list(found[key]) for key in sheet_ids if key in found}
    for key, line in lines.items():
        for one in found.get(key, ()):
            told = replace(one, caption=one.caption or shortened(line.text))
            by_sheet.setdefault(line.sheet_id, []).append(told)
    return by_sheet


def blank_book(facts: CheckFacts, audience: Audience) -> FormBook:
    """Every form that checks take now, empty: offices still score on paper first."""
    forms = [record_form(form, None, None, facts) for form in facts.offered()] + blank_lists(facts)
    return book("blank", "空白检查表", facts, audience, forms, audiences=_ANYBODY)


def record_form(
    form: CheckForm,
    unit: UnitRow | None,
    sheet: SheetRow | None,
    facts: CheckFacts,
    photos: Sequence[Picture] = (),
) -> Form:
    """One sheet, or the empty form when unit and sheet are None. photos: in a row below what was found."""
    told = sheet.told if sheet else {}
    name = unit.who if unit else ""
    check = facts.summary.campaigns.get(unit.campaign_id) if unit else None
    rows = [
        FormRow(
            (
                *pair("教师", name, 5),
                *pair("学科", unit.subject if unit else "", 5),
                *pair("班级", unit.classes if unit else "", 5),
            )
        ),
        FormRow(
            (
                *pair("检查人", sheet.inspector if sheet else "", 5),
                *pair("日期", sheet.on if sheet else "", 5),
                *pair("教研组", unit.group if unit else "", 5),
            )
        ),
    ]
    if form.head:
        rows.append(section("数据"))
        rows += _fields(
            [(f"{one.title}{f'（{one.unit}）' if one.unit else ''}", told.get(one.key)) for one in form.head]
        )
    rows.append(section("评分"))
    rows += table(_ITEM, [_item_cells(form, number, sheet) for number in range(len(form.items))])
    rows += _result_rows(form, sheet)
    if photos:
        rows += [section("佐证照片"), *picture_rows(photos)]
    title = f"{form.title}" + (f"（{form.name.rpartition(' ')[2]}）" if sheet and form.version > 1 else "")
    if sheet and sheet.first_id:
        title += "（复查）"
    if sheet and any(line.changes_paper for line in sheet.corrections):
        title += REISSUED
    return Form(
        f"{name}{f' {unit.classes}' if unit and unit.classes else ''}" or form.title,
        title,
        tuple(rows),
        left=f"学校：{facts.school.name}",
        right=f"{facts.term_words}　{check.title}" if check is not None else facts.term_words,
        foot=_SIGN,
    )


def _fields(pairs: Sequence[tuple[str, object]]) -> Iterable[FormRow]:
    """Three to a row; the last row is filled up."""
    for first in range(0, len(pairs), 3):
        group = [*pairs[first : first + 3], *[("", "")] * 3][:3]
        cells: list[FormCell] = []
        for title, value in group:
            text = "" if value is None else str(value)
            cells += [FormCell(title, 4, Look.LABEL), FormCell(text, 4)]
        yield FormRow(tuple(cells))


def _item_cells(form: CheckForm, number: int, sheet: SheetRow | None) -> tuple[str, str, str, str, str, str]:
    item = form.items[number]
    same = number > 0 and form.items[number - 1].section == item.section
    head = "" if same else item.section
    full = plain(item.full) if item.full else "是/否"
    if sheet is None:
        return head, item.text, full, "", "", item.hint
    answer = sheet.judged.get(item.key, EMPTY)
    if does_not_apply(item, sheet.numbers, answer):
        return head, item.text, full, "不适用", _data(item, sheet), answer.reason
    points = points_of(item, sheet.numbers, answer)
    if item.method is Method.CHECK and not item.full:
        got = "" if answer.points is None else "否" if answer.causes else "是"
    else:
        got = "" if points is None else plain(points)
    return head, item.text, full, got, _data(item, sheet), _grounds(item, sheet, answer)


def _data(item: Item, sheet: SheetRow) -> str:
    """40/44: what a BAND item is worked out from."""
    part, whole = sheet.numbers.get(item.part), sheet.numbers.get(item.whole)
    return "" if part is None or whole is None else f"{part}/{whole}"


def _grounds(item: Item, sheet: SheetRow, answer: Answer) -> str:
    """Why it got its points: the reason, what was taken off, else how such an item is judged."""
    off = computed(item, sheet.numbers, answer.causes).said if item.method is Method.DEDUCT else ""
    return "；".join(filter(None, (off, answer.reason))) or item.hint


def _result_rows(form: CheckForm, sheet: SheetRow | None) -> list[FormRow]:
    hits = {one.key: one for one in sheet.vetoes} if sheet else {}
    rows: list[FormRow] = []
    if form.vetoes:
        text = "；".join(f"{veto.key} {veto.text}{_found_out(hits.get(veto.key))}" for veto in form.vetoes)
        rows.append(FormRow((FormCell("一票否决", 3, Look.LABEL), FormCell(text, 21, Look.TEXT))))
    for key, title in form.boxes.items():
        text = said([sheet], key) if sheet else ""
        cells = (FormCell(title, 3, Look.LABEL), FormCell(text, 21, Look.TEXT))
        rows.append(FormRow(cells, height=0 if sheet else _ROOM))
    if form.is_scored:
        score, grade = ("", "")
        if sheet is not None:
            score = "" if sheet.score is None else f"{sheet.score:.1f}"
            score = sheet.score_words if sheet.corrected else score
            grade = sheet.grade or "仅供参考"
        rows.append(FormRow((*pair("总分", score, 9), *pair("等级", grade, 9))))
    if sheet and sheet.corrected:
        told = "；".join(line.sentence for line in sheet.corrections)
        rows.append(FormRow((FormCell("异议与更正", 3, Look.LABEL), FormCell(told, 21, Look.TEXT))))
    return rows


def _found_out(hit: Hit | None) -> str:
    """A veto counts once a second person has confirmed it (R7); before that the paper must not call it proven."""
    if hit is None:
        return ""
    return f"【{f'查实（{hit.confirmed_by}确认）' if hit.confirmed_by else '待确认，未计入'}：{hit.reason}】"


def _empty(title: str) -> Form:
    return Form(title, title, (FormRow((FormCell("本学期还没有检查记录。", 24),)),))


# 表8


def slip_book(facts: CheckFacts, audience: Audience) -> FormBook:
    """个人反馈单 of the check wanted, else of the term, two to a page: what was good, what is to be mended by when."""
    summary = facts.summary
    slips = [
        _slip(told, facts)
        for unit in facts.of_checks(summary.facts.units)
        if facts.wants(unit.teacher_id) and (told := summary.unit_scores[unit.id]).sheets
    ]
    return book("slips", "教学常规检查反馈单", facts, audience, slips or [_empty("教学常规检查反馈单")], 2)


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
                    FormCell(f"{check.title}　{sheets[0].on}", 13, Look.TEXT),
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
    """教师个人常规档案: the term of each teacher wanted, check after check, and how the terms before went."""
    past = past_rows(facts.terms())
    forms = [
        _file(line, facts, past.get(line.id, ())) for line in facts.summary.lines if facts.wants(line.id)
    ]
    return book("files", "教师个人常规档案", facts, audience, forms or [_empty("教师个人常规档案")])


def _file(line: TeacherTerm, facts: CheckFacts, past: Sequence[FormRow]) -> Form:
    person, labels = line.person, check_labels(facts.summary.checks)
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
    heads = (("检查", 4), ("学科、班级", 6), ("表格", 3), ("得分", 3), ("等级", 3), ("存在问题", 5))
    rows += table(heads, [cells for check in line.score.checks for cells in _file_lines(check, labels)])
    rows.append(section("问题整改"))
    problems = [
        (problem.found_on, kind_name(problem.kind), problem.text, problem.due, problem.status)
        for problem in line.problems
    ]
    rows += table(
        (("日期", 4), ("检查", 3), ("问题", 10), ("期限", 4), ("结果", 3)),
        problems or [("", "", "无", "", "")],
    )
    rows.append(section("学期结果"))
    parts = [(part, "" if value is None else f"{value:.1f}") for part, value in line.score.parts.items()]
    rows += _fields(parts)
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
        f"教师个人常规档案{REISSUED if _is_corrected(line) else ''}",
        tuple(rows),
        left=f"学校：{facts.school.name}",
        right=facts.term_words,
        foot=("本人签字：", "审核人：", "日期："),
    )


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
