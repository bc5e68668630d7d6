"""One line of a ledger, and the columns of it that are neither a field of the teacher nor one of the fact."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Privacy
from edudesk.base.sums import sum_known
from edudesk.roster.histories import KIND
from edudesk.roster.histories.growing import Training, credits_of
from edudesk.roster.histories.held import holds
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow, code_lists
from edudesk.roster.rules import periods_of
from edudesk.roster.rules.counting import category_of
from edudesk.roster.rules.credits import CreditProgress, CreditRule, progress_of, rule_named
from edudesk.roster.rules.retirement import retires
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import term_and_year

_LONG_COURSE = 90  # credits of the one course that counts by itself (S2 篇五)
_AWARDS = ("基本功/优课", "指导学生", "成果奖", "荣誉")


@dataclass(frozen=True, eq=False)
class Line:
    """A line: the teacher as of the day, the fact it is about (None: the teacher alone), and all facts.

    kind: key of the fact's kind, "teacher" for none.
    """

    teacher: TeacherRow
    held: Any
    kind: str
    facts: Facts

    @cached_property
    def assignments(self) -> list[Any]:
        """The lessons of the last term with any: the main ones first."""
        rows, day = self.facts.of("assignment", self.teacher), self.facts.day
        main = KIND["assignment"].facets[0].pick(rows, day)
        if main is None:
            return []
        others = (row for row in rows if row.begins == main.begins and holds(row, day) and row is not main)
        return [main, *others]

    @cached_property
    def progress(self) -> CreditProgress:
        """Where the teacher stands in the training cycle."""
        rows = self.facts.of("training", self.teacher)
        return progress_of(self.teacher, rows, self.facts.day, rule_of(self.facts))


# what somebody teaches


def _main_classes(line: Line) -> str:
    found = line.assignments
    return str(found[0].classes) if found and found[0].classes else line.teacher.classes


def _main_periods(line: Line) -> float | None:
    found = line.assignments
    return periods_of(found[0].weekly_periods if found else line.teacher.weekly_periods)


def _other_periods(line: Line) -> float | None:
    return sum_known(periods_of(row.weekly_periods) for row in line.assignments[1:])


def _other_subjects(line: Line) -> str:
    found = dict.fromkeys(row.subject for row in line.assignments[1:] if row.subject)
    return "、".join(found) or line.teacher.subject2


def _other_work(line: Line) -> str:
    loads = [row.other_load for row in line.assignments if row.other_load]
    return "；".join(part for part in (line.teacher.admin_post, *loads) if part)


def all_periods(line: Line) -> float | None:
    """Lessons of a week, and what other work says in periods."""
    loads = [periods_of(row.other_load) for row in line.assignments if row.other_load]
    return sum_known([periods_of(line.teacher.weekly_periods), *loads])


def _head_class(line: Line) -> str:
    term = term_and_year(line.facts.day)
    held = line.facts.of("head_teacher", line.teacher)
    classes = [row.class_name for row in held if (row.school_year, row.term) == term and row.class_name]
    return "、".join(dict.fromkeys(classes)) or line.teacher.head_teacher


def led_classes(line: Line) -> str:
    """The class of a fact of 班主任; of one told by the roster alone the classes somebody teaches."""
    return line.held.class_name or line.teacher.classes


def _class_size(line: Line) -> int | None:
    school = line.facts.school
    names = class_names(led_classes(line), line.facts.school_year, school.stage) or ()
    sizes = {row.name: row.size for row in line.facts.open_classes}
    known = [size for name in names if (size := sizes.get(name)) is not None]
    return sum(known) if known else None


def _head_years(line: Line) -> int | None:
    years = line.teacher.head_teacher_years
    return int(years) if years.isdigit() else None


# honours, reviews, achievements


def valid_honours(line: Line) -> list[Any]:
    """The honours somebody holds that day."""
    return [row for row in line.facts.of("honour", line.teacher) if holds(row, line.facts.day)]


def _honours(line: Line) -> str:
    return "\n".join(
        f"{row.name}（{row.awarded}）" if row.awarded else row.name for row in valid_honours(line)
    )


def five_years(day: str) -> tuple[str, str]:
    """The last five whole school years: first and last ISO month (推荐骨干教师的“近五年”)."""
    last = int(day[:4]) - (day[5:] < "08-31")
    return f"{last - 5}-09", f"{last}-08"


def _recent(line: Line, key: str) -> list[Any]:
    first, last = five_years(line.facts.day)
    return [row for row in line.facts.of(key, line.teacher) if first <= row.begins[:7] <= last]


def _achieved(*kinds: str) -> Callable[[Line], int]:
    return lambda line: sum(row.kind in kinds for row in _recent(line, "achievement"))


def _five_reviews(line: Line) -> str:
    """优秀1 合格4, of the last five years with a review."""
    results = [row.result for row in line.facts.of("annual_review", line.teacher) if row.year][-5:]
    return " ".join(f"{word}{count}" for word, count in Counter(results).items())


# training


def rule_of(facts: Facts) -> CreditRule:
    """The rule the school counts credits by."""
    return rule_named(facts.school.credit_rule)


def _credits(kind: str) -> Callable[[Line], float]:
    return lambda line: line.progress.per_kind.get(kind, 0.0)


def credit_years(facts: Facts) -> tuple[Column, ...]:
    """A column for each year of the cycle."""
    first = _cycle(facts.on.year, rule_of(facts))
    return tuple(_credit_year(str(year)) for year in range(first, first + rule_of(facts).years))


def _credit_year(year: str) -> Column:
    return Column(
        f"credits_{year}", year, Kind.NUMBER, 13, parent="各年学分",
        value=lambda line: line.progress.per_year.get(year, 0.0),
    )  # fmt: skip


def _cycle(year: int, rule: CreditRule) -> int:
    return rule.cycle_first + (year - rule.cycle_first) // rule.years * rule.years


def _long_course(line: Line) -> Training | None:
    """The course of the cycle that has enough credits by itself."""
    rule = rule_of(line.facts)
    first = str(_cycle(line.facts.on.year, rule))
    found = [
        row
        for row in line.facts.of("training", line.teacher)
        if row.begins[:4] >= first and credits_of(row) >= _LONG_COURSE and row.kind in rule.concentrated_kinds
    ]
    return max(found, key=credits_of, default=None)


def _of_long_course(key: str) -> Callable[[Line], str]:
    return lambda line: str(getattr(_long_course(line), key, ""))


# others


def _education(line: Line) -> str:
    degree = line.teacher.degree
    return "、".join(part for part in (line.teacher.top_edu, degree if degree != "无" else "") if part)


def post_of(row: TeacherRow) -> str:
    """职务: the leading post, else what kind of staff somebody is."""
    category = category_of(row)
    return row.admin_post or ("教师" if category == "专任教师" else category)


def _mentor(key: str) -> Callable[[Line], str]:
    def value(line: Line) -> str:
        return str(getattr(line.facts.by_id.get(line.held.mentor_id), key, ""))

    return value


def _exchange_end(direction: str) -> Callable[[Line], str]:
    """From where (派出: from us) or to where (接收: to us)."""

    def value(line: Line) -> str:
        is_sent = line.held.direction != "接收"
        return line.facts.school.name if is_sent == (direction == "from") else line.held.other_school

    return value


def last_registration(line: Line) -> Any | None:
    """The registration of somebody's qualification that day."""
    return next(iter(line.facts.of("registration", line.teacher)[::-1]), None)


