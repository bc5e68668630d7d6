"""edudesk import: what only a person can decide is listed with numbers and answered by --answer, as in the window."""

from pathlib import Path

import pytest

from edudesk.desk import found_school, open_desk
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.school.rows import SchoolDraft
from tests.cli.conftest import Run

# two in the roster bear the name; 足球 is a subject no list knows
LINES = ("姓名,性别,任教学科", "王芳,女,语文", "李静,女,足球")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    file = tmp_path / "校.edudesk"
    with found_school(file, SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")) as desk:
        desk.teachers.add(TeacherDraft(name="王芳", staff_no="06001", gender="女", subject="数学"))
        desk.teachers.add(TeacherDraft(name="王芳", staff_no="06002", gender="女"))
        desk.teachers.add(TeacherDraft(name="李静", gender="女", title="一级教师", title_obtained="2015-12"))
        desk.teachers.add(TeacherDraft(name="查世荣", gender="男", staff_no="06004"))
    return file


def sheet(folder: Path, *lines: str, name: str = "名单.csv") -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def people(file: Path) -> list[TeacherRow]:
    with open_desk(file) as desk:
        return desk.teachers.rows()


def subjects(file: Path) -> dict[str, str]:
    return {f"{row.name}{row.staff_no}": row.subject for row in people(file)}


def test_open_questions_are_listed_with_numbers_and_nothing_is_imported(
    run: Run, school: Path, tmp_path: Path
) -> None:
    before = subjects(school)
    told = run("import", "roster", sheet(tmp_path, *LINES), "--must-answer", "--data", school)
    assert told.code == 1
    assert told.err == (
        "错误：有 2 件事要您决定，没有导入。请加 --answer 题号=答案 回答（如 --answer 1=2，可写几次）。\n"
    )
    assert "1. 第 2 行：“王芳”不止一位" in told.out
    assert "   1=1  先不导入\n   1=2  花名册中的“王芳”（06001，数学）\n" in told.out
    assert "   2=2  算作" in told.out
    assert subjects(school) == before


def test_answers_are_taken_by_number(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, *LINES)
    told = run("import", "roster", file, "--answer", "1=3", "--answer", "2=1", "--data", school)
    assert (told.code, told.err) == (0, "")
    assert "   1=3  花名册中的“王芳”（06002）　← 已选" in told.out
    assert "已导入：新增 0 人，更新 2 人。" in told.out
    assert subjects(school) == {"王芳06001": "数学", "王芳06002": "语文", "李静": "足球", "查世荣06004": ""}
    with open_desk(school) as desk:
        desk.timeline.undo(desk.timeline.entries()[0].seq)
    assert subjects(school)["王芳06002"] == ""


def test_some_answered_is_not_all_answered(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, *LINES)
    told = run("import", "roster", file, "--answer", "2=1", "--must-answer", "--data", school)
    assert (told.code, "有 1 件事要您决定" in told.err) == (1, True)
    told = run("import", "roster", file, "--answer", "1=2", "--data", school)
    assert "没有回答的按第 1 个答案处理" in told.out
    assert (told.code, subjects(school)["王芳06001"], subjects(school)["李静"]) == (0, "语文", "足球")


def test_json_tells_questions_and_answers(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, *LINES)
    told = run("import", "roster", file, "--json", "--preview", "--answer", "1=2", "--data", school).json
    first, second = told["questions"]
    assert (first["number"], first["answer"], first["cells"], first["options"][0]) == (
        1,
        2,
        ["A2"],
        "先不导入",
    )
    assert (second["number"], second["answer"]) == (2, None)
    assert told["missing"] == [
        {"name": "查世荣", "staff_no": "06004", "leaving": ""},
    ]
    refused = run("import", "roster", file, "--json", "--must-answer", "--data", school)
    assert refused.code == 1
    assert refused.json["imported"] == {"new": 0, "changed": 0}
    assert [one["answer"] for one in refused.json["questions"]] == [None, None]


def test_preview_lists_and_does_not_refuse(run: Run, school: Path, tmp_path: Path) -> None:
    told = run("import", "roster", sheet(tmp_path, *LINES), "--preview", "--data", school)
    assert (told.code, told.err) == (0, "")
    assert "1. 第 2 行：“王芳”不止一位" in told.out


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1", "看不懂“--answer 1”，没有导入。请写成 题号=答案，如 --answer 1=2。"),
        ("一=二", "看不懂“--answer 一=二”，没有导入。"),
        ("9=1", "没有第 9 题，没有导入。"),
        ("1=9", "第 1 题没有第 9 个答案，没有导入。可选 1 至 4；"),
        ("1=0", "第 1 题没有第 0 个答案，没有导入。"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(
    run: Run, school: Path, tmp_path: Path, answer: str, said: str
) -> None:
    told = run("import", "roster", sheet(tmp_path, *LINES), "--answer", answer, "--data", school)
    assert told.code == 1
    assert told.err.startswith(f"错误：{said}")


def test_a_question_that_an_answer_brings_up_comes_after_the_others(
    run: Run, school: Path, tmp_path: Path
) -> None:
    """Both rows taken for the same 王芳: which of them counts is asked then."""
    file = sheet(tmp_path, "姓名,性别,任教学科", "王芳,女,语文", "王芳,女,英语")
    words = ("--answer", "1=2", "--answer", "2=2", "--must-answer")
    told = run("import", "roster", file, *words, "--data", school)
    assert (told.code, "有 1 件事要您决定" in told.err) == (1, True)
    assert "3. 第 2 行和第 3 行是同一人“王芳”。不同之处：任教学科 语文｜英语。" in told.out
    told = run(
        "import", "roster", file, *(f"--answer={one}" for one in ("1=2", "2=2", "3=4")), "--data", school
    )
    assert (told.code, told.err) == (0, "")
    assert subjects(school)["王芳06001"] == "英语"


def test_the_day_from_which_changes_hold(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, "姓名,性别,职称", "李静,女,高级教师")
    told = run("import", "roster", file, "--as-of", "2025.9.1", "--data", school)
    assert (told.code, told.err) == (0, "")
    assert "变更从 2025-09-01 起生效；另定日期加 --as-of。" in told.out
    with open_desk(school) as desk:
        (li,) = [row for row in desk.teachers.rows() if row.name == "李静"]
        rows = desk.histories.of(li.id)["title"]
    assert [(row.title, row.begins) for row in rows] == [("一级教师", "2015-12"), ("高级教师", "2025-09-01")]
    told = run("import", "roster", file, "--as-of", "去年某天", "--data", school)
    assert told.err == "错误：看不懂日期“去年某天”，没有导入。请写成 2026-09-01 这样。\n"


def test_who_is_not_in_the_file_may_be_marked_as_gone(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, "姓名,性别,职称", "李静,女,一级教师")
    told = run("import", "roster", file, "--preview", "--data", school)
    assert "花名册中有 3 人没有出现在这个文件里，没有改动。" in told.out
    assert "王芳（06001）、王芳（06002）" in told.out
    leaving = ("--leaving", "查世荣=退休", "--leaving", "06002=调出", "--as-of", "2026-08-31")
    told = run("import", "roster", file, *leaving, "--data", school)
    assert (told.code, told.err) == (0, "")
    assert "已导入：新增 0 人，更新 0 人，离岗登记 2 人。" in told.out
    stood = {f"{row.name}{row.staff_no}": (row.status, row.status_date) for row in people(school)}
    assert stood["查世荣06004"] == ("退休", "2026-08-31")
    assert stood["王芳06002"] == ("调出", "2026-08-31")
    assert stood["王芳06001"] == ("在岗", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "王芳=退休",
            "花名册中在岗、文件里没有的人当中有 2 位“王芳”，没有导入。请按列出的姓名写；同名的写工号。",
        ),
        ("龙猫=退休", "花名册中在岗、文件里没有的人当中没有“龙猫”，没有导入。"),
        ("李静=退休", "花名册中在岗、文件里没有的人当中没有“李静”，没有导入。"),
        (
            "查世荣=走了",
            "看不懂“--leaving 查世荣=走了”，没有导入。请写成 姓名=状态，状态可以是调出、退休、离职、去世。",
        ),
    ],
)
def test_who_cannot_be_marked_is_said(run: Run, school: Path, tmp_path: Path, typed: str, said: str) -> None:
    file = sheet(tmp_path, "姓名,性别,职称", "李静,女,一级教师")
    told = run("import", "roster", file, "--leaving", typed, "--data", school)
    assert told.code == 1
    assert told.err.startswith(f"错误：{said}")


def test_a_namesake_in_a_sheet_of_facts_is_asked_about_too(run: Run, school: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path, "姓名,年度,等次", "王芳,2024,优秀", "李静,2024,合格", name="年度考核.csv")
    told = run("import", "history", file, "--must-answer", "--data", school)
    assert (told.code, "有 1 件事要您决定" in told.err) == (1, True)
    assert "1. 第 2 行：“王芳”不止一位，没有身份证号、出生年月或工号，无法区分。是哪一位？（A2）" in told.out
    told = run("import", "history", file, "--answer", "1=3", "--data", school)
    assert (told.code, told.err) == (0, "")
    with open_desk(school) as desk:
        found = {(line.teacher.staff_no, line.held.result) for line in desk.histories.rows("annual_review")}
    assert found == {("06002", "优秀"), ("", "合格")}
