"""The columns of everything a term of checks is shown as, on the screen, in workbooks and on paper."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from edudesk.base.codes import CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Privacy
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.group_figures import GroupLine
from edudesk.checks.rules.over_terms import TermFigures
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.checks.rules.trends import TrendLine
from edudesk.school.rows.identity import code_list

TOTAL = "学期综合"
LOOKED_AT = "已查"  # by a list without points, or too few of them
DUE_UNITS, DONE_UNITS, MISSING_UNITS = "due", "done", "missing"  # of a group
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_JUDGED = Privacy.INTERNAL  # scores of a person are put up nowhere


def grades(summary: TermSummary) -> CodeList:
    """优秀 … 不合格 as the term has them, in this order, for sorting."""
    return code_list("学期等级", *(level.name for level in summary.levels))


def check_labels(checks: Sequence[CampaignRow]) -> dict[str, str]:
    """Check id -> 备课 9月; of several in one month 作业 10月①, 作业 10月②; one without a day by its title."""
    plain = {one.id: _label(one) for one in checks}
    counts, seen = Counter(plain.values()), Counter[str]()
    labels = {}
    for key, label in plain.items():
        number = seen[label]
        seen[label] += 1
        several = counts[label] > 1
        labels[key] = label + (_CIRCLED[number] if several and number < len(_CIRCLED) else "")
    return labels


def _label(check: CampaignRow) -> str:
    if len(check.begins) != 10 or check.kind not in kinds():
        return check.title
    return f"{kinds()[check.kind].name} {int(check.begins[5:7])}月"


def kind_name(code: str) -> str:
    """备课 of BK."""
    return kinds()[code].name if code in kinds() else code


def column(
    key: str,
    title: str,
    value: Callable[..., object],
    width: float = 20,
    kind: Kind = Kind.TEXT,
    **more: object,
) -> Column:
    """One that is worked out from its row, and shown."""
    return Column(key, title, kind, width, value=value, is_shown=True, **more)  # type: ignore[arg-type]


def figure(
    key: str, title: str, value: Callable[..., object], width: float = 16, *, places: int = 1, **more: object
) -> Column:
    """One with a figure, printed with so many places: 90.0 below 88.5. Of a person unless said otherwise."""
    step = Decimal(1).scaleb(-places)

    def printed(row: object) -> object:
        found = value(row)
        return found.quantize(step) if isinstance(found, Decimal) else found

    more.setdefault("privacy", _JUDGED)
    return column(key, title, printed, width, Kind.NUMBER, **more)


NAME = column(
    "name", "教师", lambda line: line.person.name, 24, Kind.NAME, privacy=Privacy.PUBLIC,
    sort=lambda line: line.person.pinyin or line.person.name,
)  # fmt: skip
STAFF_NO = Column("staff_no", "工号", width=18, value=lambda line: line.person.staff_no)
SUBJECTS = column("subjects", "学科", lambda line: "、".join(line.person.subjects), 24)
CLASSES = Column("classes", "任教班级", width=34, value=lambda line: "、".join(line.person.classes))
GROUP = Column("group", "教研组", width=32, value=lambda line: line.person.group)


def teacher_columns(
    summary: TermSummary, checks: Sequence[CampaignRow], earlier: TermFigures | None = None
) -> tuple[Column, ...]:
    """教师 × 检查: a column for each check, then the term. checks: those wanted; earlier: the term before."""
    labels = check_labels(summary.checks)

    before = {one.id: one.total for one in earlier.teachers} if earlier else {}

    def change(line: TeacherTerm) -> Decimal | None:
        total = before.get(line.id)
        return None if total is None or line.total is None else line.total - total

    return (
        NAME,
        STAFF_NO,
        SUBJECTS,
        GROUP,
        *(_check_column(one.id, labels[one.id]) for one in checks),
        figure("total", TOTAL, lambda line: line.total, 20),
        column("grade", "等级", lambda line: line.grade, 16, codes=grades(summary), privacy=_JUDGED),
        *((figure("change", "比上学期", change, 18),) if earlier else ()),
        column("open", "未整改", lambda line: line.open_problems or None, 14, Kind.INT, privacy=_JUDGED),
        column("words", "说明", lambda line: "；".join(line.words), 60, privacy=_JUDGED),
    )


def _check_column(check_id: str, label: str) -> Column:
    def told(line: TeacherTerm) -> object:
        check = line.check(check_id)
        if check is None or check.value is not None:
            return None if check is None else check.value
        return check.word or (LOOKED_AT if any(unit.sheets for unit in check.units) else None)

    def order(line: TeacherTerm) -> Decimal:
        value = told(line)
        return value if isinstance(value, Decimal) else Decimal(-1)

    return figure(f"check:{check_id}", label, told, 18, sort=order)


def group_columns(summary: TermSummary, by: str) -> tuple[Column, ...]:
    """A group, grade or subject: 表7."""

    def part(line: GroupLine, name: str) -> Decimal | None:
        return line.parts.get(name)

    levels = [level.name for level in summary.levels]
    return (
        column("name", by, lambda line: line.name, 36, privacy=Privacy.PUBLIC),
        column("people", "人数", lambda line: line.people, 12, Kind.INT),
        column(DUE_UNITS, "应检", lambda line: line.due, 12, Kind.INT),
        column(DONE_UNITS, "实检", lambda line: line.done, 12, Kind.INT),
        column(MISSING_UNITS, "缺检", lambda line: line.missing, 12, Kind.INT),
        *(
            figure(f"part:{name}", name, partial(part, name=name), 18, privacy=Privacy.WORK)
            for name in summary.facts.scheme.parts
        ),
        figure("mean", "综合均分", lambda line: line.mean, 18, privacy=Privacy.WORK),
        column("best_count", f"{levels[0]}人数", lambda line: line.levels[0], 16, Kind.INT),
        figure("good", "优良率（%）", lambda line: line.good_share, 20, privacy=Privacy.WORK),
        column("failed", f"{levels[-1]}人数", lambda line: line.levels[-1], 18, Kind.INT),
        figure("closed", "整改完成率（%）", lambda line: line.closing_share, 24, privacy=Privacy.WORK),
    )


ITEM_COLUMNS = (
    column("kind", "检查", lambda line: kind_name(line.kind), 16),
    column("section", "一级指标", lambda line: line.section, 24),
    column("text", "检查要点", lambda line: line.text, 100),
    figure("lost", "失分率（%）", lambda line: line.lost, 20, privacy=Privacy.WORK),
    column("count", "检查份数", lambda line: line.count, 16, Kind.INT),
    column("weak", "不足六成的份数", lambda line: line.weak, 24, Kind.INT),
)

INSPECTOR_COLUMNS = (
    column("inspector", "检查人", lambda line: line.inspector, 22, privacy=Privacy.WORK),
    column("kind", "检查", lambda line: kind_name(line.kind), 16),
    column("count", "份数", lambda line: line.count, 12, Kind.INT),
    figure("mean", "平均分", lambda line: line.mean, 16),
    figure("spread", "离散程度", lambda line: line.spread, 18, help="标准差：越小打分越集中"),
    figure("gap", "比全部平均", lambda line: line.gap, 20),
    column("shared", "与他人同查", lambda line: line.shared or None, 20, Kind.INT),
    figure("shared_gap", "同查时比他人", lambda line: line.shared_gap, 22),
)

MISSING_COLUMNS = (
    column("name", "教师", lambda line: line.unit.who, 20, Kind.NAME, privacy=Privacy.PUBLIC),
    column("group", "教研组", lambda line: line.unit.group, 26),
    column("subject", "学科", lambda line: line.unit.subject, 20),
    column("classes", "班级", lambda line: line.unit.classes, 40),
    column("check", "检查", lambda line: line.campaign.title, 40),
    column("word", "情况", lambda line: line.word, 16, privacy=_JUDGED),
    column("reason", "原因", lambda line: line.reason, 34, privacy=_JUDGED),
    column("on", "补检日期", lambda line: line.unit.on, 24, Kind.DATE),
)


def trend_columns(months: Sequence[str]) -> tuple[Column, ...]:
    """A part of the term over its months, beside the term before. months: 2026-09."""

    def at(line: TrendLine, month: str) -> Decimal | None:
        return line.months.get(month)

    return (
        column("part", "项目", lambda line: line.part or TOTAL, 30),
        figure("before", "上学期", lambda line: line.before, 18, privacy=Privacy.WORK),
        figure("now", "本学期", lambda line: line.now, 18, privacy=Privacy.WORK),
        figure("change", "变化", lambda line: line.change, 16, privacy=Privacy.WORK),
        *(
            figure(f"m{month}", f"{int(month[5:])}月", partial(at, month=month), 16, privacy=Privacy.WORK)
            for month in months
        ),
    )
