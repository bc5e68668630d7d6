"""自评表 as a table and as a report, and the years beside each other (规划与项目调研 5.1)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from edudesk.appraisal.reports.facts import AppraisalFacts, figure, points_text
from edudesk.appraisal.rows.appraisals import AnswerDraft
from edudesk.appraisal.rules.scoring import Scored, compared
from edudesk.base.columns import Column, Kind
from edudesk.base.dates import chinese_day
from edudesk.base.document import Block, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import opinion_box
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.numerals import han
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Report, refuse
from edudesk.base.words import paragraphs
from edudesk.school.rules.years import is_day, next_year

TABLE, REPORT, YEARS = "办学质量自评表", "办学质量自评报告", "办学质量自评历年对照表"
IN_HOUSE = (Audience.INTERNAL, Audience.BUREAU)
REFERENCE = "参考模板"


def table(facts: AppraisalFacts, audience: Audience) -> Report:
    """Every line with its level, points, texts and proofs, the totals at the end; empty to fill in by hand without a self-evaluation."""
    refuse(TABLE, audience, IN_HOUSE)
    has_outside = any(line.outside is not None for line in facts.judged.lines)
    deepest = max((line.depth for line in facts.judged.lines), default=0)
    heads = [
        facts.form.heads[depth] if depth < len(facts.form.heads) else f"{depth + 1} 级项目"
        for depth in range(deepest + 1)
    ]
    columns = (
        *(
            Column(f"head{depth}", head, width=26 if depth < deepest else 34)
            for depth, head in enumerate(heads)
        ),
        Column("look", "考查要点", width=48),
        Column("word", "自评等级", width=18),
        Column("points", "分值", Kind.NUMBER, 14),
        Column("own", "自评得分", Kind.NUMBER, 16),
        *(
            (Column("outside_word", "复评等级", width=18), Column("outside", "复评得分", Kind.NUMBER, 16))
            if has_outside
            else ()
        ),
        Column("done", facts.form.texts["done"], width=70),
        Column("problems", facts.form.texts["problems"], width=40),
        Column("mending", facts.form.texts["mending"], width=40),
        *((Column("due", facts.form.due, Kind.DATE, 22),) if facts.form.due else ()),
        Column("proof", "佐证材料编号", width=22),
        Column("department", "责任部门", width=22),
    )
    rows = [
        _row(facts, cells, line, has_outside, audience)
        for cells, line in _leaves(facts.judged.lines, deepest + 1)
    ]
    rows.append(_totals(facts, deepest + 1, has_outside))
    return Report(
        key="appraisal_table",
        title=facts.form.title,
        unit=facts.school.name,
        on=facts.on,
        columns=columns,
        rows=tuple(rows),
        notes=_notes(facts),
        paper=A3_LANDSCAPE,
        footer=facts.footer,
        file_name=facts.file_name(facts.form.title, audience),
        audience=audience,
        is_grouped=True,
    )


def _leaves(lines: Sequence[Scored], width: int) -> Iterator[tuple[list[str], Scored]]:
    """The judged lines, each with the words of its heads; a head stands in the first of its lines only."""
    path: list[str] = [""] * width
    for line in lines:
        path[line.depth] = f"{line.node.id} {line.node.title}"
        for depth in range(line.depth + 1, width):
            path[depth] = ""
        if line.is_leaf:
            yield list(path), line
            path = [""] * width


def _row(
    facts: AppraisalFacts, heads: list[str], line: Scored, has_outside: bool, audience: Audience
) -> tuple[object, ...]:
    answer = line.answer

    def text(key: str) -> str:
        words = getattr(answer, key) if answer is not None else ""
        return words if audience is Audience.INTERNAL else mask_numbers(words)

    if line.is_excused:
        word, own = "不适用", None
    else:
        word, own = (answer.word if answer is not None else ""), figure(line.own)
    outside = (text("outside_word"), figure(line.outside)) if has_outside else ()
    due = (_due(answer),) if facts.form.due else ()
    return (
        *heads, line.node.look, word, figure(facts.form.points[line.node.id]), "—" if line.is_excused else own, *outside, text("done"), text("problems"),
        text("mending"), *due, text("proof"), text("department"),
    )  # fmt: skip


def _due(answer: AnswerDraft | None) -> object:
    """As a day, so that a workbook sorts by it."""
    return date.fromisoformat(answer.due) if answer is not None and is_day(answer.due) else ""


def _totals(facts: AppraisalFacts, heads: int, has_outside: bool) -> tuple[object, ...]:
    judged = facts.judged
    outside = (judged.outside_grade, figure(judged.outside)) if has_outside else ()
    conclusion = facts.row.conclusion if facts.row is not None else ""
    first = ["合计", *[""] * (heads - 1)]
    rest = [""] * (5 if facts.form.due else 4)
    return (*first, "", judged.grade, 100, figure(judged.total), *outside, conclusion, *rest)


def _notes(facts: AppraisalFacts) -> tuple[str, ...]:
    levels = "、".join(f"{one.word} {float(one.share * 100):g}%" for one in facts.form.levels)
    grades = "、".join(f"{one.word} {float(one.share * 100):g} 分以上" for one in facts.form.grades[:-1])
    notes = [f"单位：分　依据：{facts.form.source}" if facts.form.source else "单位：分"]
    if facts.row is not None:
        notes.append(f"注：自评学年 {facts.row.year}。")
    notes.append(
        f"注：每项得分 = 分值 × 等级比例（{levels}）；{grades}。没有评的项目计 0 分；合计是取整前各项得分之和。"
    )
    if facts.judged.excused:
        names = "、".join(node.title for node in facts.judged.excused)
        notes.append(f"注：{names}不适用，分值按比例分给其余项目，表中分值为原分值。")
    if facts.form.is_reference:
        notes.append(f"注：{REFERENCE}，项目名称和分值以当地文件为准。")
    return tuple(notes)


def report(facts: AppraisalFacts, audience: Audience) -> Document:
    """The text of the self-evaluation: how it was done, area by area what was reached, problems, what will be done."""
    refuse(REPORT, audience, IN_HOUSE)
    if facts.row is None:
        raise UserError("还没有做过自评，不能生成自评报告。", "请先在“办学质量自评”里开始一次自评。")
    row, judged = facts.row, facts.judged
    found: list[Block] = [Heading("一、自评工作", 1), Paragraph(_work(facts))]
    found.append(Heading("二、分项自评", 1))
    number = 0
    for line in judged.lines:
        if line.depth == 0:
            number += 1
            found += [Heading(f"（{han(number)}）{line.node.title}", 2), Paragraph(_area(line))]
        if line.is_leaf and line.answer is not None and line.answer.done:
            found.append(Paragraph(_ended(line.answer.done), f"{line.node.title}。", 3))
    open_parts: list[str] = []
    _, problems, mending = facts.form.asked
    for title, key in ((f"三、{problems}", "problems"), (f"四、{mending}", "mending")):
        found.append(Heading(title, 1))
        texts = [
            (line.node.title, text)
            for line in judged.lines
            if line.answer is not None and (text := _said(facts, line.answer, key))
        ]
        found += [Paragraph(_ended(text), f"{at}. {name}。", 3) for at, (name, text) in enumerate(texts, 1)]
        if not texts:
            found.append(Paragraph("（待补充）"))
            open_parts.append(title.partition("、")[2])
    found.append(Heading("五、自评结论", 1))
    grade = f"自评总分 {points_text(judged.total) or '0'} 分，等级为{judged.grade or '未定'}。"
    found.append(Paragraph(f"{grade}{_ended(row.conclusion)}" if row.conclusion else grade))
    blanks = [f"{node.title}还没有评" for node in judged.missing]
    blanks += [*open_parts, *([] if row.conclusion else ["自评结论"])]
    title = f"{row.year}学年{facts.form.title.removesuffix('表')}报告"
    return Document(
        key="appraisal_report",
        title=title,
        body=tuple(found),
        issuer=(facts.school.name,),
        on=facts.on,
        opinion=opinion_box(),
        footer=facts.footer,
        file_name=facts.file_name(REPORT, audience),
        audience=audience,
        records=(row.id,),
        blanks=tuple(blanks),
    )


def _said(facts: AppraisalFacts, answer: AnswerDraft, key: str) -> str:
    """A text of a line; with what will be done stands by when."""
    text = str(getattr(answer, key))
    if key != "mending" or not facts.form.due or not is_day(answer.due):
        return text
    by = f"{facts.form.due}：{chinese_day(date.fromisoformat(answer.due))}"
    return f"{_ended(text)}{by}" if text else by


def _area(line: Scored) -> str:
    if line.is_excused:
        return "不适用，不计分。"
    own = "还没有评" if line.own is None else f"自评 {points_text(line.own)} 分"
    return f"分值 {points_text(line.points)} 分，{own}。"


def _work(facts: AppraisalFacts) -> str:
    row = facts.row
    assert row is not None
    group = f"成立自评小组{f'，由{row.leader}负责' if row.leader else ''}{f'，成员有{row.members}' if row.members else ''}。"
    basis = f"依据《{facts.form.source}》，" if facts.form.source else ""
    every, excused = len(facts.form.leaves), len(facts.judged.excused)
    return (
        f"{basis}学校对 {row.year}学年的办学质量进行了自评。{group}"
        f"共 {every} 项，已评 {every - len(facts.judged.missing) - excused} 项"
        f"{f'，不适用 {excused} 项' if excused else ''}"
        f"{f'，佐证材料 {len(facts.files)} 份' if facts.files else ''}。"
    )


def _ended(text: str) -> str:
    return "".join(line if line[-1] in "。！？；" else f"{line}。" for line in paragraphs(text).splitlines())


def years(facts: AppraisalFacts, audience: Audience) -> Report:
    """The areas of the form over the years as rates, and what changed since the year before."""
    refuse(YEARS, audience, IN_HOUSE)
    if facts.row is None:
        raise UserError("还没有做过自评，不能生成历年对照表。", "请先在“办学质量自评”里开始一次自评。")
    told = {**facts.earlier, facts.row.year: facts.judged}
    columns = (
        Column("title", facts.form.heads[0] if facts.form.heads else "项目", width=50),
        *(Column(f"year{at}", f"{year}学年（%）", Kind.NUMBER, 30) for at, year in enumerate(told)),
        Column("change", _since(list(told)), Kind.NUMBER, 28),
    )
    rows: list[tuple[object, ...]] = []
    for node, rates in compared(facts.form, told):
        shown = [None if one is None else figure(one * 100) for one in rates.values()]
        rows.append((f"{node.id} {node.title}", *shown, _change(shown)))
    totals = [figure(one.total) for one in told.values()]
    rows.append(("总分", *totals, _change(totals)))
    rows.append(("等级", *(one.grade for one in told.values()), ""))
    return Report(
        key="appraisal_years",
        title=YEARS,
        unit=facts.school.name,
        on=facts.on,
        columns=columns,
        rows=tuple(rows),
        notes=("单位：%、分", "注：各方面为得分率，总分满分 100 分。"),
        paper=A4_LANDSCAPE,
        footer=facts.footer,
        file_name=facts.file_name(YEARS, audience),
        audience=audience,
    )


def _since(told: Sequence[str]) -> str:
    """What the last column compares with: the year before, or the one that was evaluated last before."""
    if len(told) < 2 or next_year(told[-2]) == told[-1]:
        return "比上年增减"
    return f"比 {told[-2]}学年增减"


def _change(values: Sequence[Decimal | None]) -> Decimal | None:
    if len(values) < 2:
        return None
    before, now = values[-2:]
    return None if before is None or now is None else now - before
