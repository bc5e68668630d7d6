"""推荐与公示 with real widgets: scores of several experts, places, quotas, the list of a round, its 公示 and its paper."""

import pytest

from edudesk.base import clock
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.ranking import RankingPage
from edudesk.projects.pages.reviews_sheet import ReviewsSheet
from edudesk.projects.pages.round_dialog import RoundDialog
from edudesk.projects.reports.catalogue import sheet
from edudesk.shell.search import pages
from edudesk.submissions.project_papers import project_facts
from tests.gui import Said
from tests.projects.test_page import typed
from tests.projects.test_points_pages import line_of, put
from tests.seat import Seat

COURSES, CLASSROOM, QUALITY = (
    "跨学科项目化学习课程群",
    "人机协同的课堂评价改革实验",
    "综合素质评价改革实验项目",
)
BATCH = "2026年市级品质提升项目推荐"


@pytest.fixture
def ranking(seat: Seat) -> RankingPage:
    """推荐与公示, read."""
    shown = seat.window.show_page("project_ranking")
    assert isinstance(shown, RankingPage)
    seat.wait()
    return shown


def places(page: RankingPage) -> list[tuple[str, int | None]]:
    return [(row.title, row.place) for row in page.model.rows]


def by_title(page: RankingPage, title: str) -> str:
    return str(next(row.id for row in page.model.all_rows if row.title == title))


def test_the_ranking_of_a_year_says_why_and_leads_to_the_project(ranking: RankingPage, seat: Seat):
    assert places(ranking) == [(COURSES, 1), (CLASSROOM, 2), (QUALITY, None)]
    assert ranking.told.text() == "名次按 2026 年 2 个有论证评分的项目排，1 个没有评分、没有名次"
    ranking.go_to(by_title(ranking, CLASSROOM))
    words = seat.words(ranking.drawer)
    assert "为什么是第 2 名" in words
    assert f"比前一名“{COURSES}”少 7.8 分。" in words
    ranking.go_to(by_title(ranking, QUALITY))
    assert "没有论证评分，不参加排序；录入评分后自动排。" in seat.words(ranking.drawer)
    ranking.batch_box.setCurrentText(BATCH)
    ranking.batch_box.activated.emit(1)
    assert places(ranking) == [(COURSES, 1)]
    assert ranking.told.text().endswith("公示 2026-11-17 至 11-24")
    ranking.go_to(by_title(ranking, COURSES))
    seat.click("打开项目", ranking.drawer)
    page = seat.window.stack.currentWidget()
    assert isinstance(page, ProjectsPage)
    assert page.drawer.name.text() == COURSES


def test_experts_score_all_candidates_and_the_places_follow(ranking: RankingPage, seat: Seat, said: Said):
    ranking.enter_reviews()
    scores = seat.dialog(ReviewsSheet)
    assert [row.expert for row in scores.table.rows] == ["周教授"] * 3 + ["徐主任"] * 3
    scores.expert.show_text("钱校长、徐主任")
    scores.add_experts()
    assert len(scores.table.rows) == 9
    assert "还没有评：周教授 1 份、徐主任 1 份、钱校长 3 份。" in scores.sum.text()
    start = 6
    titles = [row.title for row in scores.table.rows[start:]]
    for title, points in ((CLASSROOM, "96"), (QUALITY, "90")):
        put(scores, start + titles.index(title), needed=points, scientific=points)
    scores.seize(start + titles.index(QUALITY))
    assert scores.problem.text() == f"钱校长没有给“{QUALITY}”的可操作性评分，按其余各项的权重折算。"
    put(scores, start + titles.index(QUALITY), feasible="101")
    scores.accept()
    assert said.heard() == ["tell: 还没有保存：有的格子填得不对。"]
    put(scores, start + titles.index(QUALITY), feasible="90")
    put(scores, start, expert_unit="城西实验小学")
    scores.accept()
    seat.wait()
    assert said.heard() == ["notice: 已保存 6 份论证评分，名次已重新排。"]
    assert places(ranking) == [(QUALITY, 1), (COURSES, 2), (CLASSROOM, 3)]
    seat.press("Ctrl+Z")
    assert places(ranking) == [(COURSES, 1), (CLASSROOM, 2), (QUALITY, None)]
    assert said.heard() == ["notice: 已撤销：录入论证评分 6 份"]


