"""The lists of all projects: 项目台账, 推荐汇总表, 成果登记表 (规划与项目调研 3.5, 3.6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Paper, Report, refuse
from edudesk.projects.forms.value import APPLYING
from edudesk.projects.reports.facts import IN_HOUSE, NOTICE, ProjectFacts, listed, plain
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.lines import LINE_COLUMN
from edudesk.projects.rows.pool import RECOMMENDED as IS_RECOMMENDED
from edudesk.projects.rows.pool import RecommendationRow
from edudesk.projects.rows.results import DELIVERABLE_COLUMN, DeliverableRow
from edudesk.projects.rules.money import PROVISO
from edudesk.projects.rules.words import label_of, names

LEDGER, RECOMMENDED, RESULTS = "项目台账", "项目推荐汇总表", "项目成果登记表"
_LEDGER: Final = (
    "number", "title", "level", "label", "leaders", "doc_no", "approved_on", "start", "end", "stage_label",
    "next_title", "next_due", "budget", "spent", "rate", "results", "remark",
)  # fmt: skip
_MONEY: Final = frozenset({"budget", "spent", "rate"})
_RESULT: Final = ("kind", "title", "authors", "on", "level", "grade", "outlet", "number", "issue", "is_final")


def ledger(facts: ProjectFacts, audience: Audience) -> Report:
    """台账: every project in the stage of the day, those 在研 first; of a day that has gone it says what is of today.
    A notice says nothing of money."""
    refuse(LEDGER, audience, NOTICE)
    keys = _LEDGER if audience in IN_HOUSE else tuple(key for key in _LEDGER if key not in _MONEY)
    columns, rows = listed(facts.lines(), [_line_column(key) for key in keys], audience)
    notes = [f"单位：元、%　统计时点：{facts.on:%Y-%m-%d}"]
    within, of = facts.participation()
    if of:
        notes.append(
            f"教师参与率 {within / of * 100:.1f}%：全校专任教师 {of} 人，至少参加一个在研项目的 {within} 人。"
        )
    if audience in IN_HOUSE:
        notes.append(f"注：经费{PROVISO}。")
    if facts.on < facts.today:
        parts = "主持人、经费、成果" if audience in IN_HOUSE else "主持人、成果"
        notes.append(f"注：{parts}为 {facts.today:%Y-%m-%d} 的登记。")
    return _report("ledger", LEDGER, columns, rows, facts, audience, tuple(notes), A3_LANDSCAPE)


def recommended(facts: ProjectFacts, audience: Audience) -> Report:
    """推荐汇总表: what a round recommends in its ranking, of rounds of one day the one entered last; while there is no round
    the projects that are being applied for."""
    refuse(RECOMMENDED, audience, NOTICE)
    rounds = [(rec, one) for one in facts.dossiers() for rec in one.recommendations if _is_wanted(rec, facts)]
    last = max((rec for rec, _ in rounds), key=lambda rec: (rec.on, rec.id), default=None)
    chosen = sorted(
        (
            (rec, one)
            for rec, one in rounds
            # a name may come back every year
            if last is not None and (rec.batch, rec.on[:4]) == (last.batch, last.on[:4])
            if rec.decision == IS_RECOMMENDED
        ),
        key=lambda pair: (pair[0].place is None, pair[0].place or 0, pair[1].project.title),
    )
    lines: list[tuple[Dossier, RecommendationRow | None]] = [(one, rec) for rec, one in chosen]
    if last is None:
        lines = [(one, None) for one in facts.dossiers() if one.kind.phase(one.project.stage) == APPLYING]
    school = facts.school.name
    columns = (
        plain("school", "学校", 36),
        plain("title", "项目名称", 56),
        plain("label", "类别", 26),
        plain("leader", "主持人", 20),
        plain("post", "职称", 22),
        plain("members", "成员", 44),
        _PHONE,
        plain("place", "推荐排序", 18, Kind.INT),
        *((plain("level", "推荐级别", 18),) if any(rec.level for rec, _ in chosen) else ()),
        plain("remark", "备注", 24),
    )
    told = [_recommended(one, school, rec) for one, rec in lines]
    shown, rows = listed(told, _of_values(columns), audience)
    notes = tuple(_round_notes(last, [rec for rec, _ in chosen])) if last is not None else ()
    return _report("recommended", RECOMMENDED, shown, rows, facts, audience, notes, A4_LANDSCAPE)


def results(facts: ProjectFacts, audience: Audience) -> Report:
    """成果登记表 of all projects, by project and day."""
    refuse(RESULTS, audience, NOTICE)
    columns = (
        Column("project", "项目名称", width=46, value=lambda pair: pair[0].project.title),
        *(_result_column(key) for key in _RESULT),
    )
    pairs = [(one, row) for one in facts.dossiers() for row in one.results]
    shown, rows = listed(pairs, columns, audience)
    return _report("results_list", RESULTS, shown, rows, facts, audience, (), A3_LANDSCAPE)


def _line_column(key: str) -> Column:
    """As on screen; money of a project without any is not known, which is not 0."""
    column = LINE_COLUMN[key]
    if key not in ("budget", "spent"):
        return column
    return replace(column, value=lambda line: getattr(line, key) if line.budget or line.spent else None)


_PHONE: Final = Column("phone", "联系电话", Kind.PHONE, 26, privacy=Privacy.INTERNAL)


def _is_wanted(rec: RecommendationRow, facts: ProjectFacts) -> bool:
    """Of the round that is asked for."""
    return not facts.batch or (rec.batch == facts.batch and rec.on[:4] == (facts.year or rec.on[:4]))


def _round_notes(last: RecommendationRow, rows: Sequence[RecommendationRow]) -> Iterator[str]:
    """Which round, and when it was published: who came after the 公示 is named as such."""
    yield f"推荐批次：{last.batch}"
    periods = list(dict.fromkeys((row.notice_from, row.notice_to) for row in rows if row.notice_from))
    if periods:
        yield f"公示时间：{'；'.join(f'{first} 至 {end}' for first, end in periods)}"
        if late := sum(not row.notice_from for row in rows):
            yield f"注：{late} 项没有登记公示。"


def _recommended(dossier: Dossier, school: str, rec: RecommendationRow | None) -> dict[str, object]:
    leader = dossier.leaders[0] if dossier.leaders else None
    return {
        "school": dossier.project.unit or school,
        "title": dossier.project.title,
        "label": label_of(dossier),
        "leader": names(dossier.leaders),
        "post": leader.title if leader else "",
        "members": names(one for one in dossier.team if one not in dossier.leaders),
        "phone": leader.phone if leader else "",
        "place": rec.place if rec else None,
        "level": rec.level if rec else "",
        "remark": rec.remark if rec else "",
    }


def _of_values(columns: Sequence[Column]) -> list[Column]:
    """The same columns of rows that are dictionaries."""
    return [replace(column, value=itemgetter(column.key)) for column in columns]


def _result_column(key: str) -> Column:
    own = DELIVERABLE_COLUMN[key]

    def value(pair: tuple[Dossier, DeliverableRow]) -> object:
        return getattr(pair[1], key)

    return Column(key, own.title, own.kind, own.width, codes=own.codes, value=value)


def _report(
    key: str,
    title: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[object, ...], ...],
    facts: ProjectFacts,
    audience: Audience,
    notes: tuple[str, ...],
    paper: Paper,
) -> Report:
    return Report(
        key=f"projects_{key}",
        title=title,
        unit=facts.school.name,
        on=facts.today,
        columns=columns,
        rows=rows,
        notes=notes,
        paper=paper,
        footer=facts.footer,
        file_name=facts.file_name(title, audience),
        audience=audience,
    )