def _registered(key: str) -> Callable[[Line], str]:
    return lambda line: str(getattr(last_registration(line), key, ""))


def _blank(line: Line) -> str:
    return ""


def _column(key: str, title: str, value: Callable[[Line], Any], width: float, **more: Any) -> Column:
    return Column(key, title, more.pop("kind", Kind.TEXT), width, value=value, **more)


@cache
def line_columns() -> dict[str, Column]:
    """Columns by the name forms/roster/ledgers.toml calls them."""
    number, whole, inside = Kind.NUMBER, Kind.INT, Privacy.INTERNAL
    recent, mentor = "近五年", "师傅"
    return column_map((
        _column("school", "学校", lambda line: line.facts.school.name, 34, privacy=Privacy.PUBLIC),
        _column("main_classes", "任教年级班级", _main_classes, 28),
        _column("main_periods", "周课时", _main_periods, 14, kind=number),
        _column("other_subject", "兼课学科", _other_subjects, 24),
        _column("other_periods", "兼课课时", _other_periods, 14, kind=number),
        _column("head_class", "班主任", _head_class, 20),
        _column("other_work", "行政、其他工作", _other_work, 36),
        _column("all_periods", "合计课时", all_periods, 14, kind=number),
        _column("led_class", "班级", led_classes, 24),
        _column("class_size", "人数", _class_size, 14, kind=whole),
        _column("head_years", "班主任年限", _head_years, 16, kind=whole),
        _column("education", "学历学位", _education, 24),
        _column("honours", "现有称号及时间", _honours, 42),
        _column("excellent", "考核优秀", lambda line: sum(row.result == "优秀" for row in _recent(line, "annual_review")), 14, kind=whole, parent=recent, privacy=inside),
        _column("projects", "课题", _achieved("课题"), 12, kind=whole, parent=recent),
        _column("papers", "论文著作", _achieved("论文", "著作"), 12, kind=whole, parent=recent),
        _column("lessons", "公开课、讲座", _achieved("公开课", "讲座"), 14, kind=whole, parent=recent),
        _column("awards", "获奖", _achieved(*_AWARDS), 12, kind=whole, parent=recent),
        _column("ranking", "推荐排序", _blank, 14, kind=Kind.TAG),
        _column("from_school", "派出学校", _exchange_end("from"), 36),
        _column("to_school", "接收学校", _exchange_end("to"), 36),
        _column("retires", "预计退休时间", lambda line: retires(line.teacher), 22, kind=Kind.MONTH, privacy=inside),
        _column("post", "职务", lambda line: post_of(line.teacher), 30),
        *(
            _column(key, title, _blank, 20, kind=Kind.TAG, parent="评议")
            for key, title in (("by_self", "自评"), ("by_pupils", "学生、家长评"), ("by_colleagues", "同事评"), ("by_school", "学校评"))
        ),
        _column("credits", "合计", lambda line: line.progress.counted, 14, kind=number, privacy=inside),
        _column("concentrated", "集中", lambda line: line.progress.concentrated, 13, kind=number, parent="其中"),
        _column("school_based", "校本", _credits("校本"), 13, kind=number, parent="其中"),
        _column("online", "网络", _credits("网络"), 13, kind=number, parent="其中"),
        _column("is_done", "达标情况", lambda line: line.progress.verdict, 16, kind=Kind.TAG, privacy=inside),
        _column("long_course", "项目名称", _of_long_course("project"), 48, parent="90学分集中培训"),
        _column("long_course_layer", "层次", _of_long_course("layer"), 14, parent="90学分集中培训"),
        _column("stage_subject", "任教学段学科", lambda line: f"{line.teacher.stage}{line.teacher.subject}", 28),
        _column("five_reviews", "近五年考核", _five_reviews, 28, privacy=inside),
        _column("registered", "注册时间", _registered("begins"), 20, kind=Kind.MONTH),
        _column("conclusion", "注册结论", _registered("conclusion"), 20, privacy=inside),
        _column("next_due", "下次注册", lambda line: line.teacher.cert_register, 20, kind=Kind.MONTH, privacy=inside),
        _column("mentor_subject", "学科", _mentor("subject"), 22, parent=mentor),
        _column("mentor_title", "职称", _mentor("title"), 20, parent=mentor),
    ))  # fmt: skip


def order_of(codes: str, word: str) -> int:
    """Place of a word in one of the roster's code lists."""
    return code_lists()[codes].order(word)