def test_a_round_by_quotas_its_notice_and_its_paper(ranking: RankingPage, seat: Seat, said: Said):
    ranking.decide()
    dialog = seat.dialog(RoundDialog)
    assert dialog.batch.typed() == "2026年项目推荐"
    dialog.quotas["市级"].setFocus()
    seat.qtbot.keyClicks(dialog.quotas["市级"], "1")
    assert [(row.title, row.decision, row.level) for row in dialog.table.rows] == [
        (COURSES, "推荐", "市级"), (CLASSROOM, "候补", ""), (QUALITY, "", ""),
    ]  # fmt: skip
    assert dialog.table.rows[1].why == "第 2 名，1 个名额已满。"
    place = line_of(dialog, QUALITY)[0]
    put(dialog, place, decision="推荐", level="区级")
    dialog.seize(place)
    assert dialog.problem.text() == f"“{QUALITY}”没有论证评分，请在“理由”里写明。"
    dialog.accept()
    assert said.heard() == ["tell: 还没有保存：有的格子填得不对。"]
    put(dialog, place, reason="区教育局定向委托")
    assert "推荐 2 项，市级 1 / 1，区级 1 / 未定" in dialog.sum.text()
    dialog.accept()
    seat.wait()
    assert said.heard() == ["notice: 已保存“2026年项目推荐”的推荐名单，推荐 2 项。"]
    assert ranking.publish() is None  # there are two rounds
    assert said.heard() == ["tell: 还不知道公示哪一批推荐。"]
    ranking.batch_box.setCurrentText("2026年项目推荐")
    ranking.batch_box.activated.emit(1)
    ranking.publish()
    form = seat.dialog(FormDialog)
    form.fields["notice_to"].editor.show_text("2026-11-01")
    form.accept()
    assert form.isVisible()  # ends before it begins
    typed(seat, notice_to="2026-11-27", notice_result="无异议")
    assert said.heard() == ["notice: 已登记 2 项的公示。"]
    assert ranking.told.text().endswith("公示 2026-11-22 至 11-27")
    again = ranking.decide()
    assert again is not None
    assert again.batch.isReadOnly()  # another name would be another round
    assert "公示过，改动后请重新登记公示。" in again.sum.text()
    again.reject()
    seat.click("导出推荐汇总表", ranking)
    assert BATCH not in seat.dialog(ExportDialog).windowTitle()
    seat.dialog(ExportDialog).reject()
    facts = project_facts(seat.desk, clock.today(), year="2026", batch="2026年项目推荐")
    report = sheet("recommended").build(facts, Audience.BUREAU)
    assert isinstance(report, Report)
    assert [(row[2], row[-3:-1]) for row in report.rows] == [
        (COURSES, (1, "市级")),
        (QUALITY, (None, "区级")),
    ]
    assert report.notes == ("推荐批次：2026年项目推荐", "公示时间：2026-11-22 至 2026-11-27")


def test_the_page_is_found_by_ctrl_k_and_a_year_without_candidates_says_so(
    ranking: RankingPage, seat: Seat, said: Said
):
    assert [hit.title for hit in pages(seat.window)("tjygs")] == ["推荐与公示"]
    ranking.year_box.setCurrentText("2025")
    ranking.year_box.activated.emit(1)
    assert ranking.table.empty.isVisible()
    assert ranking.decide() is None
    assert ranking.enter_reviews() is None
    assert said.heard() == ["tell: 列表里没有候选项目。"] * 2
