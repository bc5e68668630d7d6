"""What form, table and import doubt in the same words; nothing of it keeps a teacher from being stored."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from edudesk.base import clock
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules import doubts, periods_of, problems
from edudesk.roster.sample import id_number, sample_teachers

WOMAN = id_number("1987-05-24", 222)
PLAIN = TeacherDraft(
    name="王芳", id_no=WOMAN, birth="1987-05", gender="女", phone="19901995571", weekly_periods="12"
)


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    clock.stop_at(datetime(2026, 9, 10, tzinfo=UTC))
    yield
    clock.stop_at(None)


def said(draft: TeacherDraft) -> dict[str, str]:
    return {one.key: one.text for one in doubts(draft)}


def test_a_plain_teacher_and_the_sample_school_raise_no_doubt() -> None:
    assert said(PLAIN) == {}
    assert [said(draft) for draft in sample_teachers() if said(draft)] == []


@pytest.mark.parametrize(
    ("facts", "key", "text"),
    [
        ({"birth": "1985-01"}, "birth", "出生年月“1985-01”与身份证号中的“1987-05-24”不一致，请核对。"),
        ({"gender": "男"}, "gender", "性别“男”与身份证号第17位（女）不一致，请核对。"),
        ({"id_no": "", "birth": "2025-09"}, "birth", "按出生年月“2025-09”只有 1 岁，请核对。"),
        ({"id_no": "", "birth": "2030-01"}, "birth", "出生年月“2030-01”在今天之后，请核对。"),
        ({"id_no": "", "birth": "1940-01"}, "birth", "按出生年月“1940-01”已有 86 岁，请核对。"),
        ({"phone": "12"}, "phone", "“12”不像电话号码，请核对。"),
        ({"short_no": "六六"}, "short_no", "“六六”不像电话号码，请核对。"),
        ({"email": "abc"}, "email", "“abc”不像邮箱地址，请核对。"),
        ({"honour": "多"}, "honour", "称号梯队中没有“多”，请核对。"),
        ({"weekly_periods": "x"}, "weekly_periods", "周课时“x”不是数，请核对。"),
        ({"weekly_periods": "-3"}, "weekly_periods", "周课时“-3”不在 0 到 30 之间，请核对。"),
        ({"weekly_periods": "31"}, "weekly_periods", "周课时“31”不在 0 到 30 之间，请核对。"),
        (
            {"status": "退休", "status_date": "2030-01"},
            "status_date",
            "状态时间“2030-01”在今天之后，请核对。",
        ),
        ({"name": "王" * 31}, "name", "姓名有 31 字，超过 30 字，请核对。"),
        ({"subject": "语" * 501}, "subject", "任教学科有 501 字，超过 500 字，请核对。"),
    ],
)
def test_a_doubt_stands_beside_its_field_and_is_no_wall(facts: dict[str, str], key: str, text: str) -> None:
    draft = replace(PLAIN, **facts)
    assert said(draft) == {key: text}
    assert problems(draft) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"birth": "1987-05-24"},
        {"id_no": "K1234567", "id_type": "其他", "birth": "1985-01", "gender": "男"},
        {"id_no": WOMAN[:17] + "?", "id_status": "待核实", "birth": "1985-01"},
        {"id_no": "", "birth": "1940-01", "status": "退休"},
        {"phone": "19901995571、0519-85112233", "short_no": "660001", "email": "a.b@example.com"},
        {"status": "退休", "status_date": "2026-09"},
        {"weekly_periods": ""},
    ],
)
def test_what_may_well_be_so_is_not_doubted(facts: dict[str, str]) -> None:
    assert said(replace(PLAIN, **facts)) == {}


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("12", 12.0), ("12.5节", 12.5), ("12+2", 14.0), ("语8数4", 12.0), ("语8、数4", 12.0), ("１４ 课时", 14.0),
        ("-3", -3.0), ("十二", None), ("12-14", None), ("x", None), ("", None),
    ],
)  # fmt: skip
def test_m36_weekly_periods_are_summed(text: str, periods: float | None) -> None:
    assert periods_of(text) == periods
