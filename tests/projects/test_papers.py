"""The papers of a project: prefilled from the record, open where nothing is known, anonymous where they must be."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.contents import texts_of
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk
from edudesk.kit.writing import write
from edudesk.projects.forms.papers import paper_form, paper_forms, passages
from edudesk.projects.forms.value import PHASES, ProjectKind
from edudesk.projects.reports.catalogue import sheet, sheets
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.reports.papers import empty_dossier, suits
from edudesk.projects.reports.tables import body_of, known_tables
from edudesk.projects.rows.course import ChangeDraft
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.planned import PlannedRow
from edudesk.projects.rows.pool import RecommendationDraft
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft
from edudesk.projects.rows.whole import Whole
from edudesk.projects.rules.words import words
from edudesk.roster.rows import TeacherDraft
from edudesk.school.rows import SchoolDraft
from edudesk.store.engine import Store
from edudesk.submissions import registry
from edudesk.submissions.making import make
from edudesk.submissions.rules.packs import pack_of_project, shipped_pack

SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", short_name="龙城实小")
TODAY = date(2026, 11, 20)


@pytest.fixture
def desk(school: Store, stopped_clock: Callable[[str], None]) -> Desk:
    stopped_clock("2026-11-20 08:30")
    desk = Desk(school)
    desk.school.save({"name": SCHOOL.name, "stage": SCHOOL.stage, "short_name": SCHOOL.short_name})
    return desk


@pytest.fixture
def project(desk: Desk) -> Dossier:
    """A 课题 about to end, with people, money, results and one change."""
    leader = desk.teachers.add(
        TeacherDraft(name="王建国", title="高级教师", phone="19901991234", status="在岗")
    )
    whole = Whole(
        ProjectDraft(
            title="小学数学结构化学习的实践研究", kind="KT", level="市级", number="CZ2024-12", stage="结题申请",
            start="2025-01-01", end="2026-12-31", approved_on="2025-01-01",
        ),
        parts=(
            MemberDraft(project_id="", teacher_id=leader.id, name="王建国", role="主持人", place=1, duty="统筹"),
            MemberDraft(project_id="", name="李明", role="参研人员", place=2, unit="市教科院"),
            ChangeDraft(
                project_id="", item="延期", before="2025-12-31", after="2026-12-31", reason="样本不足", decision="同意",
                decided_on="2025-11-01",
            ),
            BudgetDraft(project_id="", line="资料费", year="2025", source="市拨", yuan=3000.0),
            BudgetDraft(project_id="", line="印刷出版费", year="2026", source="学校配套", yuan=2000.5),
            SpendingDraft(project_id="", line="资料费", on="2025-06-01", yuan=3200.0),
            SpendingDraft(project_id="", line="印刷出版费", on="2026-03-01", yuan=1000.0),
            DeliverableDraft(project_id="", kind="论文", title="结构化的三个支点", on="2026-05", outlet="教学月刊"),
            DeliverableDraft(project_id="", kind="研究报告", title="研究总报告", is_final="是"),
            EvidenceDraft(project_id="", title="立项通知", document="立项通知书", form="纸质"),
            MeasureDraft(project_id="", year="2026", group="产出", title="课例", full=50.0, points=50.0),
            MeasureDraft(project_id="", year="2026", group="效益", title="受益学生", full=30.0, points=28.0),
            MeasureDraft(project_id="", year="2026", group="满意度", title="教师", full=10.0, points=9.0),
            YearlyDraft(
                project_id="", year="2026", goals="结题", done="完成", highlights="论文 1 篇",
                scores=json.dumps({"实绩展示": 90, "专家论证": 80}),
            ),
        ),
        steps=(
            StepDraft(project_id="", on="2025-01-01", from_stage="", to_stage="立项"),
            StepDraft(project_id="", on="2025-03-01", from_stage="立项", to_stage="开题"),
            StepDraft(project_id="", on="2026-11-02", from_stage="开题", to_stage="结题申请"),
        ),
    )  # fmt: skip
    row = desk.projects.begin(whole)
    desk.projects.write(
        row.id, {"status": "龙城实验小学王建国等对此已有研究。", "aims": "目标一。\n目标二。"}
    )
    return desk.project_dossiers.of(row.id)


def facts_of(dossier: Dossier | None) -> ProjectFacts:
    return ProjectFacts(school=SCHOOL, on=TODAY, today=TODAY, dossier=dossier)


def made(key: str, dossier: Dossier | None, audience: Audience = Audience.INTERNAL) -> Document:
    paper = sheet(key).build(facts_of(dossier), audience)
    assert isinstance(paper, Document)
    return paper


def told(paper: Document) -> str:
    return "\n".join(texts_of(paper))


# the forms as data


def test_every_form_asks_for_what_the_program_knows() -> None:
    places = words(empty_dossier(), SCHOOL, TODAY, "2026")
    families = {kind.family for kind in _kinds()}
    for form in paper_forms():
        parts = [part for section in form.sections for part in section.parts]
        asked = [*form.cover, *(fact for part in parts for row in part.facts for fact in row)]
        assert {fact.key for fact in asked if fact.key} <= places.keys(), form.key
        assert {part.table for part in parts if part.table} <= known_tables()
        assert set(form.phases) <= set(PHASES)
        assert set(form.families) <= families
        assert form.source
    assert "status" in passages("课题")
    assert "task_goals" not in passages("课题")


def _kinds() -> list[ProjectKind]:
    from edudesk.projects.forms.reading import shipped_kinds

    return list(shipped_kinds().values())


def test_what_nobody_confirmed_is_marked_as_a_model() -> None:
    marked = {form.title for form in paper_forms() if form.is_reference}
    assert {"开题报告", "变更申请表", "项目支出绩效自评表", "年度考核表"} <= marked
    assert "参考模板" in told(made("change", None))
    assert made("change", None).footer.startswith("参考模板")


# what is known stands in them, the rest stays open


def test_a_paper_says_what_the_record_knows(project: Dossier) -> None:
    text = told(made("ending", project))
    for word in (
        "小学数学结构化学习的实践研究",
        "CZ2024-12",
        "王建国",
        "高级教师",
        "市规划课题",
        "2026年12月31日",
    ):
        assert word in text
    assert "延期：2025-12-31 改为 2026-12-31" in text
    assert "研究总报告" in text


def test_the_task_paper_names_who_answers(project: Dossier) -> None:
    paper = told(made("task", replace(project, department="教科室", supervisor="李静")))
    assert "教科室" in paper
    assert "李静" in paper
    school = replace(SCHOOL, principal="赵文")
    assert words(project, school, TODAY, "2026")["supervisor"] == "赵文"  # while nobody is named


def test_an_application_promises_its_results_as_tables(project: Dossier) -> None:
    promised = (
        PlannedRow(
            id="1", version=1, project_id="p", kind="论文", title="结构化的三个支点", due="2026-05-31"
        ),
        PlannedRow(
            id="2",
            version=1,
            project_id="p",
            kind="研究报告",
            title="研究总报告",
            owner="王建国",
            is_final="是",
        ),
    )
    project = replace(project, planned=promised)
    report = body_of("planned_final", project, facts_of(project))
    assert [one.title for one in report.columns] == ["序号", "完成时间", "成果名称", "成果形式", "承担人"]
    assert list(report.rows) == [(1, "", "研究总报告", "研究报告", "王建国")]
    assert report.notes == ("注：限填 3 项。",)
    stage = body_of("planned_stage", project, facts_of(project))
    assert list(stage.rows) == [(1, "2026年5月31日", "结构化的三个支点", "论文", "")]
    assert stage.notes == ("注：限填 10 项。",)
    paper = told(made("application", project))
    assert paper.index("主要阶段成果") < paper.index("结构化的三个支点") < paper.index("最终成果")
    # at the end: what was planned beside what there is
    done = replace(project.results[0], id="r9", title="支点再论", on="2026-06-10")
    kept = replace(promised[0], result_id="r9")
    told_ = body_of(
        "kept_promises", replace(project, planned=(kept, promised[1]), results=(done,)), facts_of(project)
    )
    assert list(told_.rows) == [
        (1, "结构化的三个支点", "论文", "2026年5月31日", "支点再论", done.kind, "2026年6月10日"),
        (2, "研究总报告", "研究报告", "", "未完成", "", ""),
    ]
    ends = words(project, SCHOOL, TODAY, "2026")
    assert (ends["planned_forms"], ends["planned_end"]) == ("研究报告、论文", "2026年5月31日")


def test_what_is_appraised_and_what_was_planned(project: Dossier) -> None:
    rows = list(body_of("handed_results", project, facts_of(project)).rows)
    assert [row[:4] for row in rows] == [
        ("主件", 1, "研究总报告", "研究报告"),
        ("附件", 1, "结构化的三个支点", "论文"),
    ]
    said = words(project, SCHOOL, TODAY, "2026")
    assert (said["planned_forms"], said["planned_end"]) == ("研究报告、论文", "2025年12月31日")
    assert said["appraisal_ways"].startswith("□会议鉴定")
    forms = replace(project.changes[0], item="成果形式", before="专著")
    assert words(replace(project, changes=(forms,)), SCHOOL, TODAY, "")["planned_forms"] == "专著"
    bare = replace(project, results=())
    assert [row[0] for row in body_of("handed_results", bare, facts_of(bare)).rows] == ["主件", "附件"]
    assert {"主要阶段成果", "最终成果"} <= set(made("application", bare).blanks)


def test_a_project_of_character_applies_with_its_own_form(project: Dossier) -> None:
    kinds = {kind.key: kind for kind in _kinds()}
    own, usual = paper_form("character"), paper_form("building")
    assert [suits(form, kinds["PG"]) for form in (own, usual)] == [True, False]
    assert [suits(form, kinds["QZ"]) for form in (own, usual)] == [False, True]
    assert "character_theme" in passages("建设项目", "品格提升工程")
    assert "character_theme" not in passages("建设项目", "前瞻性教学改革实验项目")
    paper = made("character", replace(project, kind=kinds["PG"]))
    assert paper.footer.startswith("参考模板")
    text = told(paper)
    for word in (
        "主题与核心品格",
        "背景",
        "育人目标",
        "课程",
        "学科",
        "活动",
        "环境",
        "实践",
        "评价",
        "家校社",
        "年度安排",
    ):
        assert word in text
    assert "王建国" in text
    assert "资料费" in text
    assert "项目主题与核心品格" in paper.blanks


def test_open_places_are_told_by_name(project: Dossier) -> None:
    blanks = made("application", project).blanks
    assert "选题意义与研究价值" in blanks
    assert "研究目标与内容" not in blanks  # written
    assert "课题名称" not in blanks
    assert "缺材料：开题报告" in made("archive", project).blanks
    assert made("application", None).blanks == ()  # an empty form is open everywhere


def test_an_empty_form_names_nobody() -> None:
    for form in paper_forms():
        text = told(made(form.key, None))
        assert form.title
        assert "None" not in text
        assert "{" not in text


def test_the_anonymous_sheet_says_no_name(project: Dossier) -> None:
    paper = made("anonymous", project)
    text = told(paper) + paper.file_name
    assert "小学数学结构化学习的实践研究" in text
    assert "＊＊＊＊＊＊等对此已有研究。" in text
    for name in ("王建国", "李明", "龙城实验小学", "龙城实小"):
        assert name not in text


def test_numbers_of_people_are_starred_for_the_bureau(project: Dossier) -> None:
    assert "19901991234" in told(made("application", project))
    assert "19901991234" not in told(made("application", project, Audience.BUREAU))
    with pytest.raises(UserError, match="不能用于校内公示"):
        made("application", project, Audience.SCHOOL_NOTICE)


# money


def test_the_final_account_is_line_by_year_and_tells_what_is_overspent(project: Dossier) -> None:
    body = body_of("final_account", project, facts_of(project))
    assert [column.title for column in body.columns] == [
        "经费科目",
        "预算",
        "2025年",
        "2026年",
        "支出合计",
        "结余",
    ]
    assert body.rows == [
        ("资料费", "3,000", "3,200", "", "3,200", "-200"),
        ("印刷出版费", "2,000.50", "", "1,000", "1,000", "1,000.50"),
    ]
    assert body.total == ("合计", "5,000.50", "3,200", "1,000", "4,200", "800.50")
    assert body.notes[-1] == "注：以财务部门数据为准。"


def test_payments_without_a_source_leave_the_sources_open(project: Dossier) -> None:
    body = body_of("sources", project, facts_of(project))
    assert [tuple(row) for row in body.rows] == [
        ("市拨", "3,000", "", "", ""),
        ("学校配套", "2,000.50", "", "", ""),
    ]
    assert "没有写明经费来源" in body.notes[-1]


def test_execution_has_ten_points_and_carried_over_money_is_left_to_the_office(project: Dossier) -> None:
    whole, fiscal, carried, _ = body_of("funds", project, facts_of(project)).rows
    assert whole == ("年度资金总额", "", "2,000.50", "1,000", "10", "49%", "5.00")
    assert fiscal[2:4] == ("0", "")
    assert carried[1:4] == ("", "", "")
    measures = body_of("measures", project, facts_of(project))
    assert tuple(measures.total[2:7]) == ("等级：优", "", "", "100", "92.00")


def test_spending_over_the_budget_has_full_points_and_is_told(project: Dossier) -> None:
    dear = replace(project.spendings[1], yuan=2100.0)
    body = body_of("funds", replace(project, spendings=(dear,)), facts_of(project))
    assert body.rows[0][-1] == "10.00"
    assert "超过全年预算数" in body.notes[-1]


def test_no_money_is_not_nought(project: Dossier) -> None:
    poor = replace(project, budgets=(), spendings=())
    assert body_of("funds", poor, facts_of(poor)).rows[0][1:4] == ("", "", "")
    assert body_of("year_account", poor, facts_of(poor)).rows == []


# other tables


def test_a_table_holds_as_many_results_as_the_kind_allows(project: Dossier) -> None:
    paper = next(one for one in project.results if one.is_final != "是")
    results = tuple(replace(paper, id=f"r{number}", title=f"成果{number}") for number in range(12))
    many = replace(project, results=results)
    body = body_of("stage_results", many, facts_of(many))
    assert len(body.rows) == project.kind.stage_rows == 10
    assert body.notes == ("注：共 12 项，表内限填 10 项。",)
    assert body.doubts == ("阶段成果 12 项，表内限 10 项，还没有选，先列最早的 10 项。",)


def test_the_results_that_were_chosen_stand_in_the_table(desk: Desk, project: Dossier) -> None:
    service, id_ = desk.deliverables, project.project.id
    service.add_many(
        "登记成果", [DeliverableDraft(project_id=id_, kind="讲座", title=f"讲座{number}", on=f"2026-0{number}-01") for number in range(1, 10)]
        + [DeliverableDraft(project_id=id_, kind="讲座", title=f"末期讲座{number}", on="2026-11-01") for number in range(4)],
    )  # fmt: skip
    own = [row for row in service.of(id_) if row.is_final != "是"]
    assert len(own) == 14
    late = [row.id for row in own[-4:]]
    service.mark(id_, late)
    assert service.marked(id_) == frozenset(late)
    again = desk.project_dossiers.of(id_)
    body = body_of("stage_results", again, facts_of(again))
    assert [row[1] for row in body.rows] == [row.title for row in own[-4:]]
    assert body.doubts == ()
    assert not [one for one in desk.projects.warnings(id_) if "有代表性的" in one]
    with pytest.raises(UserError, match=r"阶段成果限选 10 项，选了 11 项。"):
        service.mark(id_, [row.id for row in own[:11]])
    desk.timeline.undo()
    assert service.marked(id_) == frozenset()


def test_the_archive_has_its_eleven_sections_in_order(project: Dossier) -> None:
    rows = body_of("archive", project, facts_of(project)).rows
    heads = [str(row[0]) for row in rows if row[0]]
    assert [head.split("　")[0] for head in heads] == [str(number) for number in range(1, 12)]
    assert rows[0][:4] == ("1　立项通知书", "01-01", "立项通知", "纸质")
    assert ("开题报告", "缺") in [tuple(row[2:4]) for row in rows]


def test_a_year_is_the_one_that_is_told(project: Dossier) -> None:
    assert "2026年度" in told(made("yearly", project))
    body = body_of("channels", project, facts_of(project))
    assert [tuple(row[1:4]) for row in body.rows][:2] == [
        ("实绩展示", "30%", "90"),
        ("专家论证", "30%", "80"),
    ]
    january = replace(facts_of(project), today=date(2027, 1, 10))
    assert january.year_of(project) == "2026"


def test_a_teacher_who_is_gone_stays_by_name(desk: Desk, project: Dossier) -> None:
    (leader,) = project.leaders
    desk.teachers.put_away([leader.teacher_id])
    again = desk.project_dossiers.of(project.project.id)
    assert "王建国" in told(made("ending", again))


# lists


def test_the_lists_hold_every_project(desk: Desk, project: Dossier) -> None:
    facts = registry.project_facts(desk, TODAY)
    ledger = sheet("ledger").build(facts, Audience.SCHOOL_NOTICE)
    assert [column.title for column in ledger.columns][:3] == ["序号", "编号", "项目名称"]
    assert not {"预算（元）", "执行率"} & {
        column.title for column in ledger.columns
    }  # a notice says no money
    assert ledger.rows[0][1:3] == ("CZ2024-12", "小学数学结构化学习的实践研究")
    results = sheet("results_list").build(facts, Audience.INTERNAL)
    assert [row[3] for row in results.rows] == ["研究总报告", "结构化的三个支点"]
    assert sheet("recommended").build(facts, Audience.INTERNAL).rows == ()


def test_a_ledger_of_a_day_that_has_gone_says_what_is_of_today(desk: Desk, project: Dossier) -> None:
    def notes(on: date) -> tuple[str, ...]:
        return sheet("ledger").build(registry.project_facts(desk, on), Audience.INTERNAL).notes

    assert "注：主持人、经费、成果为 2026-11-20 的登记。" in notes(date(2026, 9, 1))
    assert not any("的登记" in note for note in notes(TODAY))
    # teachers of that day, projects in the stage of that day
    within, of = desk.project_board.participation(date(2026, 9, 1))
    assert f"全校专任教师 {of} 人，至少参加一个在研项目的 {within} 人。" in notes(date(2026, 9, 1))[1]


def test_of_two_rounds_of_one_day_one_is_printed(desk: Desk) -> None:
    def put(title: str, batch: str, place: int, on: str = "2026-03-01") -> None:
        rec = RecommendationDraft(project_id="", batch=batch, on=on, place=place)
        desk.projects.begin(Whole(ProjectDraft(title=title, kind="KT"), (rec,)))

    put("去年的课题", "市级课题推荐", 1, on="2025-03-01")
    put("丙项目", "品质提升项目推荐", 1)
    put("甲课题", "市级课题推荐", 2)
    put("乙课题", "市级课题推荐", 1)
    report = sheet("recommended").build(registry.project_facts(desk, TODAY), Audience.INTERNAL)
    assert [row[2] for row in report.rows] == ["乙课题", "甲课题"]
    assert report.notes == ("推荐批次：市级课题推荐",)


# files and packs


def test_word_and_pdf_say_the_same(project: Dossier, tmp_path: Path) -> None:
    import docx

    from tests.pdf import pdf_text

    paper = made("mid_brief", project)
    assert not [one for one in write(paper, tmp_path / "a.pdf").remarks if "字体" not in one]
    write(paper, tmp_path / "a.docx")
    printed = "".join(pdf_text(tmp_path / "a.pdf").split())
    tables = docx.Document(str(tmp_path / "a.docx")).tables
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells if cell.text}
    assert "CZ2024-12" in cells
    assert [text for text in cells if "".join(text.split()) not in printed] == []


def test_a_title_that_no_file_can_have_makes_a_file_all_the_same(project: Dossier) -> None:
    odd = replace(project, project=replace(project.project, title='减负/增效:"三化"?的研究'))
    name = made("mid", odd).file_name
    assert not set(name) & set('\\/:*?"<>|')


def test_the_kit_of_a_project_that_ends_has_eleven_documents(desk: Desk, project: Dossier) -> None:
    row = project.project
    kit = make(desk, pack_of_project(shipped_pack("P9J"), row.id, row.title))
    assert len(kit.files) == 11
    assert not [one.name for one in kit.files if one.problem]
    assert "建设项目申报书" not in [one.file.title for one in kit.files]  # is for other kinds
    archive = kit.files[0].paper
    assert isinstance(archive, Document)
    listed = "\n".join(texts_of(archive))
    assert ("附件2" in listed, "附件5" in listed) == (True, True)  # 开题报告, 结题鉴定审批书
    assert not {"缺材料：申报书", "缺材料：开题报告", "缺材料：经费决算"} & set(archive.blanks)
    assert "缺材料：研究总报告" in archive.blanks


def test_a_pack_has_a_file_for_each_project_that_hands_it_in(desk: Desk, project: Dossier) -> None:
    for title in ("作业设计研究", "写话教学研究"):
        desk.projects.begin(Whole(ProjectDraft(title=title, kind="KT", stage="申报")))
    files = [one.file.title for one in make(desk, shipped_pack("P8")).files]
    assert files == [
        "项目推荐汇总表", "课题申报评审书（作业设计研究）", "课题申报评审书（写话教学研究）",
        "课题论证活页（作业设计研究）", "课题论证活页（写话教学研究）",
    ]  # fmt: skip
    assert [one.file.title for one in make(desk, shipped_pack("P11")).files] == ["项目支出绩效自评表"] * 2


def test_a_pack_nobody_hands_in_says_so(desk: Desk) -> None:
    (first, _) = make(desk, shipped_pack("P11")).files
    assert first.problem is not None
    assert first.problem.text == "现在没有要交“项目支出绩效自评表”的项目。"


def test_papers_are_those_of_the_kind() -> None:
    kinds = {kind.key: kind for kind in _kinds()}
    assert suits(paper_form("application"), kinds["KT"])
    assert not suits(paper_form("application"), kinds["JS"])
    assert suits(paper_form("studio"), kinds["GZ"])
    assert len(sheets()) == len(paper_forms()) + 4
