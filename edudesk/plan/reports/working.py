"""学期工作计划, 月行事历, 简报: derived from the tasks of the plan in one step (规划与项目调研 1.4, 118; 4.1)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from edudesk.base.document import Block, Document, Heading, Imprint, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import A4, Report, refuse
from edudesk.base.words import shortened
from edudesk.plan.reports.facts import NOTICE, PlanFacts, TermFacts, columns, table, told
from edudesk.plan.reports.targets import due_cell, due_told, target_words
from edudesk.plan.reports.words import paragraphs, sentence
from edudesk.plan.rows.tasks import CANCELLED, DONE, GOING_ON, NOT_BEGUN, OVERDUE, RESTING, TaskRow
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.pace import Light, TaskStanding, task_standing
from edudesk.plan.rules.years import year_of

TERM_PLAN, MONTHS, BULLETIN = "学期工作计划", "月行事历", "发展规划实施简报"
_LATER, _ALWAYS = "9", "99"  # after all months
_NOTES, _SOON, _ALARMS = 6, 6, 6  # lines of a bulletin: it has one page, two at most


def _term(facts: PlanFacts) -> TermFacts:
    term = facts.term()
    if term is None:
        raise UserError("还没有填写学期，不能生成学期工作计划。", "请先在学校基础信息里填写学期的起止日期。")
    return term


def tasks_of_term(facts: PlanFacts, term: TermFacts) -> list[TaskRow]:
    """The tasks of the term: of its year those that run in it, of the year beside it those with a day in it; those that are
    cancelled are not there."""
    found, year = [], _year_of_term(facts, term)
    for row in facts.whole.tasks:
        standing = task_standing(row, facts.years, facts.on.isoformat())
        is_over = bool(standing.last) and standing.last < term.first  # without a day it goes on all the time
        if row.status == CANCELLED or is_over or standing.first > term.last:
            continue
        # a calendar year turns inside a term: what is done every year would stand there twice
        if row.year not in ("", year) and not term.first <= row.due <= term.last:
            continue
        is_long = not row.due or bool(row.due_words)
        if is_long or term.first <= row.due <= term.last or (row.starts and row.starts <= term.last):
            found.append(row)
    numbers = {one.id: at for at, one in enumerate(facts.tree)}
    return sorted(found, key=lambda row: (numbers.get(row.goal_id, 0), row.due or "9", row.id))


def months(facts: PlanFacts, audience: Audience) -> Report:
    """月行事历: the tasks by the month in which they are due, what goes on all term last."""
    refuse(MONTHS, audience, NOTICE)
    term = _term(facts)
    heads = columns(
        ("月份", 18),
        ("工作任务", 92),
        ("完成时限", 30),
        ("周次", 14),
        ("责任部门", 28),
        ("责任人", 24),
        ("备注", 40),
    )
    rows: list[tuple[object, ...]] = []
    for month, own in _by_month(tasks_of_term(facts, term), term):
        for row in own:
            rows.append(
                (
                    len(rows) + 1, month, row.title, due_cell(row), _week(term, row),
                    row.department, row.owner or row.leader, row.remark,
                )
            )  # fmt: skip
    title = f"{term.word}{MONTHS}"
    return table(facts, audience, "months", title, heads, rows, about=term.word, signature=())


def _by_month(tasks: Sequence[TaskRow], term: TermFacts) -> list[tuple[str, list[TaskRow]]]:
    found: dict[str, list[TaskRow]] = {}
    for row in tasks:
        is_in = term.first <= row.due <= term.last
        found.setdefault(row.due[:7] if is_in else _LATER if row.due else _ALWAYS, []).append(row)
    words = {_LATER: "跨学期", _ALWAYS: "全学期"}
    return [
        (words.get(month) or f"{int(month[5:7])}月", sorted(own, key=lambda row: row.due))
        for month, own in sorted(found.items())
    ]


def _week(term: TermFacts, row: TaskRow) -> object:
    if len(row.due) != 10 or not term.first <= row.due <= term.last:
        return ""
    week = term.week(date.fromisoformat(row.due))
    return week if week is not None else ""


def _year_of_term(facts: PlanFacts, term: TermFacts) -> str:
    """The year most of a term lies in: its plan is written before it begins, a calendar year ends inside one."""
    first, last = date.fromisoformat(term.first), date.fromisoformat(term.last)
    middle = year_of(facts.whole.plan, (first + (last - first) / 2).isoformat())
    return middle.word if middle is not None and not facts.year else facts.of_year.word


def term_plan(facts: PlanFacts, audience: Audience) -> Document:
    """学期工作计划: guided by the plan, its targets of the year, the tasks of the term by domain, the months."""
    refuse(TERM_PLAN, audience, NOTICE)
    words, term = told()["term_plan"], _term(facts)
    tasks = tasks_of_term(facts, term)
    year = _year_of_term(facts, term)
    named = {
        "school": facts.school.name,
        "term": term.word,
        "plan": facts.whole.plan.title,
        "year": year,
        "count": len(tasks),
    }
    parts: list[tuple[str, list[Block]]] = [
        (words["guiding"], list(paragraphs(facts.whole.plan.guiding))),
        (words["goals"], list(_goals(facts, year))),
        (words["tasks"], list(_tasks(facts, tasks))),
        (words["months"], [_month_table(facts, audience, tasks, term)]),
        (words["safeguards"], [Paragraph(f"{at}.{text}") for at, text in enumerate(words["safeguard"], 1)]),
    ]
    body: list[Block] = [Paragraph(words["opening"].format(**named))]
    for place, (title, blocks) in enumerate((one for one in parts if one[1]), 1):
        body += [Heading(f"{han(place)}、{title}", 1), *blocks]
    return Document(
        key="plan_term_plan",
        title=words["title"].format(**named),
        body=tuple(body),
        issuer=(facts.school.name,),
        on=facts.today,
        footer=facts.footer,
        file_name=facts.file_name(TERM_PLAN, audience, term.word),
        audience=audience,
        records=tuple(row.id for row in tasks),
        blanks=() if facts.whole.plan.guiding else (words["guiding"],),
    )


def _goals(facts: PlanFacts, year: str) -> Iterator[Block]:
    place = 0
    for one in facts.with_rows:
        wanted = [
            text
            for row in facts.whole.measures_of.get(one.id, ())
            if (text := target_words(facts, row, year))
        ]
        if wanted:
            place += 1
            yield Paragraph(sentence("；".join(wanted)), f"{place}.{one.goal.title}。", 3)


def _tasks(facts: PlanFacts, tasks: Sequence[TaskRow]) -> Iterator[Block]:
    place = 0
    before = ""
    number = 0
    for row in tasks:
        domain = facts.domain.get(row.goal_id, "其他")
        if domain != before:
            place, number, before = place + 1, 0, domain
            yield Heading(f"（{han(place)}）{domain}", 2)
        number += 1
        due = due_told(row).replace("\n", "，")
        who = "　".join(filter(None, (row.department, row.owner or row.leader)))
        # the clause names who does it, in the form of the bureau's own plans
        yield Paragraph(
            f"{number}.{row.title}{f'，{due}完成' if row.due else ''}。" + (f"〔{who}〕" if who else "")
        )


def _month_table(facts: PlanFacts, audience: Audience, tasks: Sequence[TaskRow], term: TermFacts) -> Report:
    rows = [
        ("" if place else month, row.title, row.department)
        for month, own in _by_month(tasks, term)
        for place, row in enumerate(own)
    ]
    heads = columns(("月份", 20), ("工作任务", 104), ("责任部门", 30))[1:]
    return table(
        facts, audience, "months", "月行事安排", heads, rows, signature=(), paper=A4, is_grouped=True
    )


def bulletin(facts: PlanFacts, audience: Audience) -> Document:
    """简报: how the year stands, what the month brought, what is late, what is due next; one page, two at most."""
    refuse(BULLETIN, audience, NOTICE)
    words, today = told()["bulletin"], facts.on.isoformat()
    year = facts.of_year
    live = [row for row in facts.whole.tasks if row.status not in RESTING]
    standing = {row.id: task_standing(row, facts.years, today) for row in live}
    tasks = [row for row in live if is_due(row, year.word, facts.years)]
    counts = Counter(standing[row.id].status for row in tasks)
    mean = sum(row.percent for row in tasks) / len(tasks) if tasks else 0
    text = words["standing"].format(
        year=year.word, tasks=len(tasks), done=counts[DONE], going=counts[GOING_ON],
        waiting=counts[NOT_BEGUN], overdue=counts[OVERDUE], percent=f"{mean:.0f}",
    )  # fmt: skip
    so_far = facts.yearly().evaluation.printed
    if so_far is not None:
        text += words["score"].format(score=so_far)
    of_year = {row.id for row in tasks}
    before = [row for row in live if row.id not in of_year and standing[row.id].status == OVERDUE]
    if before:
        text += words["before"].format(count=len(before))
    late = [
        *(_late(row, one) for row in tasks if (one := standing[row.id]).light in (Light.RED, Light.AMBER)),
        *(_late(row, standing[row.id], row.year) for row in before),
    ]
    first = facts.on.replace(day=1).isoformat()
    noted = [
        f"{facts.whole.task[one.task_id].title}：{shortened(one.text)}"
        for one in facts.whole.notes
        if first <= one.on <= today and one.task_id in facts.whole.task
    ]
    after = _next_month(facts.on)
    soon = [
        f"{row.title}（{whose[0]}）" if (whose := _whose(row)) else row.title
        for row in live
        if row.due[:7] == after and row.percent < 100
    ]
    parts = ([text], _first(noted, _NOTES), _first(late, _ALARMS), _first(soon, _SOON))
    body: list[Block] = []
    for place, (title, texts) in enumerate(zip(words["parts"], parts, strict=True), 1):
        body.append(Heading(f"{han(place)}、{title}", 1))
        is_list = len(texts) > 1
        body += [
            Paragraph(f"{at}.{sentence(one)}" if is_list else sentence(one))
            for at, one in enumerate(texts or [words["nothing"]], 1)
        ]
    return Document(
        key="plan_bulletin",
        title=words["title"].format(year=year.word, month=f"{facts.on.year}年{facts.on.month}月"),
        body=tuple(body),
        masthead=words["masthead"],
        number=words["number"].format(number=_number(facts)),
        imprint=Imprint(words["printer"].format(school=facts.school.name), facts.on),
        is_sealed=False,
        footer=facts.footer,
        file_name=facts.file_name(BULLETIN, audience),
        audience=audience,
        records=tuple(row.id for row in tasks),
    )


def _late(row: TaskRow, standing: TaskStanding, year: str = "") -> str:
    """What a task says of itself that is late. year: of an earlier one."""
    told = (year, _late_word(standing), f"进度 {row.percent}%", *_whose(row))
    return f"{row.title}（{'，'.join(filter(None, told))}）"


def _whose(row: TaskRow) -> tuple[str, ...]:
    """Who answers for a task, of those named the first; () while nobody is."""
    return tuple(filter(None, (row.department, row.owner, row.leader)))[:1]


def _late_word(one: TaskStanding) -> str:
    """逾期 5 天, 严重滞后, 滞后，3 天后到期: how late it is, in words of the page."""
    if one.status == OVERDUE:
        return one.word
    return "，".join(dict.fromkeys((str(one.light), *(() if one.word == one.status else (one.word,)))))


def _first(texts: list[str], most: int) -> list[str]:
    """The first of them, and how many are left out."""
    return texts if len(texts) <= most else [*texts[:most], f"另有 {len(texts) - most} 项"]


def _number(facts: PlanFacts) -> int:
    """Which issue it is: one for each month of the year of the plan."""
    begin = date.fromisoformat(facts.of_year.first)
    return max((facts.on.year - begin.year) * 12 + facts.on.month - begin.month + 1, 1)


def _next_month(on: date) -> str:
    return f"{on.year + on.month // 12}-{on.month % 12 + 1:02d}"
