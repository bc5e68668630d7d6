"""The tables of a term: 检查安排表, 汇总表, 教研组汇总表, 缺检名单, 听课节数 (教学常规检查 3.2); 巡课: patrols."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.checks.reports.columns import (
    CLASSES,
    GROUP,
    ITEM_COLUMNS,
    MISSING_COLUMNS,
    NAME,
    SUBJECTS,
    column,
    figure,
    grades,
    group_columns,
    kind_name,
)
from edudesk.checks.reports.facts import CheckFacts, sheet_report
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.patrols import ListeningRow
from edudesk.checks.rules.campaigns import drawn_of, inspectors_of, sampling_words
from edudesk.checks.rules.group_figures import GRADES, GROUPS, GroupLine, group_lines
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.pupils import numbers_seen_by
from edudesk.checks.rules.reissues import reissues
from edudesk.checks.rules.scheme import scheme_notes
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.checks.rules.together import in_one_pass, pass_words

_JUDGED = Privacy.INTERNAL


def arrangement(facts: CheckFacts, audience: Audience) -> Report:
    """表1 教学常规检查安排表."""
    summary = facts.summary

    def scope(row: CampaignRow) -> str:
        return "；".join(filter(None, (row.stages, row.grades, row.subjects, row.groups))) or "全部"

    def content(row: CampaignRow) -> str:
        forms = {(unit.form, unit.form_version) for unit in summary.facts.units if unit.campaign_id == row.id}
        words = [summary.facts.forms[key].sample.words for key in sorted(forms) if key in summary.facts.forms]
        pupils = f"抽查学号 {numbers_seen_by(row.pupils, audience)}" if row.pupils else ""
        passing = pass_words(in_one_pass(row, summary.checks))
        together = f"同时抽查{passing}" if passing else ""
        own = [unit for unit in summary.facts.units if unit.campaign_id == row.id]
        drawn = sampling_words(row, drawn_of(row, own))
        return "；".join(filter(None, (*dict.fromkeys(words), drawn, pupils, together)))

    def used(row: CampaignRow) -> str:
        keys = {(unit.form, unit.form_version) for unit in summary.facts.units if unit.campaign_id == row.id}
        return "、".join(summary.facts.forms[key].name for key in sorted(keys) if key in summary.facts.forms)

    def team(row: CampaignRow) -> str:
        leader = facts.names.get(row.leader_id, "")
        others = [one.name for one in inspectors_of(row) if not one.id or one.id != row.leader_id]
        several = f"每份由 {row.per_unit} 人分别检查" if row.per_unit else ""
        return "；".join(filter(None, (f"组长 {leader}" if leader else "", "、".join(others), several)))

    columns = (
        column("kind", "检查类型", lambda row: kind_name(row.kind), 20),
        Column("weeks", "周次", width=24),
        column("days", "日期", lambda row: "—".join(filter(None, (row.begins, row.ends))), 30),
        column("team", "检查组", team, 36),
        column("scope", "年级、学科范围", scope, 30),
        column("content", "检查内容与抽查数量", content, 56),
        Column("materials", "上交材料", width=26),
        column(
            "place", "上交地点与截止时间", lambda row: " ".join(filter(None, (row.place, row.hand_in_by))), 30
        ),
        column("form", "使用表格", used, 34),
        Column("remark", "备注", width=20),
    )
    return sheet_report(
        "arrangement", "教学常规检查安排表", facts, audience, columns, _by_day(summary.checks),
        audiences=tuple(Audience),
    )  # fmt: skip


def _by_day(checks: Sequence[CampaignRow]) -> list[CampaignRow]:
    return sorted(checks, key=lambda row: (row.begins, row.id))


def overview(facts: CheckFacts, audience: Audience) -> Report:
    """表3 教学常规检查汇总表."""
    summary = facts.summary

    def part_of(name: str) -> Column:
        return figure(f"part:{name}", name, lambda line: line.score.parts.get(name), 18)

    columns = (
        GROUP,
        NAME,
        SUBJECTS,
        CLASSES,
        *(part_of(name) for name in summary.facts.scheme.parts),
        figure("total", "加权总分", lambda line: line.total, 18),
        column("grade", "等级", lambda line: line.grade, 16, codes=grades(summary), privacy=_JUDGED),
        *(
            (column("place", "位次", lambda line: line.place, 12, Kind.INT, privacy=_JUDGED),)
            if summary.facts.scheme.shows_ranks == "是"
            else ()
        ),
        column("problems", "问题数", lambda line: len(line.problems) or None, 14, Kind.INT, privacy=_JUDGED),
        column("closed", "已整改", lambda line: line.closed_problems or None, 14, Kind.INT, privacy=_JUDGED),
        *((column("versions", "版本", summary.versions_of, 26),) if summary.mixed_versions else ()),
        column("words", "备注", lambda line: "；".join(line.words), 40, privacy=_JUDGED),
    )

    def place(line: TeacherTerm) -> tuple[str, str]:
        return line.person.group, line.person.pinyin

    lines = sorted((line for line in summary.lines if facts.wants(line.id)), key=place)
    return sheet_report(
        "summary", "教学常规检查汇总表", facts, audience, columns, lines,
        notes=(*facts.archived_notes, *scheme_notes(summary.facts.scheme, summary.checks), *summary.notes), paper="A3",
        reissued=reissues(summary.facts),
    )  # fmt: skip


def groups(facts: CheckFacts, audience: Audience) -> Report:
    """表7 教研组汇总表."""
    return _grouped(facts, audience, "groups", GROUPS)


def by_grade(facts: CheckFacts, audience: Audience) -> Report:
    """表7 年级汇总表."""
    return _grouped(facts, audience, "grades", GRADES)


def _grouped(facts: CheckFacts, audience: Audience, key: str, by: str) -> Report:
    summary = facts.summary
    lines = group_lines(summary, by)
    weak = _common(facts)
    more = (
        column("common", "共性问题", lambda line: _common_of(facts, line), 40, privacy=_JUDGED),
        column("best", "亮点教师", lambda line: "、".join(line.best), 26, privacy=_JUDGED),
        column("leader", "组长", lambda line: facts.leaders.get(line.name, ""), 18, privacy=Privacy.PUBLIC),
        column("remark", "备注", lambda _line: "", 20, privacy=Privacy.PUBLIC),
    )
    notes = [
        "组的得分是组内教师得分的平均。" if by == GROUPS else "按教师在该年级的检查统计，跨年级的分别计入。"
    ]
    if weak:
        notes.append(f"全校失分较多：{'；'.join(weak)}。")
    return sheet_report(
        key, f"教学常规检查{by}汇总表", facts, audience, (*group_columns(summary, by), *more), lines, notes=notes,
        audiences=(Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE), paper="A3",
        reissued=reissues(summary.facts),
    )  # fmt: skip


def _common(facts: CheckFacts) -> list[str]:
    return [f"{line.section}失分 {line.lost}%" for line in item_lines(facts.summary)[:3] if line.lost >= 10]


_OFTEN, _TOLD = 2, 2  # teachers that share a problem; problems told of a group


def _common_of(facts: CheckFacts, line: GroupLine) -> str:
    """反思笼统（3 人）: what several teachers of a group have to mend."""
    who: dict[str, set[str]] = defaultdict(set)
    for teacher_id in line.teachers:
        for problem in facts.summary.by_id[teacher_id].problems:
            who[problem.text.partition("：得 ")[0]].add(teacher_id)
    often = sorted((text for text in who if len(who[text]) >= _OFTEN), key=lambda text: -len(who[text]))
    return "；".join(f"{text}（{len(who[text])} 人）" for text in often[:_TOLD])


def items(facts: CheckFacts, audience: Audience) -> Report:
    """检查项失分统计表."""
    return sheet_report(
        "items", "检查项失分统计表", facts, audience, ITEM_COLUMNS, item_lines(facts.summary),
        notes=("失分率 = 失去的分 ÷ 适用的满分；复查不计。",), audiences=tuple(Audience),
        reissued=reissues(facts.summary.facts),
    )  # fmt: skip


def rates(facts: CheckFacts, audience: Audience) -> Report:
    """主要指标统计表: 教研组 × 指标, sums before ratios, each with what it is a share of before it."""
    summary = facts.summary
    by_group: dict[str, list[object]] = {}
    units = {unit.id: unit for unit in summary.facts.units}
    for sheet in summary.facts.sheets:
        unit = units.get(sheet.unit_id)
        if unit is not None:
            by_group.setdefault(unit.group or "未分组", []).append(sheet)
    lines = [("全校", summary.facts.sheets), *sorted(by_group.items())]

    def rate_of(number: int) -> Column:
        one = indicators()[number]
        title = f"{one.title}（{one.unit}）"
        return figure(
            one.key, title, lambda line: rate(one, line[1]).value, 24, places=one.places, privacy=Privacy.WORK
        )

    def base_of(number: int) -> Column:
        one = indicators()[number]
        return column(
            f"{one.kind}:{one.whole}",
            one.base.title,
            lambda line: rate(one, line[1]).whole or None,
            16,
            Kind.INT,
        )

    columns = [column("name", "教研组", lambda line: line[0], 28)]
    for number in range(len(indicators())):
        base = base_of(number)  # of several rates in a row it stands once
        columns += [rate_of(number)] if base.key in [one.key for one in columns] else [base, rate_of(number)]
    return sheet_report(
        "rates", "教学常规检查主要指标统计表", facts, audience, columns, lines,
        notes=("各项先求和再相除，除数在比率之前；几人查同一份的只计一次；没有统计数的留空。",), audiences=tuple(Audience), paper="A3",
        reissued=reissues(summary.facts),
    )  # fmt: skip


def missing(facts: CheckFacts, audience: Audience) -> Report:
    """缺检名单."""
    lines = [line for line in missing_lines(facts.summary) if facts.wants(line.unit.teacher_id)]
    return sheet_report(
        "missing", "缺检名单", facts, audience, MISSING_COLUMNS, lines, reissued=reissues(facts.summary.facts)
    )


def listening(facts: CheckFacts, audience: Audience) -> Report:
    """听课节数完成情况表."""

    def gap(row: ListeningRow) -> int | None:
        return None if row.due is None else max(row.due - (row.valid or 0), 0)

    def done(row: ListeningRow) -> Decimal | None:
        return Decimal(row.valid or 0) * 100 / row.due if row.due else None

    columns = (
        column("name", "教师", lambda row: facts.names.get(row.teacher_id, ""), 22, privacy=Privacy.PUBLIC),
        Column("role", "职务", width=26),
        Column("due", "应听", Kind.INT, 14),
        Column("heard", "实听", Kind.INT, 14),
        Column("valid", "有效", Kind.INT, 14),
        column("gap", "差额", gap, 14, Kind.INT),
        figure("share", "完成率（%）", done, 22),
        Column("checked_on", "检查日期", Kind.DATE, 26),
        Column("remark", "备注", width=40, privacy=_JUDGED),
    )
    rows = [row for row in facts.summary.facts.listening if facts.wants(row.teacher_id)]
    return sheet_report(
        "listening", "听课节数完成情况表", facts, audience, columns, rows, paper="A4竖",
        notes=("没有评价意见等的无效记录不计。",),
    )  # fmt: skip
