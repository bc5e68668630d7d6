"""The counted tables, each against a second count made another way."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base.masking import Audience
from edudesk.roster.histories.growing import Exchange
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.reports.counted import (
    Counted,
    age_table,
    exchange_table,
    post_table,
    staff_table,
    subject_table,
)
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.staffing import staffing_table, team_of, team_words
from edudesk.roster.reports.statistics import COUNTED_SHEETS, counted_report
from edudesk.roster.rows import TeacherRow
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import ClassRow
from edudesk.school.rows.stats import StatsRow
from tests.roster.people import teacher
from tests.tables import each

SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
ON = date(2026, 9, 1)


def facts(*teachers: TeacherRow, ledger=lambda key: (), classes=(), stats=(), on=ON) -> Facts:
    return Facts(SCHOOL, on, on, teachers, ledger, classes, stats)


def cells(table: Counted, item: str, group: str = "") -> dict[str, object]:
    """One line by its item (below the group, when one is named): title -> count."""
    seen = ""
    for line in table.lines:
        seen = line.group or seen
        if line.item == item and (not group or seen == group):
            return dict(zip((f"{parent}{title}" for title, parent in table.heads), line.cells, strict=True))
    raise KeyError(item)


def figures(**fields) -> StatsRow:
    return StatsRow(id="1", version=1, school_year="2026-2027", stage="小学", **fields)


def classes(sizes: dict[str, list[int]]) -> list[ClassRow]:
    return [
        ClassRow(
            id=f"{grade}{number}", version=1, name=f"{grade[0]}（{number}）班", class_key="",
            school_year="2026-2027", stage="小学", grade=grade, number=number, size=size,
        )
        for grade, own in sizes.items()
        for number, size in enumerate(own, 1)
    ]  # fmt: skip


people = st.lists(
    st.builds(
        lambda number, **fields: teacher(f"教师{number}", **fields),
        st.integers(0, 10_000),
        gender=st.sampled_from(["男", "女", ""]),
        birth=st.sampled_from(["", "1964-02", "1966-09-01", "1966-09-02", "1991-09", "2001-09-02", "2002-01"]),
        top_edu=st.sampled_from(["", "本科", "专科", "中专", "研究生班", "硕士研究生", "博士研究生", "其他"]),
        degree=st.sampled_from(["", "无", "学士", "硕士", "博士"]),
        title=st.sampled_from(["", "未定级", "三级教师", "二级教师", "一级教师", "高级教师", "正高级教师", "工程师"]),
        subject=st.sampled_from(["语文", "数学", "", "围棋"]),
        ethnicity=st.sampled_from(["", "汉族", "回族"]),
        staff_category=st.sampled_from(["", "专任教师", "工勤人员", "代课教师", "兼任教师"]),
        establishment=st.sampled_from(["", "在编", "备案制", "劳务派遣"]),
        status=st.sampled_from(["在岗", "长期请假", "退休"]),
    ),
    max_size=25,
).map(lambda rows: tuple({row.name: row for row in rows}.values()))  # fmt: skip


def is_counted(row: TeacherRow) -> bool:
    """教职工 as the rule of 2.2 reads, said again in other words."""
    return (
        row.status != "退休"
        and row.establishment != "劳务派遣"
        and (row.staff_category or "专任教师") in {"专任教师", "工勤人员"}
    )


def is_teacher(row: TeacherRow) -> bool:
    return is_counted(row) and row.staff_category != "工勤人员" and row.status != "长期请假"


@given(people)
@settings(max_examples=60, deadline=None)
def test_ages_titles_and_degrees_add_up(rows: tuple[TeacherRow, ...]) -> None:
    table, mine = age_table(facts(*rows)), [row for row in rows if is_teacher(row)]
    total = cells(table, "总计")
    assert total["合计"] == len(mine)
    known = [row for row in mine if row.birth]
    assert sum(total.values()) - total["合计"] == len(known)
    # whoever has a birthday on 1 September is a year older, on the 2nd not yet
    ages = Counter(
        2026 - int(row.birth[:4]) - (row.birth[5:] > "09-01" or row.birth[5:7] > "09") for row in known
    )
    assert total["年龄24岁及以下"] == sum(count for age, count in ages.items() if age <= 24)
    assert total["年龄60岁及以上"] == sum(count for age, count in ages.items() if age >= 60)
    assert cells(table, "其中：女")["合计"] == sum(row.gender == "女" for row in mine)
    titles = Counter(row.title for row in mine)
    assert cells(table, "副高级")["合计"] == titles["高级教师"]
    assert cells(table, "未定级")["合计"] == titles[""] + titles["未定级"]
    levels = Counter(row.top_edu for row in mine)
    assert cells(table, "硕士研究生")["合计"] == levels["硕士研究生"] + levels["研究生班"]
    assert cells(table, "高中阶段及以下")["合计"] == levels["中专"]
    told = " ".join(table.notes)
    assert (f"另有 {titles['工程师']} 人是其他系列的职称" in told) == bool(titles["工程师"])
    assert (f"另有 {len(mine) - len(known)} 人出生年月没有登记" in told) == (len(known) < len(mine))


@given(people)
@settings(max_examples=60, deadline=None)
def test_staff_is_counted_without_those_who_stand_beside(rows: tuple[TeacherRow, ...]) -> None:
    table = staff_table(facts(*rows))
    total = cells(table, "总计")
    assert total["教职工合计"] == sum(map(is_counted, rows))
    own = ("教职工专任教师", "教职工行政人员", "教职工教辅人员", "教职工工勤人员")
    assert sum(total[title] for title in own) == total["教职工合计"]
    beside = [row for row in rows if row.staff_category == "代课教师" and row.status != "退休"]
    assert total["另有代课教师"] == len(beside)
    assert cells(table, "其中：少数民族")["教职工合计"] == sum(
        row.ethnicity == "回族" for row in rows if is_counted(row)
    )


@given(people)
@settings(max_examples=40, deadline=None)
def test_every_teacher_stands_under_one_subject(rows: tuple[TeacherRow, ...]) -> None:
    table = subject_table(facts(*rows))
    by_subject = {line.item: line.cells[0] for line in table.lines[1:]}
    assert by_subject == Counter(row.subject or "未登记" for row in rows if is_teacher(row))
    assert table.lines[0].cells[0] == sum(by_subject.values())


def test_subjects_stand_in_the_order_of_the_curriculum() -> None:
    rows = [
        teacher(f"甲{place}", subject=word) for place, word in enumerate(("围棋", "美术", "语文", "数学"))
    ]
    assert [line.item for line in subject_table(facts(*rows)).lines] == [
        "总计",
        "语文",
        "数学",
        "美术",
        "围棋",
    ]


def test_posts_filled_over_the_quota_are_printed_negative() -> None:
    rows = [
        teacher(
            f"高{place}", title="高级教师", title_appointed="2015-01", post_grade="专业技术七级", gender="女"
        )
        for place in range(3)
    ]
    rows += [
        teacher("低聘", title="高级教师", post_grade="专业技术八级"),  # holds the higher title, sits lower
        teacher("将退休", title="一级教师", post_grade="专业技术八级", gender="男", birth="1966-08"),
        teacher("待聘", title="二级教师"),
        teacher("主任", post_class="管理", post_grade="管理七级"),
        teacher("已退", title="高级教师", post_grade="专业技术五级", status="退休"),
    ]
    quotas = figures(posts_full_senior=0, posts_senior=2, posts_middle=4, posts_management=1)
    table = post_table(facts(*rows, stats=[quotas]))
    assert tuple(cells(table, "副高级").values()) == (2, 3, 1, -1, 0)
    assert tuple(cells(table, "中级").values()) == (4, 2, 0, 2, 1)
    assert tuple(cells(table, "助理级").values()) == (None, 0, 0, None, 0)
    assert table.lines[-1].cells == (7, 6, 1, 1, 1)
    assert "另有 1 人有职称、没有登记聘任。" in table.notes
    assert "没有填写" in post_table(facts(*rows)).notes[-1]


def test_exchange_counts_persons_and_the_share_of_those_who_meet_the_conditions() -> None:
    old = [teacher(f"老{place}", school_start="2015-08", gender="女") for place in range(8)]
    young = [teacher(f"新{place}", school_start="2024-08") for place in range(2)]
    held = [
        Exchange(teacher_id=old[0].id, direction="派出", kind="顶岗", begins="2026-09", was_backbone="是"),
        Exchange(teacher_id=old[0].id, direction="派出", kind="走教", begins="2026-09"),
        Exchange(teacher_id=old[1].id, direction="派出", kind="顶岗", begins="2025-09", ends="2026-07"),  # last year's
        Exchange(teacher_id=young[0].id, direction="接收", kind="顶岗", begins="2026-09"),
    ]  # fmt: skip
    rows = {row.id: row for row in (*old, *young)}
    table = exchange_table(
        facts(*rows.values(), ledger=lambda key: [LedgerLine(rows[one.teacher_id], one) for one in held])
    )
    total = cells(table, "总计")
    assert (total["派出人数"], total["派出骨干教师"], total["接收人数"]) == (1, 1, 1)
    assert (cells(table, "顶岗")["派出人数"], cells(table, "走教")["派出人数"]) == (1, 1)
    assert "满六年）的专任教师 8 人的 12.5%" in table.notes[0]
    assert "占派出人数的 100.0%" in table.notes[0]


@pytest.mark.parametrize(
    ("pupils", "sport", "needed", "lack"), [(1350, 6, 7, 1), (1290, 6, 6, 0), (1290, 9, 6, 0)]
)
def test_teachers_of_sport_by_pupils(pupils: int, sport: int, needed: int, lack: int) -> None:
    """The two schools of S2: 1350 pupils need 7, 1290 need 6 (教师花名册 3.5)."""
    rows = [teacher(f"体{place}", subject="体育与健康") for place in range(sport)]
    table = staffing_table(facts(*rows, stats=[figures(students=pupils, classes=28)]))
    found = cells(table, "体育")
    assert (found["应配人数"], found["缺额"], found["师生比"]) == (needed, lack, f"1:{pupils / sport:.0f}")
    assert (cells(table, "心理健康")["应配人数"], cells(table, "心理健康")["缺额"]) == (1, 1)
    assert cells(table, "体育（按班）")["应配人数"] is None  # no classes are known


def test_teachers_of_sport_by_classes_and_those_who_teach_it_beside() -> None:
    rooms = classes({"一年级": [40] * 6, "二年级": [40] * 6, "三年级": [40] * 7})
    rows = [
        teacher("甲", subject="体育与健康"),
        teacher("乙", subject="语文", subject2="体育与健康"),
        teacher("丙", subject="体育与健康", staff_category="兼任教师"),
    ]
    found = cells(staffing_table(facts(*rows, classes=rooms)), "体育（按班）")
    assert (found["学生数"], found["班数"]) == (760, 19)
    assert (found["专任教师"], found["兼任教师"], found["应配人数"], found["缺额"]) == (1, 2, 3, 2)


def test_paragraph_says_what_the_table_says() -> None:
    rows = [
        teacher("甲", gender="女", birth="1996-03", top_edu="本科", degree="硕士", title="一级教师"),
        teacher("乙", birth="1976-03", top_edu="本科", title="高级教师"),
    ]
    honour = Honour(teacher_id=rows[0].id, name="市骨干教师", level="市级", begins="2025-01")
    team = team_of(
        facts(
            *rows,
            ledger=lambda key: [LedgerLine(rows[0], honour)] if key == "honour" else [],
            stats=[figures(students=80, classes=2)],
        )
    )
    assert (team.mean_age, team.graduates, team.bachelors) == (40.0, 1, 1)
    assert team_words(team) == (
        "截至2026年9月，学校有教学班 2 个，学生 80 人，教职工 2 人，专任教师 2 人。"
        "专任教师平均年龄 40.0 岁，35 岁及以下 1 人。研究生学历（含硕士、博士学位）1 人，占 50.0%，本科学历 1 人。"
        "副高级 1 人、中级 1 人。县级以上骨干教师 1 人（市级 1 人）。"
    )


@each("sheet", COUNTED_SHEETS, ids=lambda sheet: sheet.key)
def test_tables_of_an_empty_school_are_empty_and_not_broken(sheet) -> None:
    report = counted_report(sheet, facts(), Audience.WEB_NOTICE)
    assert all(len(row) == len(report.columns) for row in report.rows)
    assert "—" in str(report.rows + report.notes) or "%" not in str(report.rows)
