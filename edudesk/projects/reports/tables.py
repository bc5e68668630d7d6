"""The tables inside the papers of a project, by the names that forms/projects/papers use."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.projects.forms.lists import sections
from edudesk.projects.forms.scoring import channels, execution_full, studio_items
from edudesk.projects.reports.facts import ProjectFacts, plain, table
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.money import LINES, SOURCES
from edudesk.projects.rows.people import EXPERT
from edudesk.projects.rows.results import DeliverableDraft
from edudesk.projects.rules.deliverables import final_results, stage_results
from edudesk.projects.rules.evidence import archive, is_there, wanting
from edudesk.projects.rules.money import (
    PROVISO,
    Balance,
    by_line,
    by_source,
    in_all,
    percent,
    printed_yuan,
    yuan,
)
from edudesk.projects.rules.scoring import execution_points, studio_missing, studio_total
from edudesk.projects.rules.stages import dated_line, reached
from edudesk.projects.rules.studio import studio_words
from edudesk.projects.rules.words import day_words, initial_of, performance_of, yearly_of

Rows = Sequence[Sequence[object]]
_YUAN: Final = "单位：元"
_UNTOLD: Final = "未写明"
_FISCAL: Final = ("省拨", "市拨", "区拨")
_MONEY: Final = (_YUAN, f"注：{PROVISO}。")


@dataclass(frozen=True)
class Body:
    """What a table says; is_grouped, notes as those of a Report; total: a last row, below lines left to write on."""

    columns: Sequence[Column]
    rows: Rows
    notes: tuple[str, ...] = ()
    is_grouped: bool = False
    total: Sequence[object] = ()


def body_of(name: str, dossier: Dossier, facts: ProjectFacts) -> Body:
    """The table with this name; raises KeyError when there is none."""
    return _TABLES[name](dossier, facts)


def known_tables() -> frozenset[str]:
    """The names there are."""
    return frozenset(_TABLES)


def printed_table(
    name: str, title: str, dossier: Dossier, facts: ProjectFacts, audience: Audience, blank: int = 0
) -> Report:
    """A table as it stands in a paper. blank: lines it has at least, those not filled in are left to write on."""
    body = body_of(name, dossier, facts)
    free = 0 if body.total else max(0, blank - len(body.rows))
    rows = [
        *body.rows,
        *[[""] * len(body.columns) for _ in range(free)],
        *([body.total] if body.total else []),
    ]
    return table(
        f"project_{name}", title, body.columns, rows, facts, audience, body.notes, is_grouped=body.is_grouped
    )


def _columns(*told: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(plain(f"c{place}", title, width) for place, (title, width) in enumerate(told))


def _members(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (
            number,
            one.name,
            one.unit or (facts.school.name if one.teacher_id else ""),
            one.title,
            one.role,
            one.duty,
        )
        for number, one in enumerate(dossier.team, 1)
    ]
    return Body(
        _columns(("序号", 10), ("姓名", 18), ("单位", 40), ("职称", 22), ("角色", 20), ("分工", 46)), rows
    )


def _duties(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [(number, one.name, one.title, one.role, one.duty) for number, one in enumerate(dossier.team, 1)]
    return Body(
        _columns(("序号", 10), ("姓名", 20), ("职称", 26), ("角色", 22), ("分工（主要贡献）", 76)), rows
    )


def _experts(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, one.name, one.unit, one.title, one.field, "")
        for number, one in enumerate(dossier.in_role(EXPERT), 1)
    ]
    heads = (("序号", 10), ("姓名", 20), ("单位", 48), ("职称（职务）", 28), ("研究专长", 28), ("签字", 24))
    return Body(_columns(*heads), rows)


_RESULT_HEADS = (
    ("序号", 10), ("成果名称", 56), ("成果类型", 20), ("作者（承担人）", 28), ("刊物（出版、颁发单位）", 36), ("时间", 22),
    ("级别等第", 20),
)  # fmt: skip


def _results_of(rows: Iterable[DeliverableDraft]) -> Body:
    return Body(
        _columns(*_RESULT_HEADS),
        [
            (
                number,
                one.title,
                one.kind,
                one.authors,
                _outlet(one),
                day_words(one.on),
                f"{one.level}{one.grade}",
            )
            for number, one in enumerate(rows, 1)
        ],
    )


def _outlet(one: DeliverableDraft) -> str:
    return "，".join(part for part in (one.outlet, one.issue, one.number) if part)


def _all_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _results_of(dossier.results)


def _stage_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = stage_results(dossier.results)
    body = _results_of(own[: dossier.kind.stage_rows])
    return Body(body.columns, body.rows, _cut_note(len(own), dossier.kind.stage_rows))


def _final_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = final_results(dossier.results)
    body = _results_of(own[: dossier.kind.final_rows])
    return Body(body.columns, body.rows, _cut_note(len(own), dossier.kind.final_rows))


def _cut_note(count: int, most: int) -> tuple[str, ...]:
    return (f"注：共 {count} 项，表内限填 {most} 项。",) if count > most else ()


def _evidence(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (one.number, one.title, one.document, dossier.files.get(one.id, 0) or "", one.pages or "")
        for one in dossier.evidence
    ]
    return Body(_columns(("编号", 18), ("材料名称", 76), ("种类", 34), ("文件数", 16), ("页数", 14)), rows)


def _activities(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.kind, one.title, one.place, one.expert, one.people or "")
        for number, one in enumerate(dossier.activities, 1)
    ]
    heads = (
        ("序号", 10),
        ("日期", 26),
        ("类型", 20),
        ("活动名称", 50),
        ("地点", 22),
        ("专家", 26),
        ("人数", 12),
    )
    return Body(_columns(*heads), rows)


def _changes(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.item, one.before, one.after, one.reason, one.decision)
        for number, one in enumerate(dossier.changes, 1)
    ]
    heads = (
        ("序号", 10),
        ("申请日期", 26),
        ("事项", 18),
        ("原内容", 30),
        ("变更后", 30),
        ("理由", 36),
        ("结果", 16),
    )
    return Body(_columns(*heads), rows)


def _steps(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.to_stage, one.doc_no, one.decided_by, one.result, one.note)
        for number, one in enumerate(dossier.steps, 1)
    ]
    heads = (
        ("序号", 10),
        ("日期", 26),
        ("阶段", 22),
        ("文号", 34),
        ("决定单位", 30),
        ("等第", 14),
        ("说明", 26),
    )
    return Body(_columns(*heads), rows)


def _milestones(dossier: Dossier, facts: ProjectFacts) -> Body:
    """The stages of the kind with a day, and the school's own nodes, by day."""
    dots = (
        dated_line(dossier.kind, dossier.project, dossier.steps, facts.today.isoformat())
        if dossier.kind.stages
        else ()
    )
    found = [(one.on or one.due, one.label, "") for one in dots if one.on or one.due]
    found += [(one.due, one.title, one.owner) for one in dossier.milestones]
    rows = [(number, day_words(day), title, who) for number, (day, title, who) in enumerate(sorted(found), 1)]
    return Body(_columns(("序号", 10), ("时间", 34), ("任务（节点）", 76), ("责任人", 34)), rows)


