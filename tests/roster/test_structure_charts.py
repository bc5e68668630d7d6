"""师资结构 as charts: each point holds its people, paper and page draw the same, earlier years are counted as they were."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.document import Heading, Paragraph
from edudesk.base.masking import Audience
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.structure import SERVICE, slices_of
from edudesk.roster.reports.structure_charts import PICTURES, Structure, Who, structure
from edudesk.roster.reports.structure_paper import structure_paper
from edudesk.roster.reports.structure_trend import Trends, trend_days, trends
from edudesk.roster.rows import TeacherRow
from edudesk.submissions.registry import roster_facts
from edudesk.submissions.reports.team import team_analysis
from tests.roster.people import teacher
from tests.tables import each


@pytest.fixture
def facts(sample: Path, stopped_clock: Callable[[str], None]) -> Iterator[Facts]:
    with open_desk(sample) as desk:
        yield roster_facts(desk, date(2026, 9, 1))


def with_rows(facts: Facts, *rows: TeacherRow) -> Facts:
    return Facts(school=facts.school, on=facts.on, today=facts.today, teachers=rows)


def chart(found: Structure, title: str) -> Chart:
    (drawn,) = [one for one in found.drawn if one.picture.title == title]
    assert drawn.chart is not None
    return drawn.chart


def counts(one: Chart) -> dict[str, float]:
    """By category, all series together."""
    sums = zip(*([point.value or 0 for point in series.points] for series in one.series), strict=True)
    return {name: sum(values) for name, values in zip(one.categories, sums, strict=True)}


def test_every_chart_holds_everybody_once_with_as_many_ids_as_it_says(facts: Facts) -> None:
    found = structure(facts, Who.TEACHERS)
    everybody = sorted(row.id for row in facts.present if Who.TEACHERS.counts(row))
    assert (found.count, len(everybody)) == (108, 108)
    assert found.words == "专任教师 108 人，其中女 75 人"
    assert [one.picture for one in found.drawn] == list(PICTURES)
    for one in found.drawn:
        assert one.chart is not None
        points = [point for series in one.chart.series for point in series.points]
        assert sorted(id for point in points for id in point.ids) == everybody, one.picture.title
        assert all(point.value == len(point.ids) for point in points)
        assert one.chart.title == f"专任教师{one.picture.title}（2026年9月1日）"


def test_page_and_analysis_report_draw_the_same(facts: Facts) -> None:
    own = {one.chart.key: one.chart for one in structure(facts, Who.TEACHERS).drawn if one.chart}
    printed = [block for block in team_analysis(facts, {}, Audience.BUREAU).body if isinstance(block, Chart)]
    shared = [one for one in printed if one.key in own]
    assert [one.key for one in shared] == ["team_analysis.学历", "team_analysis.职称", "team_analysis.年龄"]
    for one in shared:
        assert (one.categories, one.series, one.kind) == (
            own[one.key].categories,
            own[one.key].series,
            own[one.key].kind,
        )


def test_cells_of_two_groups_add_up_to_each_of_them(facts: Facts) -> None:
    found = structure(facts, Who.TEACHERS)
    cross = chart(found, "学科与职称")
    assert cross.kind is ChartKind.HEAT
    assert counts(cross) == counts(chart(found, "职称结构"))
    subjects = Counter(row.subject for row in facts.present if Who.TEACHERS.counts(row))
    assert {one.name: sum(point.value or 0 for point in one.points) for one in cross.series} == subjects
    row = cross.series[[one.name for one in cross.series].index("语文")]
    for word, point in zip(cross.categories, row.points, strict=True):
        assert {facts.by_id[id].subject for id in point.ids} <= {"语文"}, word


def test_staff_are_more_than_those_who_teach(facts: Facts) -> None:
    found = with_rows(
        facts,
        teacher("李红", gender="女"),
        teacher("王强", gender="男", staff_category="工勤人员"),
        teacher("赵磊", gender="男", status="长期请假"),
        teacher("钱海", gender="男", status="退休"),
        teacher("孙雨", gender="", staff_category="教辅人员"),
    )
    assert structure(found, Who.TEACHERS).count == 1
    assert structure(found, Who.STAFF).words == "教职工 4 人，其中女 1 人"


def test_years_of_service_fall_into_their_bands(facts: Facts) -> None:
    rows = [
        teacher(str(years), teach_start=f"{2027 - years}-09") for years in (1, 3, 4, 10, 11, 20, 21, 30, 31)
    ]
    rows += [teacher("先工作", work_start="2023-08"), teacher("不详")]
    found = {one.word: [row.name for row in one.people] for one in slices_of(SERVICE, rows, facts)}
    assert found == {
        "3年及以下": ["1", "3"],
        "4—10年": ["4", "10", "先工作"],
        "11—20年": ["11", "20"],
        "21—30年": ["21", "30"],
        "31年及以上": ["31"],
        "未登记": ["不详"],
    }


def test_sex_that_is_not_known_is_a_series_of_its_own(facts: Facts) -> None:
    rows = [teacher(sex or "?", birth="1990-01", gender=sex) for sex in ("女", "男", "未说明的性别", "")]
    ages = chart(structure(with_rows(facts, *rows), Who.TEACHERS), "年龄结构")
    assert {one.name: one.points[0].value for one in ages.series} == {"女": 1, "男": 1, "未登记": 2}


def test_what_nobody_has_entered_is_said_instead_of_drawn(facts: Facts) -> None:
    found = structure(with_rows(facts, teacher("李红", subject="语文"), teacher("王强")), Who.TEACHERS)
    lacks = {one.picture.title: one.lack for one in found.drawn}
    assert all(one.chart is None for one in found.drawn)
    assert {title: (lack.what, lack.gap, lack.kind) for title, lack in lacks.items() if lack} == {
        "年龄结构": ("出生年月", "缺出生年月", ""),
        "教龄结构": ("从教时间和参加工作时间", "缺参加工作时间", ""),
        "学历结构": ("最高学历", "缺最高学历", ""),
        "职称结构": ("职称", "缺职称", ""),
        "骨干教师": ("骨干称号", "", "honour"),
        "培训学分": ("培训学分", "", "training"),
        "学科与职称": ("职称", "缺职称", ""),
        "学科与年龄": ("出生年月", "缺出生年月", ""),
    }
    one_known = structure(with_rows(facts, teacher("李红", birth="1990-01"), teacher("王强")), Who.TEACHERS)
    assert counts(chart(one_known, "年龄结构")) == {"35—39岁": 1, "未登记": 1}


def test_nobody_lacks_nothing(facts: Facts) -> None:
    found = structure(with_rows(facts), Who.TEACHERS)
    assert found.count == 0
    assert [one.lack for one in found.drawn] == [None] * len(PICTURES)


# over the school years


@each(
    ("on", "last"),
    [
        (date(2026, 9, 1), 2026),
        (date(2026, 8, 31), 2025),
        (date(2026, 11, 20), 2026),
        (date(2027, 3, 1), 2026),
    ],
)
def test_school_years_end_with_the_one_that_has_begun(on: date, last: int) -> None:
    days = trend_days(on)
    assert (len(days), days[0], days[-1]) == (10, date(last - 9, 9, 1), date(last, 9, 1))


def counted(rows_on: Callable[[date], list[TeacherRow]]) -> tuple[Chart, ...]:
    return trends(date(2026, 11, 20), rows_on).charts.get(Who.TEACHERS, ())


def test_lines_begin_with_the_first_year_that_has_anybody() -> None:
    facts = {"title_obtained": "2020-07", "top_end": "2010-06", "school_start": "2012-08"}
    li = teacher("李红", title="一级教师", top_edu="本科", **facts)
    wang = teacher("王强", title="二级教师", top_edu="专科", **facts)
    gone = teacher("钱海", title="高级教师", top_edu="硕士研究生", status="退休", **facts)
    years = {2023: [], 2024: [replace(gone, status="在岗"), li], 2025: [gone, li, wang],
             2026: [gone, replace(li, title="高级教师"), wang]}  # fmt: skip
    heads, shares = counted(lambda day: years.get(day.year, []))
    assert heads.categories == ("2024学年", "2025学年", "2026学年")
    assert [point.ids for point in heads.series[0].points] == [
        ("钱海", "李红"),
        ("李红", "王强"),
        ("李红", "王强"),
    ]
    days = Trends(trend_days(date(2026, 11, 20)))
    assert [days.day_of(heads, place).year for place in range(3)] == [2024, 2025, 2026]
    bachelors, seniors = shares.series
    assert [point.value for point in bachelors.points] == [100, 50, 50]
    assert [point.value for point in seniors.points] == [50, 0, 50]
    assert [point.ids for point in seniors.points] == [("钱海",), (), ("李红",)]
    assert shares.told(1, 0) == "2024学年 高级及以上职称：50.0 %"
    assert heads.notes == ("各学年取 9 月 1 日的专任教师，只数花名册里有记录的人。",)


def test_a_year_without_anybody_in_between_has_no_share() -> None:
    li = teacher("李红", top_edu="专科", school_start="2020-08")
    years = {2024: [li], 2025: [], 2026: [li]}
    heads, shares = counted(lambda day: years.get(day.year, []))
    assert [point.value for point in heads.series[0].points] == [1, 0, 1]
    assert [point.value for point in shares.series[0].points] == [0, None, 0]
    assert [one.name for one in shares.series] == ["本科及以上"]  # what nobody has entered is no 0 %
    assert shares.notes == ("占比以当年专任教师为分母。", "“高级及以上职称”还没有登记，未统计。")


def test_one_year_shows_no_change() -> None:
    li = teacher("李红", school_start="2026-08")
    assert counted(lambda day: [li] if day.year == 2026 else []) == ()
    assert counted(lambda day: []) == ()


def test_without_any_day_of_coming_every_year_would_be_the_same() -> None:
    assert counted(lambda day: [teacher("李红")]) == ()


def test_what_makes_earlier_years_unsure_is_said() -> None:
    rows = [
        teacher("李红", title="高级教师", top_edu="本科"),
        teacher("王强", title="正高级教师", top_edu="专科", school_start="2020-08"),
        teacher("赵磊", title="高级教师", title_obtained="2020-07", top_edu="本科", top_end="2001-06"),
    ]
    heads, _ = counted(lambda day: rows)
    assert heads.notes[1:] == (
        "花名册里没有离岗的人：往年在校、后来离岗的没有计入，补进花名册并登记离岗后才完整。",
        "2 人没有填来校时间，各年都计入。",
        "2 人的高级职称没有填取得时间，按一直持有计。",
        "1 人的最高学历没有填毕业时间，按一直具有计。",
    )
    heads, _ = counted(lambda day: [*rows, teacher("钱海", status="调出")])
    assert "没有离岗的人" not in "".join(heads.notes)


def test_years_of_the_sample_are_those_of_its_roster(
    sample: Path, stopped_clock: Callable[[str], None]
) -> None:
    with open_desk(sample) as desk:
        found = trends(date(2026, 11, 20), desk.teachers.rows_on)
        heads, shares = found.charts[Who.TEACHERS]
        assert len(heads.categories) == 10
        rows = desk.teachers.rows_on(date(2020, 9, 1))
    place = heads.categories.index("2020学年")
    there = [row.id for row in rows if Who.TEACHERS.counts(row)]
    assert heads.series[0].points[place].ids == tuple(there)
    high = [row.id for row in rows if row.id in there and row.title in ("高级教师", "正高级教师")]
    assert shares.series[1].points[place].value == pytest.approx(100 * len(high) / len(there))


# on paper


def test_the_document_has_every_chart_and_the_table_behind(facts: Facts, tmp_path: Path) -> None:
    rows = {year: list(facts.teachers) for year in (2025, 2026)}
    found = trends(facts.on, lambda day: rows.get(day.year, []))
    document = structure_paper(facts, Who.TEACHERS, found, Audience.BUREAU)
    heads = [block.text for block in document.body if isinstance(block, Heading)]
    assert heads == ["一、队伍结构", "二、各学年的变化"]
    assert sum(isinstance(block, Chart) for block in document.body) == len(PICTURES) + 2
    assert document.attachments[0].title == "师资队伍结构统计表"
    assert len(document.records) == 108
    assert write(document, tmp_path / "a.pdf").pages >= 4
    assert write(document, tmp_path / "a.docx").path.exists()


def test_the_document_says_what_is_not_entered(facts: Facts) -> None:
    bare = with_rows(facts, teacher("李红", title="一级教师"))
    document = structure_paper(bare, Who.STAFF, Trends(), Audience.BUREAU)
    said = [block.text for block in document.body if isinstance(block, Paragraph)]
    assert said[0] == "统计时点：2026年9月1日。教职工 1 人，其中女 0 人，按教师花名册统计。"
    assert "年龄结构：没有登记出生年月，未统计。" in said
    assert [block.text for block in document.body if isinstance(block, Heading)] == ["一、队伍结构"]
