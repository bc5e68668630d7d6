"""The figures counted a second time, in plain loops over what a 花名册 says, on random schools: both ways agree."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.indicators.rules.judging import results
from tests.indicators.schools import ON, classes, honours, people, school, stats
from tests.thorough import examples

EDUCATION = ["博士研究生", "硕士研究生", "研究生班", "本科", "专科", "中专", "高中"]
FROM_BACHELOR = {"博士研究生", "硕士研究生", "研究生班", "本科"}
FROM_COLLEGE = FROM_BACHELOR | {"专科"}
FROM_NORMAL = FROM_COLLEGE | {"中专"}

persons = st.fixed_dictionaries(
    {
        "top_edu": st.sampled_from(EDUCATION),
        "degree": st.sampled_from(["", "学士", "硕士", "博士"]),
        "subject": st.sampled_from(["语文", "数学", "体育与健康", "音乐", "美术", "书法", "心理健康"]),
        "gender": st.sampled_from(["男", "女"]),
        "stage": st.sampled_from(["小学", "初中"]),
        "status": st.sampled_from(["在岗", "在岗", "在岗", "长期请假", "退休", "调出"]),
        "staff_category": st.sampled_from(
            ["专任教师", "专任教师", "行政人员", "教辅人员", "工勤人员", "代课教师"]
        ),
        "establishment": st.sampled_from(["在编", "备案制", "聘用制", "劳务派遣"]),
        "cert_type": st.sampled_from(["小学", "初级中学", "高级中学"]),
        "birth": st.dates(date(1966, 1, 1), date(2003, 12, 31)).map(str),
        "title": st.sampled_from(["正高级教师", "高级教师", "一级教师", "二级教师", "三级教师", "未定级"]),
    }
)
figures = st.tuples(st.integers(1, 3000), st.integers(0, 200_000), st.integers(0, 80))
sizes = st.lists(st.integers(20, 70), min_size=1, max_size=12)


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(persons, st.booleans()), min_size=1, max_size=30), figures, figures, sizes, sizes)
def test_both_ways_agree(told, primary, middle, small, large):
    rows = [one for n, (fields, _) in enumerate(told) for one in people(1, n, **fields)]
    named = [row for row, (_, has_honour) in zip(rows, told, strict=True) if has_honour]
    of_stage = {"小学": primary, "初中": middle}
    every = [
        stats(stage, students=pupils, teaching_area=area / 10, multimedia_rooms=rooms)
        for stage, (pupils, area, rooms) in of_stage.items()
    ]
    rooms = [*classes(*small), *classes(*large, stage="初中", grade="七年级")]
    facts = school(
        rows, *every, rows=rooms, kind="九年一贯制", ledger={"honour": honours(named, "市教学能手")}
    )
    found = {(one.indicator.id, one.stage): one.value for one in results(facts)}
    for stage, of_classes in (("小学", small), ("初中", large)):
        for key, value in second(told, stage, *of_stage[stage], of_classes).items():
            first = found[key, stage]
            assert (first is None) == (value is None), (key, stage)
            assert value is None or abs(float(first) - value) < 1e-9, (key, stage)
    staff = [
        fields for fields, _ in told
        if fields["status"] not in ("退休", "调出")
        and fields["staff_category"] in ("专任教师", "行政人员", "教辅人员", "工勤人员")
        and fields["establishment"] != "劳务派遣"
    ]  # fmt: skip
    others = [fields for fields in staff if fields["staff_category"] != "专任教师"]
    share = found["P2", ""]
    assert (share is None) == (not staff)
    assert share is None or abs(float(share) - len(others) / len(staff)) < 1e-9


def second(
    told: list[tuple[dict[str, Any], bool]],
    stage: str,
    pupils: int,
    area: int,
    rooms: int,
    of_classes: list[int],
) -> dict[str, float | None]:
    """Without any of the program's rules: who stands in the list of a 学段 and teaches."""
    mine = [
        (fields, has_honour)
        for fields, has_honour in told
        if fields["stage"] == stage
        and fields["status"] == "在岗"
        and fields["staff_category"] == "专任教师"
        and fields["establishment"] != "劳务派遣"
    ]
    teachers = [fields for fields, _ in mine]

    def number(key: str, words: set[str]) -> int:
        return sum(fields[key] in words for fields in teachers)

    def share(count: int) -> float | None:
        return count / len(teachers) if teachers else None

    def per_hundred(count: int) -> float | None:
        return count / pupils * 100 if teachers else None

    above = FROM_COLLEGE if stage == "小学" else FROM_BACHELOR
    legal = FROM_NORMAL if stage == "小学" else FROM_COLLEGE
    fitting = {"小学", "初级中学", "高级中学"} if stage == "小学" else {"初级中学", "高级中学"}
    graduates = sum(
        fields["top_edu"] in EDUCATION[:3] or fields["degree"] in ("硕士", "博士") for fields in teachers
    )
    ages = [ON.year - int(fields["birth"][:4]) - (str(ON)[5:] < fields["birth"][5:]) for fields in teachers]
    sports, music = number("subject", {"体育与健康"}), number("subject", {"音乐", "美术"})
    norm = 45 if stage == "小学" else 50
    return {
        "Q1": per_hundred(number("top_edu", above)),
        "Q2": per_hundred(sum(has_honour for _, has_honour in mine)),
        "Q3": per_hundred(number("subject", {"体育与健康", "音乐", "美术", "书法"})),
        "Q4": area / 10 / pupils,
        "Q7": rooms / pupils * 100,
        "P3": pupils / len(teachers) if teachers else None,
        "P4": pupils / sports if sports else None,
        "P6": pupils / music if music else None,
        "C1": sum(size <= norm for size in of_classes) / len(of_classes),
        "C2": float(sum(size >= 56 for size in of_classes)),
        "C3": pupils / len(of_classes),
        "E1": share(number("top_edu", legal)),
        "E2": share(number("top_edu", FROM_BACHELOR)),
        "E3": share(graduates),
        "E4": share(number("cert_type", fitting)),
        "E5": share(sum(has_honour for _, has_honour in mine)),
        "E8": sum(ages) / len(ages) if ages else None,
        "E9": share(number("title", {"正高级教师", "高级教师", "一级教师"})),
        "E11": share(number("gender", {"女"})),
    }
