"""自评表 as it is handed in on paper: a cover, 填写说明 behind it, the table (规划与项目调研 4.2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from edudesk.appraisal.reports.facts import AppraisalFacts, points_text
from edudesk.appraisal.reports.sheets import IN_HOUSE, REFERENCE, TABLE, table
from edudesk.base.dates import chinese_day
from edudesk.base.document import Cover, Document
from edudesk.base.form import Form, FormCell, FormRow, Look, opinion_box
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import refuse

TITLE = f"{TABLE}（含封面）"
_RESULT = "自评结果"
_LINE, _CONCLUSION = 9.0, 40.0  # mm at least


def booklet(facts: AppraisalFacts, audience: Audience) -> Document:
    """Without a self-evaluation an empty one to fill in by hand."""
    refuse(TITLE, audience, IN_HOUSE)
    row, told = facts.row, _facts(facts, audience)
    sheet = replace(table(facts, audience), signature=())
    missing = [label for label, text in told if not text]
    title = facts.form.title if row is None else f"{row.year}学年{facts.form.title}"
    return Document(
        key="appraisal_booklet",
        title=title,
        body=(Form(_RESULT, "", tuple(_result(facts, audience))), sheet),
        is_sealed=False,
        style="table",
        cover=Cover(
            (facts.form.title, *((f"（{row.year}学年）",) if row is not None else ())),
            told,
            REFERENCE if facts.form.is_reference else "",
            tuple(f"{place}．{text}" for place, text in enumerate(_hints(facts), 1)),
        ),
        footer=facts.footer,
        file_name=facts.file_name(f"{facts.form.title}（含封面）", audience),
        audience=audience,
        records=(row.id,) if row is not None else (),
        blanks=tuple(missing) if row is not None else (),
    )


def _result(facts: AppraisalFacts, audience: Audience) -> Iterator[FormRow]:
    """What the whole came to, area by area, with what the school says to it."""
    row, judged = facts.row, facts.judged
    leader, members, conclusion = (
        (row.leader, row.members, row.conclusion) if row is not None else ("", "", "")
    )
    if audience is not Audience.INTERNAL:
        conclusion = mask_numbers(conclusion)
    yield _pair("负责人", leader, "自评日期", _day(facts))
    yield FormRow((FormCell("自评小组", 4, Look.LABEL), FormCell(members, 20, Look.TEXT)), height=_LINE)
    yield _pair("自评总分", points_text(judged.total), "自评等级", judged.grade)
    if judged.outside is not None:
        yield _pair("复评总分", points_text(judged.outside), "复评等级", judged.outside_grade)
    heads = ((facts.form.heads[0] if facts.form.heads else "项目", 12), ("分值", 6), ("自评得分", 6))
    yield FormRow(tuple(FormCell(word, share, Look.LABEL) for word, share in heads), is_head=True)
    for line in judged.lines:
        if line.depth == 0:
            own = "不适用" if line.is_excused else points_text(line.own)
            points = points_text(facts.form.points[line.node.id])
            cells = (FormCell(line.node.title, 12, Look.TEXT), FormCell(points, 6), FormCell(own, 6))
            yield FormRow(cells, height=_LINE)
    said = (FormCell("自评结论", 4, Look.LABEL), FormCell(conclusion, 20, Look.TEXT))
    yield FormRow(said, height=_CONCLUSION)
    yield from opinion_box().rows


def _pair(left: str, one: str, right: str, other: str) -> FormRow:
    return FormRow(
        (FormCell(left, 4, Look.LABEL), FormCell(one, 8), FormCell(right, 4, Look.LABEL), FormCell(other, 8)),
        height=_LINE,
    )


def _day(facts: AppraisalFacts) -> str:
    on = facts.row.on if facts.row is not None else ""
    return chinese_day(date.fromisoformat(on)) if on else ""


def _facts(facts: AppraisalFacts, audience: Audience) -> tuple[tuple[str, str], ...]:
    """What the first page asks for; "" is filled in by hand."""
    school = facts.school
    phone = school.contact_phone or school.principal_phone or school.phone
    return (
        ("学校名称（公章）", school.name),
        ("学校地址", school.address),
        ("校长姓名", school.principal),
        ("联系方式", phone if audience is Audience.INTERNAL else mask_numbers(phone)),
        ("填表日期", _day(facts)),
    )


def _hints(facts: AppraisalFacts) -> Iterator[str]:
    form = facts.form
    if form.source:
        name, mark, number = form.source.partition("（")
        yield f"本表依据《{name}》{mark}{number}制定，由学校自评小组集体讨论后填写，每学年一次。"
    levels = "、".join(f"“{one.word}”按分值的 {float(one.share * 100):g}% 计分" for one in form.levels)
    if levels:
        yield f"自评等级填{'、'.join(one.word for one in form.levels)}：{levels}；没有评的项目计 0 分。"
    yield "与本校无关的项目填“不适用”，不计分，其分值按比例分给其余项目。"
    texts = "、".join(form.texts.values())
    yield f"{texts}写事实和数据，每项不超过 {form.limit} 字。"
    if form.due:
        yield (
            f"{form.due}写到日；不是“{form.levels[0].word}”的项目都要写。"
            if form.levels
            else f"{form.due}写到日。"
        )
    yield "佐证材料按编号归档备查，编号填在“佐证材料编号”一栏。"
    grades = "、".join(f"{float(one.share * 100):g} 分以上为{one.word}" for one in form.grades[:-1])
    if grades:
        yield f"满分 100 分，{grades}，以下为{form.grades[-1].word}。"
    yield "本表一式两份，学校公章盖在封面，一份报送，一份存档。"
