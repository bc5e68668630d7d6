"""表12 学期教学常规量化汇总表 and 表14 年度考核衔接表: as it was frozen, else as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.checks.forms.points import plain, rounded
from edudesk.checks.reports.columns import check_labels, column, figure, grades
from edudesk.checks.reports.facts import CheckFacts, sheet_report
from edudesk.checks.rows.terms import ResultRow
from edudesk.checks.rules.freezing import told_checks
from edudesk.checks.rules.reissues import reissues
from edudesk.checks.rules.scheme import levels_words, scheme_notes, scheme_of, year_share
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.school.rows.terms import FIRST_TERM

_JUDGED = Privacy.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One teacher in the result of a term, computed or frozen. lost: as it is taken off, below 0; checks: title ->
    score, or why there is none."""

    id: str
    name: str
    pinyin: str
    subjects: str
    group: str
    parts: Mapping[str, Decimal]
    base: Decimal | None
    lost: Decimal | None
    gained: Decimal | None
    total: Decimal | None
    grade: str
    place: int | None
    missed: int
    words: str
    checks: Mapping[str, str] = field(default_factory=dict)


def result_line(line: TeacherTerm) -> ResultLine:
    """As it stands now."""
    total = line.score.total
    return ResultLine(
        id=line.id,
        name=line.person.name,
        pinyin=line.person.pinyin,
        subjects="、".join(line.person.subjects),
        group=line.person.group,
        parts={part: value for part, value in line.score.parts.items() if value is not None},
        base=total.base,
        lost=-total.lost or None,
        gained=total.gained or None,
        total=line.total,
        grade=line.grade,
        place=line.place,
        missed=line.score.missed,
        words="；".join(line.words),
        checks=told_checks(line),
    )


def frozen_line(row: ResultRow) -> ResultLine:
    """As it was frozen."""
    told = row.told
    return ResultLine(
        id=row.teacher_id,
        name=row.name,
        pinyin="",
        subjects=row.subject,
        group=row.group,
        parts={part: Decimal(value) for part, value in told["parts"].items()},
        base=Decimal(told["base"]) if told["base"] else None,
        lost=-Decimal(told["lost"]) or None,
        gained=Decimal(told["gained"]) or None,
        total=row.total,
        grade=row.grade,
        place=row.place,
        missed=told["missed"],
        words="；".join(told["words"]),
        checks=told["checks"],
    )


def result_columns(summary: TermSummary) -> tuple[Column, ...]:
    """Means of the parts, then how the total is made of them (rows: ResultLine)."""

    def part(line: ResultLine, name: str) -> Decimal | None:
        return line.parts.get(name)

    return (
        column(
            "name", "教师", lambda line: line.name, 20, Kind.NAME, privacy=Privacy.PUBLIC,
            sort=lambda line: line.pinyin or line.name,
        ),
        column("subjects", "学科", lambda line: line.subjects, 26),
        column("group", "教研组", lambda line: line.group, 26),
        *(figure(f"part:{name}", name, partial(part, name=name), 18) for name in summary.facts.scheme.parts),
        figure("base", "加权分", lambda line: line.base, 16),
        figure("lost", "巡课扣分", lambda line: line.lost, 18),
        figure("gained", "加分", lambda line: line.gained, 14),
        figure("total", "总分", lambda line: line.total, 16),
        column("grade", "等级", lambda line: line.grade, 16, codes=grades(summary), privacy=_JUDGED),
        *((_PLACE,) if summary.facts.scheme.shows_ranks == "是" else ()),
        column("missed", "缺检次数", lambda line: line.missed or None, 18, Kind.INT, privacy=_JUDGED),
        column("words", "说明", lambda line: line.words, 60, privacy=_JUDGED),
    )  # fmt: skip


_PLACE = column("place", "位次", lambda line: line.place, 14, Kind.INT, privacy=_JUDGED)
_SIGN = column("signed", "确认签字", lambda _line: "", 24)


