"""edudesk import history, template history."""

from pathlib import Path

import pytest

from edudesk.desk import Desk, found_school, open_desk
from edudesk.roster.histories import KIND
from edudesk.roster.rows import TeacherDraft
from edudesk.school.rows import SchoolDraft
from edudesk.sheets.reader import read_workbook
from tests.cli.conftest import Run
from tests.data.make_histories import WORKBOOKS


@pytest.fixture
def school(tmp_path: Path) -> Path:
    file = tmp_path / "校.edudesk"
    with found_school(file, SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")) as desk:
        desk.teachers.add(TeacherDraft(name="周敏华"))
        desk.teachers.add(TeacherDraft(name="单国平"))
    return file


def book(folder: Path, name: str) -> Path:
    WORKBOOKS[name](folder / name)
    return folder / name


def results(desk: Desk) -> list[tuple[str, str, str]]:
    return [
        (line.teacher.name, line.held.year, line.held.result) for line in desk.histories.rows("annual_review")
    ]


def test_workbook_is_previewed_then_imported(run: Run, school: Path, tmp_path: Path) -> None:
    file = book(tmp_path, "近三年年度考核.xlsx")
    told = run("import", "history", file, "--preview", "--data", school)
    assert (told.code, told.err) == (0, "")
    assert "记录种类：年度考核。" in told.out
    assert "新增 5 条，变更 0 条，相同 0 条，错误 3 条。" in told.out
    assert told.out.endswith("这是预览，没有写入任何内容。\n")
    told = run("import", "history", file, "--data", school)
    assert "已导入：新增 5 条，更新 0 条。可在窗口的“操作记录”里整体撤销。" in told.out
    with open_desk(school) as desk:
        assert ("周敏华", "2022", "优秀") in results(desk)
        assert len(results(desk)) == 5
    told = run("import", "history", file, "--data", school)
    assert "发展记录中已经是这些内容，没有要导入的；有错误的 3 条没有导入。" in told.out


def test_json_and_errors_and_another_kind(run: Run, school: Path, tmp_path: Path) -> None:
    file, out = book(tmp_path, "近三年年度考核.xlsx"), tmp_path / "要改的"
    told = run(
        "import", "history", file, "--kind", "师德考核", "--json", "--errors-to", out, "--data", school
    ).json
    assert told["kind"] == "ethics_review"
    assert told["counts"] == {"new": 4, "changed": 0, "same": 0, "error": 3}  # one grade is none of 师德
    assert told["imported"] == {"new": 4, "changed": 0}
    assert told["rows"][0] == {"姓名": "周敏华", "结果": "新增", "年度": "2022", "等次": "优秀"}
    assert Path(told["errors_file"]).exists()


def test_unknown_kind_and_unknown_sheet_are_refused(run: Run, school: Path, tmp_path: Path) -> None:
    file = book(tmp_path, "学分统计.xlsx")
    told = run("import", "history", file, "--kind", "天气", "--data", school)
    assert told.code == 1
    assert told.err.startswith("错误：没有“天气”这种发展记录。--kind 可以写：学历学位（education）、")
    other = tmp_path / "天气.csv"
    other.write_text("日期,天气\n2024-03-05,晴\n", encoding="utf-8")
    told = run("import", "history", other, "--data", school)
    assert told.code == 1
    assert "没有认出“天气.csv”是哪种记录，没有导入。" in told.err


def test_template_of_a_kind(run: Run, tmp_path: Path) -> None:
    told = run("template", "history", "--kind", "training", "--out", tmp_path / "模板")
    assert told.out.startswith("已生成模板（16 列）：")
    assert [file.name for file in (tmp_path / "模板").iterdir()] == ["培训_导入模板.xlsx"]


def test_a_ledger_goes_out_as_of_a_day(run: Run, school: Path, tmp_path: Path, stopped_clock: object) -> None:
    with open_desk(school) as desk:
        zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
        for title, day in (("一级教师", "2014-07"), ("高级教师", "2025-07")):
            desk.histories.add("title", KIND["title"].made(zhou.id, {"title": title, "obtained": day}))
    words = ("export", "history", "--kind", "职称", "--format", "xlsx", "--data", school)
    told = run(*words, "--on", "2024.9.1", "--out", tmp_path / "那时")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("已导出 1 条：")
    (file,) = (tmp_path / "那时").iterdir()
    assert file.name == "龙城实验小学_职称台账_20240901_报教育局.xlsx"
    text = str(read_workbook(file).sheets[0].rows)
    assert "统计时点：2024年9月1日" in text
    assert ("一级教师" in text, "高级教师" in text) == (True, False)
    assert run(*words, "--out", tmp_path / "今").out.startswith("已导出 2 条：")
    refused = run(
        "export", "history", "--kind", "师德失范查处", "--format", "pdf", "--out", tmp_path, "--data", school
    )
    assert (refused.code, "不能用于报教育局" in refused.err) == (1, True)
