"""教师业务档案 on paper: one page for each teacher, however much there is to tell."""

from pathlib import Path

import pypdfium2

from edudesk.base.masking import Audience
from edudesk.desk import open_desk
from edudesk.papers.form_writer import write_forms
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.portfolio import portfolio_book
from edudesk.submissions.registry import roster_facts
from tests.roster.test_sheets import ON, ZHOU, facts


def _stuffed() -> Facts:
    """周敏华 after thirty years: more than a page holds, in long words."""
    name = "义务教育新课程标准背景下单元整体教学设计与实施能力提升市级高级研修班"
    years = [f"{year}-07" for year in range(2022, 2027)]
    return facts(
        *(
            ("training", "周敏华", {"project": f"{name}{number}", "organiser": "江南市教师发展学院", "begins": years[number % 5], "hours": 9.0})
            for number in range(30)
        ),
        *(
            ("achievement", "周敏华", {"kind": "论文", "title": f"{name}的实践研究{number}", "level": "省级", "begins": years[number % 5]})
            for number in range(30)
        ),
        *(("honour", "周敏华", {"name": f"市学科带头人{number}", "awarded": f"20{10 + number}-06"}) for number in range(8)),
        *(("title", "周敏华", {"title": "一级教师", "obtained": f"20{10 + number}-08"}) for number in range(4)),
        *(("post", "周敏华", {"grade": "专业技术九级", "since": f"20{10 + number}-09"}) for number in range(5)),
        *(("admin_post", "周敏华", {"post": "教导处副主任", "since": f"20{12 + number}-09"}) for number in range(3)),
        *(("mentoring", "李静", {"mentor": "周敏华", "mentor_id": ZHOU.id, "begins": f"20{15 + number}-09"}) for number in range(6)),
        *(("exchange", "周敏华", {"direction": "派出", "other_school": "第二小学", "begins": f"20{12 + number}-09"}) for number in range(4)),
        chosen=frozenset({ZHOU.id}),
    )  # fmt: skip


def test_the_file_of_a_long_life_stays_on_one_page(tmp_path: Path) -> None:
    source = _stuffed()
    written = write_forms(portfolio_book(source, Audience.INTERNAL), tmp_path / "档案.pdf")
    assert written.pages == 1
    with pypdfium2.PdfDocument(written.path) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert text.count("另有 ") >= 3  # courses, achievements, and what else is left out is said
    assert "市学科带头人7" in text


def test_every_teacher_of_the_sample_school_has_one_page(sample: Path, tmp_path: Path) -> None:
    with open_desk(sample) as desk:
        source = roster_facts(desk, ON)
        written = write_forms(portfolio_book(source, Audience.INTERNAL), tmp_path / "档案.pdf")
    assert written.pages == len(source.wanted) > 100
