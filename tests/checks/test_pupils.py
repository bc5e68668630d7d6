"""Pupils on a sheet are minors: named by 学号 or surname, and outside the house only how many they are (教学常规检查 5.4)."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.checks.forms.lists import shipped_lists
from edudesk.checks.forms.value import FieldKind
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rules.plausible import doubts
from edudesk.checks.rules.pupils import names_in, numbers_seen_by, seen_by
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled
from tests.checks.test_sheets import facts_of

TUTORING = FORMS["FD01"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("3、12、25号", []),
        ("张、欧阳、王某、李同学", []),
        ("3，张小雨; 李明 王", ["张小雨", "李明"]),
        ("3、12（抽取编号 1122133005）", []),
    ],
)
def test_whole_names_are_told_from_numbers_and_surnames(text: str, names: list[str]):
    assert names_in(text) == names


def test_outside_the_house_there_is_told_how_many():
    assert seen_by("3、张小雨", Audience.INTERNAL) == "3、张小雨"
    assert [seen_by("3、张小雨", one) for one in (Audience.BUREAU, Audience.WEB_NOTICE)] == ["2 人", "2 人"]
    assert seen_by("", Audience.BUREAU) == ""
    assert numbers_seen_by("3、12、25", Audience.WEB_NOTICE) == "3、12、25"
    assert numbers_seen_by("张小雨、12", Audience.SCHOOL_NOTICE) == "2 人"


def test_an_inspector_is_told_once_and_the_hint_stands_on_every_form_of_the_type():
    told = doubts(TUTORING, "2026-11-18", {"pupils_sampled": "3、张小雨"}, date(2026, 11, 18))
    assert told == ("抽查学生（仅学号或姓）写了“张小雨”，像是全名，请只写学号或姓。",)
    assert doubts(TUTORING, "2026-11-18", {"pupils_sampled": "3、张"}, date(2026, 11, 18)) == ()
    hints = [one.text for one in shipped_lists().hints(replace(TUTORING, policies=()), "小学")]
    assert any("只写学号或姓，不写全名；只存在本机" in text for text in hints)


@pytest.mark.parametrize("kind", [FieldKind.PUPILS, FieldKind.TEXT])
def test_a_record_for_the_bureau_names_no_pupil(context: Context, kind: FieldKind):
    office = Office(context)
    check = office.publish(replace(CHECK, kind="FD", title="11月辅导检查", pupils="张小雨、12"))
    unit = office.unit(check, "李静")
    field = next(one for one in TUTORING.fields if one.key == "pupils_sampled")
    assert replace(field, kind=kind).is_of_pupils  # forms of before have it as text
    office.sheets.submit(unit.id, filled(TUTORING, counts={"pupils_sampled": "3、张小雨"}))
    facts = facts_of(office, campaign_id=check.id)

    def told(audience: Audience) -> dict[str, str]:
        made = sheet("records").build(facts, audience)
        assert isinstance(made, FormBook)
        return dict(pairwise(cell.text for row in made.forms[0].rows for cell in row.cells))

    assert told(Audience.INTERNAL)["抽查学生（仅学号或姓）"] == "3、张小雨"
    assert told(Audience.BUREAU)["抽查学生（仅学号或姓）"] == "2 人"
    for audience in (Audience.BUREAU, Audience.SCHOOL_NOTICE):
        assert "张小雨" not in str(sheet("arrangement").build(facts, audience))
        assert "张小雨" not in str(sheet("announcement").build(facts, audience))
