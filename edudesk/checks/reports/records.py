"""表2 单项检查记录表, filled in with its photos and blank."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look, Picture, picture_rows
from edudesk.base.masking import Audience
from edudesk.base.words import shortened
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import EMPTY, Answer, computed, does_not_apply, is_yes, points_of
from edudesk.checks.forms.value import CheckForm, Field, Item, Method
from edudesk.checks.reports.blank import blank_lists
from edudesk.checks.reports.facts import REISSUED, CheckFacts, book
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.pupils import seen_by
from edudesk.checks.rules.sheets import said
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
_LISTED = (("项目", 3), ("检查要点", 8), ("是/否", 2), ("佐证材料", 6), ("备注", 5))
_ANYBODY = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)
_ROOM = 16.0  # mm for words by hand


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
        record_form(form, units[sheet.unit_id], sheet, facts, photos.get(sheet.id, ()), audience)
        for form, sheet in wanted
    ]
    return book("records", "单项检查记录表", facts, audience, forms or [empty("单项检查记录表")])


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
    audience: Audience = Audience.INTERNAL,
) -> Form:
    """One sheet, or the empty form when unit and sheet are None. photos: in a row below what was found; audience: outside
    the house there is told how many pupils were looked at, not who."""
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
        rows += fields(
            [
                (
                    f"{one.title}{f'（{one.unit}）' if one.unit else ''}",
                    _told(one, told.get(one.key), audience),
                )
                for one in form.head
            ]
        )
    rows.append(section("评分"))
    heads, cells = (_ITEM, _item_cells) if form.is_scored else (_LISTED, _listed_cells)
    rows += table(heads, [cells(form, number, sheet) for number in range(len(form.items))])
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
        right="　".join(filter(None, (facts.term_words, facts.time_of(check), check.title)))
        if check is not None
        else facts.term_words,
        foot=_SIGN,
    )


def _told(field: Field, value: object, audience: Audience) -> object:
    return seen_by(str(value or ""), audience) if field.is_of_pupils else value


def fields(pairs: Sequence[tuple[str, object]]) -> Iterable[FormRow]:
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


def _listed_cells(form: CheckForm, number: int, sheet: SheetRow | None) -> tuple[str, ...]:
    item = form.items[number]
    head = "" if number > 0 and form.items[number - 1].section == item.section else item.section
    answer = sheet.judged.get(item.key, EMPTY) if sheet is not None else EMPTY
    yes = is_yes(item, answer)
    said = "不适用" if answer.is_na else "" if yes is None else "是" if yes else "否"
    return head, item.text, said, answer.proof, answer.reason


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


def empty(title: str) -> Form:
    return Form(title, title, (FormRow((FormCell("本学期还没有检查记录。", 24),)),))