def result_lines(facts: CheckFacts) -> list[ResultLine]:
    """The frozen ones while the term is 归档, else those of now."""
    lines = [frozen_line(row) for row in facts.frozen] or [result_line(line) for line in facts.summary.lines]
    return [line for line in lines if facts.wants(line.id)]


def result_report(facts: CheckFacts, audience: Audience) -> Report:
    """学期教学常规量化汇总表."""
    edition = facts.edition
    state = (
        f"第 {edition.number} 版，{edition.made_on} 归档"
        + (f"（{edition.reason}）" if edition.reason else "")
        if edition is not None
        else "尚未归档，得分随检查记录变化"
    )
    scheme = facts.summary.facts.scheme
    return sheet_report(
        "result",
        "学期教学常规量化汇总表",
        facts,
        audience,
        _with_checks(facts),
        result_lines(facts),
        notes=(
            *scheme_notes(scheme, facts.summary.checks),
            f"巡课扣分最多 {scheme.patrol_most} 分，加分最多 {scheme.bonus_most} 分；一票否决的总分最多 {plain(scheme_of(scheme)[0].veto_most)} 分；等级：{levels_words(facts.summary.levels)}。",
            *facts.summary.notes,
            f"{state}。",
        ),
        paper="A3",
        reissued=reissues(facts.summary.facts),
    )


def _with_checks(facts: CheckFacts) -> tuple[Column, ...]:
    """各次检查得分 between who it is and the means."""
    labels = check_labels(facts.summary.checks)

    def score(line: ResultLine, title: str) -> object:
        told = line.checks.get(title, "")
        return Decimal(told) if told[:1].isdecimal() else told or None

    columns = result_columns(facts.summary)
    first = next(place for place, one in enumerate(columns) if one.key.startswith("part:"))
    checks = [
        figure(f"check:{one.id}", labels[one.id], partial(score, title=one.title), 18)
        for one in sorted(facts.summary.checks, key=lambda one: (one.begins, one.id))
    ]
    return (*columns[:first], *checks, *columns[first:], _SIGN)


def year_report(facts: CheckFacts, audience: Audience) -> Report:
    """年度考核衔接表: the 常规 columns of both terms of the school year; the others are filled in by hand."""
    of_term: dict[str, dict[str, Decimal | None]] = {}
    term, earlier = facts.summary.facts, facts.earlier
    of_term[term.term] = {line.id: line.total for line in result_lines(facts)}
    if earlier is not None and earlier.facts.school_year == term.school_year:
        kept = [frozen_line(row) for row in facts.earlier_frozen]
        of_term[earlier.facts.term] = {line.id: line.total for line in kept or earlier.lines}
    first = of_term.get(FIRST_TERM, {})
    second = next((found for name, found in of_term.items() if name != FIRST_TERM), {})

    def year(line: ResultLine) -> Decimal | None:
        known = [value for value in (first.get(line.id), second.get(line.id)) if value is not None]
        return rounded(sum(known, Decimal(0)) / len(known)) if known else None

    per_cent = year_share(term.scheme)

    def share(line: ResultLine) -> Decimal | None:
        value = year(line)
        return None if value is None else rounded(value * per_cent / 100)

    blank = [column(key, title, lambda _line: "", 20) for key, title in (
        ("ethics", "师德"), ("attendance", "出勤"), ("work", "业绩"), ("whole", "综合"), ("level", "建议等次"),
    )]  # fmt: skip
    return sheet_report(
        "year",
        "年度考核衔接表",
        facts,
        audience,
        (
            column("name", "教师", lambda line: line.name, 22, Kind.NAME, privacy=Privacy.PUBLIC),
            column("group", "教研组", lambda line: line.group, 28),
            figure("first", "上学期常规分", lambda line: first.get(line.id), 26),
            figure("second", "下学期常规分", lambda line: second.get(line.id), 26),
            figure("year", "学年常规分", year, 24),
            figure("share", f"折算（×{per_cent}%）", share, 26),
            *blank,
        ),
        result_lines(facts),
        notes=("只有常规分由检查记录算出；两个学期都有总分的取平均。师德、出勤、业绩和等次由考核小组填写。",),
        reissued=reissues(facts.summary.facts),
    )
