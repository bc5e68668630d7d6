"""自评表 with its cover: what the first two pages say, filled in and empty."""

from dataclasses import replace
from datetime import date

from edudesk.appraisal.forms.reading import shipped_forms
from edudesk.appraisal.reports.booklet import booklet
from edudesk.appraisal.reports.facts import AppraisalFacts
from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalRow
from edudesk.appraisal.rules.scoring import judge
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.school.rows import SchoolDraft

SCHOOL = SchoolDraft(
    name="龙城实验小学", address="青果巷 9 号", principal="单国平", contact_phone="19901990102"
)
ROW = AppraisalRow(
    id="a1", version=1, form="management", form_version=1, year="2026-2027", on="2027-06-22", leader="单国平"
)


def facts(key: str = "management", row: AppraisalRow | None = ROW) -> AppraisalFacts:
    form = shipped_forms()[key]
    answers = [AnswerDraft(appraisal_id="a1", node="1", word="符合")] if row is not None else []
    return AppraisalFacts(SCHOOL, date(2027, 6, 30), form, row, judge(form, answers))


def test_the_cover_says_whose_it_is_and_the_next_page_how_it_is_filled_in() -> None:
    made = booklet(facts(), Audience.INTERNAL)
    assert made.cover is not None
    assert made.cover.title == ("义务教育学校管理标准自查表", "（2026-2027学年）")
    assert made.cover.facts == (
        ("学校名称（公章）", "龙城实验小学"),
        ("学校地址", "青果巷 9 号"),
        ("校长姓名", "单国平"),
        ("联系方式", "19901990102"),
        ("填表日期", "2027年6月22日"),
    )
    assert (
        made.cover.hints[0]
        == "1．本表依据《义务教育学校管理标准》（教基〔2017〕9号）制定，由学校自评小组集体讨论后填写，每学年一次。"
    )
    assert any("整改时限写到日" in one for one in made.cover.hints)
    assert not any(
        "整改时限" in one
        for one in (booklet(facts("compulsory"), Audience.INTERNAL).cover or made.cover).hints
    )
    assert made.blanks == ()


def test_what_the_school_does_not_know_is_named_and_an_empty_one_is_filled_in_by_hand() -> None:
    bare = replace(facts(), school=SchoolDraft(name="龙城实验小学"))
    assert booklet(bare, Audience.INTERNAL).blanks == ("学校地址", "校长姓名", "联系方式")
    empty = booklet(facts(row=None), Audience.BUREAU)
    assert empty.cover is not None
    assert empty.cover.title == ("义务教育学校管理标准自查表",)
    assert dict(empty.cover.facts)["填表日期"] == ""
    assert "19901990102" not in str(empty.cover.facts)
    form = empty.body[0]
    assert isinstance(form, Form)
    assert [cell.text for cell in form.rows[0].cells] == ["负责人", "", "自评日期", ""]
    assert empty.blanks == ()