def _opening_reviews(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = [one for one in dossier.reviews if one.occasion == "开题"]
    rows = [(number, one.expert, one.expert_unit, one.advice) for number, one in enumerate(own, 1)]
    return Body(_columns(("序号", 10), ("专家", 20), ("单位", 44), ("评议要点", 82)), rows)


# --- money ----------------------------------------------------------------------------------------------------------


def _budget(dossier: Dossier, facts: ProjectFacts) -> Body:
    """科目 by calendar year; without any budget there is nothing to add up."""
    cells: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    remarks: dict[str, list[str]] = defaultdict(list)
    for one in dossier.budgets:
        cells[one.line, one.year] += yuan(one.yuan)
        remarks[one.line] += [part for part in (one.remark,) if part]
    years = sorted({year for _, year in cells})
    columns = (
        *_columns(("序号", 10), ("经费科目", 34)),
        *(plain(f"y{year}", f"{year}年" if year else "未分年度", 24, Kind.NUMBER) for year in years),
        plain("sum", "合计", 26, Kind.NUMBER),
        plain("why", "依据与说明", 40),
    )
    lines = sorted({line for line, _ in cells}, key=lambda line: (LINES.order(line), line))
    rows: list[Sequence[object]] = [
        (number, line, *_amounts(cells.get((line, year)) for year in years),
         printed_yuan(sum((cells[line, year] for year in years), Decimal(0))), "；".join(remarks[line]))
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    sums = [sum((cells[line, year] for line in lines), Decimal(0)) for year in years]
    total = ("", "合计", *map(printed_yuan, sums), printed_yuan(sum(sums, Decimal(0))), "") if rows else ()
    return Body(columns, rows, _MONEY, total=total)


def _amounts(values: Iterable[Decimal | None]) -> list[str]:
    return [printed_yuan(one) if one else "" for one in values]


_ACCOUNT = ("预算", "支出", "结余", "执行率")


def _account(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _balances("经费科目", by_line(dossier.budgets, dossier.spendings), dossier)


def _sources(dossier: Dossier, facts: ProjectFacts) -> Body:
    body = _balances("经费来源", by_source(dossier.budgets, dossier.spendings), dossier)
    if all(one.source for one in dossier.spendings):
        return body
    # payments that do not say out of which source: what is left of each is not known
    rows = [(row[0], row[1], "", "", "") for row in body.rows if row[0] != _UNTOLD]
    return replace(body, rows=rows, notes=(*body.notes, "有支出没有写明经费来源，各来源的支出未统计。"))


def _balances(head: str, balances: Sequence[Balance], dossier: Dossier) -> Body:
    columns = (
        plain("name", head, 50),
        *(plain(f"a{place}", title, 26, Kind.NUMBER) for place, title in enumerate(_ACCOUNT)),
    )
    rows = [(one.name or _UNTOLD, *_told(one)) for one in balances]
    total = in_all(dossier.budgets, dossier.spendings)
    return Body(columns, rows, _MONEY, total=(total.name, *_told(total)) if rows else ())


def _told(one: Balance) -> tuple[str, ...]:
    rate = percent(one.rate) if one.rate is not None else ""
    return printed_yuan(one.budget), printed_yuan(one.spent), printed_yuan(one.left), rate


def _final_account(dossier: Dossier, facts: ProjectFacts) -> Body:
    """科目 × year: what was planned, what was paid in each year, what is left."""
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in dossier.spendings:
        paid[one.line, one.on[:4]] += yuan(one.yuan)
    years = sorted({year for _, year in paid})
    columns = (
        plain("line", "经费科目", 34),
        plain("budget", "预算", 24, Kind.NUMBER),
        *(plain(f"y{year}", f"{year}年", 22, Kind.NUMBER, "支出") for year in years),
        plain("spent", "支出合计", 24, Kind.NUMBER),
        plain("left", "结余", 22, Kind.NUMBER),
    )
    rows: list[Sequence[object]] = [
        (one.name, printed_yuan(one.budget), *_amounts(paid.get((one.name, year)) for year in years),
         printed_yuan(one.spent), printed_yuan(one.left))
        for one in by_line(dossier.budgets, dossier.spendings)
    ]  # fmt: skip
    total = in_all(dossier.budgets, dossier.spendings)
    sums = [sum((amount for (_, at), amount in paid.items() if at == year), Decimal(0)) for year in years]
    last = (
        total.name,
        printed_yuan(total.budget),
        *_amounts(sums),
        printed_yuan(total.spent),
        printed_yuan(total.left),
    )
    return Body(columns, rows, _MONEY, total=last if rows else ())


def _year_account(dossier: Dossier, facts: ProjectFacts) -> Body:
    year = facts.year_of(dossier)
    total = in_all(
        (one for one in dossier.budgets if one.year == year),
        (one for one in dossier.spendings if one.on[:4] == year),
    )
    columns = (
        plain("year", "年度", 30),
        *(plain(f"a{place}", title, 31, Kind.NUMBER) for place, title in enumerate(_ACCOUNT)),
    )
    if not (total.budget or total.spent):
        return Body(columns, [], _MONEY)
    return Body(columns, [(year, *_told(total))], _MONEY)


def _funds(dossier: Dossier, facts: ProjectFacts) -> Body:
    """年度资金总额 and where it came from. 上年结转 is left to the office of finance: no ledger line tells it."""
    year = facts.year_of(dossier)
    budgets = [one for one in dossier.budgets if one.year == year]
    spendings = [one for one in dossier.spendings if one.on[:4] == year]
    columns = (
        plain("fund", "资金", 34),
        plain("initial", "年初预算数", 24, Kind.NUMBER),
        plain("budget", "全年预算数（A）", 26, Kind.NUMBER),
        plain("spent", "全年执行数（B）", 26, Kind.NUMBER),
        plain("full", "分值", 12, Kind.NUMBER),
        plain("rate", "执行率（B/A）", 20, Kind.NUMBER),
        plain("points", "得分", 14, Kind.NUMBER),
    )
    total = in_all(budgets, spendings)
    points = execution_points(total.budget, total.spent)
    initial = initial_of(dossier, year)
    has_money = bool(budgets or spendings)
    rows: list[Sequence[object]] = [
        (
            "年度资金总额",
            printed_yuan(initial) if initial is not None else "",
            printed_yuan(total.budget) if has_money else "",
            printed_yuan(total.spent) if has_money else "",
            str(execution_full()),
            percent(total.rate) if total.rate is not None else "",
            f"{points:f}" if points is not None else "",
        )
    ]
    fiscal = [
        in_all(
            (one for one in budgets if (one.source in _FISCAL) is is_fiscal),
            (one for one in spendings if (one.source in _FISCAL) is is_fiscal),
        )
        for is_fiscal in (True, False)
    ]
    # payments that do not say out of which fund would all seem to come out of the others
    is_parted = all(one.source for one in spendings)
    told = [
        [
            printed_yuan(one.budget) if budgets else "",
            printed_yuan(one.spent) if spendings and is_parted else "",
        ]
        for one in fiscal
    ]
    rows += [
        ("其中：当年财政拨款", "", *told[0], "—", "—", "—"),
        ("　　　上年结转资金", "", "", "", "—", "—", "—"),
        ("　　　其他资金", "", *told[1], "—", "—", "—"),
    ]
    notes = [_YUAN, f"注：{PROVISO}，上年结转资金由财务部门填写。"]
    if total.is_over:
        notes.append("全年执行数超过全年预算数，得分按满分计，请核对上年结转资金。")
    return Body(columns, rows, tuple(notes))


# --- points ---------------------------------------------------------------------------------------------------------


def _measures(dossier: Dossier, facts: ProjectFacts) -> Body:
    year = facts.year_of(dossier)
    rows = [
        (
            one.group,
            one.aspect,
            one.title,
            one.target,
            one.actual,
            _points(one.full),
            _points(one.points),
            one.reason,
        )
        for one in dossier.measures
        if one.year == year
    ]
    heads = (
        ("一级指标", 18), ("二级指标", 20), ("三级指标", 32), ("年度指标值", 24), ("实际完成值", 24), ("分值", 12),
        ("得分", 12), ("偏差原因及改进措施", 34),
    )  # fmt: skip
    own = performance_of(dossier, year)
    total: Sequence[object] = ()
    if own.total is not None:
        total = ("总分", "含执行率", own.grade and f"等级：{own.grade}", "", "", "100", f"{own.total:f}", "")
    return Body(_columns(*heads), rows, total=total)


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _channels(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = yearly_of(dossier, facts.year_of(dossier))
    points = own.points if own else {}
    shares: Mapping[str, float] = (own.shares if own else {}) or {one.name: one.weight for one in channels()}
    rows = [
        (number, name, f"{share:g}%", _points(points.get(name)), "")
        for number, (name, share) in enumerate(shares.items(), 1)
    ]
    missing = [name for name in shares if points and points.get(name) is None]
    note = f"注：{'、'.join(missing)}没有评分，总分由其余渠道按权重折算。"
    columns = _columns(("序号", 12), ("渠道", 44), ("权重", 24), ("得分（百分制）", 36), ("说明", 40))
    return Body(columns, rows, (note,) if missing else ())


def _studio(dossier: Dossier, facts: ProjectFacts) -> Body:
    """Points by group; a group that a line of is missing has none, and so has the whole."""
    year = max((one.year for one in dossier.scores), default="") if not facts.year else facts.year
    people = {one.id: one.name for one in dossier.members}
    rows, notes = [], []
    for one in dossier.scores:
        if one.year != year:
            continue
        name, total = people.get(one.member_id, "已删除的成员"), studio_total(one.numbers)
        groups = [points for _, points, _, _ in studio_words(one.numbers)]
        rows.append((name, *map(_printed, groups), _printed(total), one.remark))
        if missing := studio_missing(one.numbers):
            notes.append(f"注：{name}未计总分，还缺{'、'.join(missing)}。")
    heads = [(group, 22.0) for group in dict.fromkeys(one.group for one in studio_items())]
    columns = _columns(("姓名", 22), *heads, ("总分", 18), ("备注", 24))
    return Body(columns, rows, tuple(notes))


def _printed(points: Decimal | None) -> str:
    return "" if points is None else f"{points:g}"


# --- archive --------------------------------------------------------------------------------------------------------


def lacking(dossier: Dossier) -> tuple[str, ...]:
    """The documents of the stages reached that are not there."""
    there = {one.document for one in dossier.evidence if is_there(one, dossier.files.get(one.id, 0))}
    far = max(
        (dossier.kind.place(one) for one in (*reached(dossier.steps), dossier.project.stage)), default=-1
    )
    return wanting(dossier.kind, dossier.kind.stages[far].name, there) if far >= 0 else ()


def _archive(dossier: Dossier, facts: ProjectFacts) -> Body:
    """Every section in its order with what lies in it; an empty one keeps its line."""
    missing = lacking(dossier)
    rows: list[Sequence[object]] = []
    own = archive(dossier.evidence)
    for section in sections():
        wanted = [one for one in missing if one in section.documents]
        lines: list[Sequence[object]] = [
            (one.number, one.title, _form(dossier, one.id, one.form), one.pages or "", day_words(one.on))
            for one in own.get(section.name, ())
        ]
        lines += [("", one, "缺", "", "") for one in wanted]
        for place, line in enumerate(lines or [("", "", "", "", "")]):
            rows.append((f"{section.number}　{section.name}" if place == 0 else "", *line))
    heads = (("归档类别", 40), ("编号", 16), ("材料名称", 62), ("形式", 20), ("页数", 12), ("日期", 24))
    return Body(_columns(*heads), rows, is_grouped=True)


def _form(dossier: Dossier, evidence_id: str, form: str) -> str:
    count = dossier.files.get(evidence_id, 0)
    return f"文件 {count} 个" if count else form


_TABLES: Mapping[str, Callable[[Dossier, ProjectFacts], Body]] = {
    "members": _members,
    "duties": _duties,
    "experts": _experts,
    "results": _all_results,
    "stage_results": _stage_results,
    "final_results": _final_results,
    "evidence": _evidence,
    "activities": _activities,
    "changes": _changes,
    "steps": _steps,
    "milestones": _milestones,
    "opening_reviews": _opening_reviews,
    "budget": _budget,
    "account": _account,
    "sources": _sources,
    "final_account": _final_account,
    "year_account": _year_account,
    "funds": _funds,
    "measures": _measures,
    "channels": _channels,
    "studio": _studio,
    "archive": _archive,
}
assert SOURCES.order(_FISCAL[0]) < SOURCES.order("其他")  # the fiscal ones are words of the list
