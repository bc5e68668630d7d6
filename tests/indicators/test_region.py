"""区域学校: 差异系数 through the service, schools that are left out, each school against the seven, our own row."""

from datetime import date
from math import fsum, isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk, open_desk
from edudesk.indicators.rows.stored import RegionDraft
from edudesk.indicators.rows.values import Verdict
from edudesk.indicators.rules.region import Region, region_words
from edudesk.indicators.rules.variation import SchoolFigure, variation
from edudesk.kit.writing import write
from edudesk.sheets.reader import read_workbook
from edudesk.submissions.indicator_sheets import indicator_paper

YEAR = "2026-2027"


@pytest.fixture
def desk(five):
    with open_desk(five) as desk:
        desk.region_schools.put_away([row.id for row in desk.region_schools.rows()])
        yield desk


def put(desk: Desk, *rows: tuple, stage: str = "小学", field: str = "backbones", **more) -> Region:
    """Schools as (name, pupils, amount) with the amount in one field."""
    drafts = [
        RegionDraft(school_year=YEAR, stage=stage, name=name, pupils=pupils, **{field: amount}, **more)
        for name, pupils, amount in rows
    ]
    desk.region_schools.add_many("粘贴区域学校", drafts)
    return desk.region.of(YEAR, stage)


def spread(region: Region, key: str = "Q2"):
    (found,) = [one for one in region.spreads if one.indicator.id == key]
    return found


def test_the_published_vector_of_three_schools(desk):
    found = spread(put(desk, ("甲小学", 1350, 72.0), ("乙小学", 800, 55.0), ("丙小学", 600, 26.0)))
    assert found.found is not None
    assert round(found.found.mean * 100, 4) == 5.5636
    assert round(found.coefficient, 5) == 0.16635
    assert (found.verdict, found.limit, found.goal, found.last) == (Verdict.MET, 0.5, 0.3, None)
    # a year later this year's coefficient stands beside the new one
    later = [
        RegionDraft(school_year="2027-2028", stage="小学", name=name, pupils=500, backbones=9.0)
        for name in "甲乙"
    ]
    desk.region_schools.add_many("粘贴区域学校", later)
    again = spread(desk.region.of("2027-2028", "小学"))
    assert (again.coefficient, round(again.last, 5)) == (0, 0.16635)


def test_the_published_vector_of_books_counts_by_pupils(desk):
    """An unweighted calculation gives 0.49."""
    rows = [
        (f"{n}小", p, float(x))
        for n, p, x in zip("甲乙丙丁戊", (45, 37, 89, 76, 55), (279, 137, 935, 160, 402), strict=True)
    ]
    desk.indicator_settings.save({"region_least": 1})
    found = spread(put(desk, *rows))
    assert found.found is not None
    assert (round(found.found.mean, 2), round(found.found.deviation, 2)) == (6.33, 3.26)
    assert (round(found.coefficient, 3), found.verdict) == (0.515, Verdict.MISSED)
    # as shipped, two of them are 教学点
    desk.indicator_settings.save({"region_least": 50})
    region = desk.region.of(YEAR, "小学")
    assert region.left_out == (("甲小", "在校生 45 人，不足 50 人"), ("乙小", "在校生 37 人，不足 50 人"))
    assert len(spread(region).found.shares) == 3


def test_special_schools_are_named_and_what_lacks_keeps_the_verdict_open(desk):
    put(desk, ("启智学校", 120, 3.0), is_special="是")
    region = put(desk, ("甲小学", 500, 5.0), ("乙小学", 500, 15.0), ("丙小学", 400, None))
    assert region.left_out == (("启智学校", "特殊教育或职业学校"),)
    found = spread(region)
    assert (found.coefficient, found.verdict) == (0.5, Verdict.UNKNOWN)
    assert [tuple(one) for one in found.found.lacking] == [("丙小学", "没有填写这一项")]
    row = next(row for row in desk.region_schools.rows() if row.name == "丙小学")
    desk.region_schools.change(row.id, {"backbones": 8.0})
    assert spread(desk.region.of(YEAR, "小学")).verdict is Verdict.MET  # 2 of a hundred, the mean


def test_primary_and_junior_parts_are_separate_with_limits_of_their_own(desk):
    rows = (("实验学校", 1000, 5.0), ("第二学校", 1000, 14.0))
    primary, junior = put(desk, *rows), put(desk, *rows, stage="初中")
    for one in (primary, junior):
        assert round(spread(one).coefficient, 4) == 0.4737
    assert (spread(primary).verdict, spread(junior).verdict) == (Verdict.MET, Verdict.MISSED)
    assert [len(one.lines) for one in (primary, junior)] == [2, 2]


def test_our_own_school_and_what_it_adds(desk):
    stage, on = "小学", date(2026, 9, 1)
    row = desk.region.put_own(on, stage)
    assert (row.name, row.pupils) == ("龙城实验小学", 1504)
    figures = {one.indicator.id: one.figure for one in desk.indicators.on(on) if one.stage == stage}
    assert row.multimedia_rooms == figures["Q7"].numerator
    region = put(desk, ("乙小学", 496, 20.0), field="multimedia_rooms")
    found = spread(region, "Q7")
    mean = (row.multimedia_rooms + 20) / 2000
    assert round(found.own_share, 9) == round(1504 / 2000 * (row.multimedia_rooms / 1504 - mean) ** 2, 9)
    assert round(sum(share for _, share in found.found.shares), 12) == round(found.found.deviation**2, 12)
    assert round(found.part, 3) == 0.248  # 496 of 2,000: of two schools each adds what the other weighs
    # once more: the same row, with the figures of now
    desk.region_schools.change(row.id, {"remark": "已报", "multimedia_rooms": 1.0})
    again = desk.region.put_own(on, stage)
    assert (again.id, again.remark, again.multimedia_rooms) == (row.id, "已报", row.multimedia_rooms)
    stats = next(one for one in desk.stats.rows() if one.school_year == YEAR)
    desk.stats.change(stats.id, {"students": None})
    for one in desk.classes.rows():
        if one.school_year == YEAR:
            desk.classes.change(one.id, {"size": None})
            break
    with pytest.raises(UserError, match="在校生数没有填写"):
        desk.region.put_own(on, stage)


