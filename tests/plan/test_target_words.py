"""Targets that a text names in figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.plan.intake.target_words import is_lower_said, targets_in


def told(text):
    return [(one.name, one.unit, one.years) for one in targets_in(text)]


@pytest.mark.parametrize(
    ("text", "name", "unit", "years"),
    [
        (
            "区级以上骨干教师占比30%→60%→90%。",
            "区级以上骨干教师占比",
            "%",
            (("", "30"), ("", "60"), ("", "90")),
        ),
        ("生均藏书量从 20 册→25 册→30 册", "生均藏书量", "册", (("", "20"), ("", "25"), ("", "30"))),
        ("到2025年，研究生学历教师占比达10%以上。", "研究生学历教师占比", "%", (("2025", "10"),)),
        ("其中集中培训不少于90学分，", "集中培训", "学分", (("", "90"),)),
        ("优秀率达30%→35%→40%。", "优秀率", "%", (("", "30"), ("", "35"), ("", "40"))),
        ("获奖人次提高到 5人次→8人次", "获奖人次", "人次", (("", "5"), ("", "8"))),
        ("作业控制在60分钟以内", "作业", "分钟", (("", "60"),)),
        (
            "骨干占比2027年36%，2028年40%，2029年43%。",
            "骨干占比",
            "%",
            (("2027", "36"), ("2028", "40"), ("2029", "43")),
        ),
        (
            "区级以上骨干教师2026年20人、2027年22人、2028年达24人",
            "区级以上骨干教师",
            "人",
            (("2026", "20"), ("2027", "22"), ("2028", "24")),
        ),
    ],
)
def test_a_target(text, name, unit, years):
    assert told(text) == [(name, unit, years)]


@pytest.mark.parametrize(
    ("text", "name", "base", "years"),
    [
        ("家长满意度由85%提升到95%。", "家长满意度", "85", (("", "95"),)),
        ("骨干教师从目前的20人增加到30人", "骨干教师", "20", (("", "30"),)),
        ("到2028年，近视率由2025年的38.5%降至35%", "近视率", "38.5", (("2028", "35"),)),
        ("到2027年6月优秀率达35%", "优秀率", "", (("2027年6月", "35"),)),
        ("2027年12月底前全部教师持证率达100%", "全部教师持证率", "", (("2027年12月", "100"),)),
        ("培训学分每年不少于72学分", "培训学分", "", (("每年", "72"),)),
        ("每学年骨干教师示范课不少于4节", "骨干教师示范课", "", (("每年", "4"),)),
        ("教师培训覆盖率100%", "教师培训覆盖率", "", (("", "100"),)),
    ],
)
def test_where_it_began_and_when_it_is_due(text, name, base, years):
    (one,) = targets_in(text)
    assert (one.name, one.base, one.years) == (name, base, years)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("文明宿舍比例三年分别达到80%、85%、90%。", [("文明宿舍比例", "%", (("", "80"), ("", "85"), ("", "90")))]),
        ("文明宿舍比例2026、2027、2028年分别达到80%、85%和90%以上。",
         [("文明宿舍比例", "%", (("2026", "80"), ("2027", "85"), ("2028", "90")))]),
        ("近视率各学年分别控制在45、44、43%以内。", [("近视率", "%", (("", "45"), ("", "44"), ("", "43")))]),
        ("合格率、优秀率分别达到98%、45%。", [("合格率", "%", (("", "98"),)), ("优秀率", "%", (("", "45"),))]),
        ("语文、数学分别达到98%、45%。", []),
        ("文明班级比例2026学年达到85%，2027学年达到90%，2028学年达到95%。",
         [("文明班级比例", "%", (("2026-2027学年", "85"), ("2027-2028学年", "90"), ("2028-2029学年", "95")))]),
        ("到2028-2029学年，骨干占比达到35%。", [("骨干占比", "%", (("2028-2029学年", "35"),))]),
        ("文明班级达标率达到百分之九十五以上。", [("文明班级达标率", "%", (("", "95"),))]),
        ("骨干教师占比达到三成五。", [("骨干教师占比", "%", (("", "35"),))]),
        ("优秀率达九成以上，合格率达百分之百。", [("优秀率", "%", (("", "90"),)), ("合格率", "%", (("", "100"),))]),
        ("学生体质健康合格率≥９８．５％。", [("学生体质健康合格率", "%", (("", "98.5"),))]),
        ("完成率、一成不变的做法。", []),
    ],
)  # fmt: skip
def test_figures_in_words_and_one_after_the_other(text, found):
    assert told(text) == found


def test_where_it_began_in_words():
    (one,) = targets_in("到2029年文明班级达标率由百分之七十提高到百分之九十五。")
    assert (one.name, one.base, one.years) == ("文明班级达标率", "70", (("2029", "95"),))


def test_targets_of_three_years_in_three_sentences_are_one_measure():
    text = (
        "2018 年创建新常规达标校 30%,新常规样板校 20 所;2019 年新常规达标校达 60%,新常规样板校达 40所;"
        "到 2020 年,初中段新常规达标校达 90%以上,样板校达 60 所。"
    )
    assert told(text) == [
        ("新常规达标校", "%", (("2018", "30"), ("2019", "60"), ("2020", "90"))),
        ("新常规样板校", "所", (("2018", "20"), ("2019", "40"), ("2020", "60"))),
    ]


def test_figures_of_other_things_are_not_joined():
    text = "到2028年满意度达95.5%以上。家长满意度由85%提升到95%。五年内教师培训人均达360学分。"
    assert told(text) == [
        ("满意度", "%", (("2028", "95.5"),)),
        ("家长满意度", "%", (("", "95"),)),
        ("教师培训人均", "学分", (("", "360"),)),
    ]


@pytest.mark.parametrize(
    "lead", ["骨干教师占比逐年提高", "【目标】骨干教师占比稳步提升", "努力使骨干教师占比不断上升"]
)
def test_a_clause_that_only_tells_the_trend_names_the_measure(lead):
    assert told(f"{lead}，2027年达25%，2028年达32%，2029年达40%。") == [
        ("骨干教师占比", "%", (("2027", "25"), ("2028", "32"), ("2029", "40")))
    ]


def test_less_is_better_where_it_says_so():
    (one,) = targets_in("近视率由 40% -> 38% -> 36%")
    assert one.is_lower
    (other,) = targets_in("近视率控制在30%以内")
    assert (other.name, other.is_lower) == ("近视率", True)
    (same,) = targets_in("不合格率控制在3%→3%→3%")
    assert (same.name, same.is_lower) == ("不合格率", True)


@pytest.mark.parametrize(
    "text",
    [
        "学校始建于1965年，占地8906平方米。",
        "现有30个教学班。",
        "每周五下午开展活动。",
        "2026年12月完成，2027年3月总结。",
        "",
    ],
)
def test_what_is_no_target(text):
    assert told(text) == []


def test_less_is_better_by_what_is_written_of_the_years():
    assert is_lower_said(["2", "1", "0"], "3")
    assert is_lower_said(["≤60分钟", "60分钟", "55分钟"])
    assert not is_lower_said(["≥85%", "≥85%"], "88")
    assert not is_lower_said(["90%", "95%"], "88")


@given(st.text(alphabet="到2025年达标率30%→校，。；个近视控制在不低于", max_size=60))
def test_figures_are_those_of_the_text(text):
    for one in targets_in(text):
        assert one.name
        assert all(number in text for _, number in one.years)