def test_each_school_against_the_seven(desk):
    full = {
        "educated": 42.0, "backbones": 10.0, "arts": 9.0, "teaching_area": 4500.0, "sports_area": 7500.0,
        "equipment_value": 2e6, "multimedia_rooms": 23.0,
    }  # fmt: skip
    told = {
        "全达标小学": {},
        "一项九成小学": {"arts": 8.0},
        "一项八成小学": {"arts": 7.0, "sports_area": 8000.0},
        "两项小学": {"arts": 8.0, "backbones": 9.0},
        "缺数小学": {"arts": None},
    }
    drafts = [
        RegionDraft(school_year=YEAR, stage="小学", name=name, pupils=1000, **{**full, **less})
        for name, less in told.items()
    ]
    desk.region_schools.add_many("粘贴区域学校", drafts)
    region = desk.region.of(YEAR, "小学")
    lines = {line.row.name: line for line in region.lines}
    assert {name: line.balance.verdict for name, line in lines.items()} == {
        "全达标小学": Verdict.MET, "一项九成小学": Verdict.MET, "一项八成小学": Verdict.MISSED,
        "两项小学": Verdict.MISSED, "缺数小学": Verdict.UNKNOWN,
    }  # fmt: skip
    assert region.met == 2
    assert region_words(region) == "小学 5 所，达标 2 所；未达标最多的是体艺教师（3 所）、骨干教师（1 所）。"
    assert [(one.id, count) for one, count in region.worst] == [("Q3", 3), ("Q2", 1)]
    assert lines["两项小学"].worst.indicator.id == "Q3"
    assert lines["全达标小学"].worst is None
    assert [(one.indicator.id, one.gap) for one in lines["一项八成小学"].lacks] == [("Q3", 2)]


def test_a_collection_sheet_of_another_school_is_read_as_it_is(desk, tmp_path):
    """Every school of a 集团 sends the sheet that the program makes; the core school imports them."""
    paper = indicator_paper(desk, "collection", Audience.BUREAU, date(2026, 9, 1))
    file = write(paper, tmp_path / "采集表.xlsx").path
    preview = desk.region_schools.preview(read_workbook(file), file=file.name)
    (row,) = preview.rows
    figures = {one.indicator.id: one.figure for one in desk.indicators.on(date(2026, 9, 1)) if one.stage}
    assert (row.name, row.draft.pupils) == ("龙城实验小学", 1504)
    assert row.draft.educated == figures["Q1"].numerator
    assert row.draft.multimedia_rooms == figures["Q7"].numerator
    assert row.draft.equipment_value == figures["Q6"].numerator


def test_figures_of_a_pupil_in_place_of_totals_are_doubted(desk, tmp_path):
    """甲 wrote what a pupil has, also under 万元; 乙 wrote totals."""
    heads = [
        "学校",
        "在校生数",
        "教学及辅助用房面积",
        "体育运动场馆面积",
        "教学仪器设备值（万元）",
        "网络多媒体教室数",
    ]
    file = tmp_path / "各校.csv"
    rows = [heads, ["甲小学", 500, 4.6, 7.6, 2100, 2.4], ["乙小学", 500, 2300, 3800, 105, 12]]
    file.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    preview = desk.region_schools.preview(read_workbook(file), file=file.name)
    assert [(one.place, one.text) for one in preview.problems] == [
        ("F2", "网络多媒体教室不是整数，请核对填的是间数，不是每百名学生的数"),
        ("C2", "教学及辅助用房（平方米）合每名学生 0.01，请核对填的是全校总数、单位也对"),
        ("D2", "体育运动场馆（平方米）合每名学生 0.02，请核对填的是全校总数、单位也对"),
        ("E2", "教学仪器设备值（元）合每名学生 42,000，请核对填的是全校总数、单位也对"),
    ]


schools = st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 500)), min_size=1, max_size=12)


@given(schools, st.randoms(use_true_random=False))
def test_the_coefficient_counted_a_second_way_in_any_order(told, random):
    """As if every pupil were a school of one: the deviation of the pupils' own figures, unweighted."""
    rows = [SchoolFigure(str(n), pupils, amount) for n, (pupils, amount) in enumerate(told)]
    found = variation(rows, least=1)
    assert found is not None
    figures = [amount / pupils for pupils, amount in told for _ in range(pupils)]
    mean = fsum(figures) / len(figures)
    deviation = sqrt(fsum((one - mean) ** 2 for one in figures) / len(figures))
    assert isclose(found.mean, mean, abs_tol=1e-9)
    assert isclose(found.deviation, deviation, abs_tol=1e-9)
    assert (found.coefficient is None) == (found.mean == 0)
    shuffled = rows[:]
    random.shuffle(shuffled)
    again = variation(shuffled, least=1)
    assert isclose(again.deviation, found.deviation, abs_tol=1e-9)
