"""edudesk import roster, export roster, demo: with real workbooks and files."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import importing
from edudesk.desk import Desk, founding, open_desk
from edudesk.roster.reports import roster_sheets
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.backup import listed
from edudesk.store.schema import open_store
from edudesk.submissions import registry
from edudesk.submissions.registry import offers
from tests.cli.conftest import LOADED, Run
from tests.data.make_workbooks import HERE, WORKBOOKS
from tests.pdf import pdf_text
from tests.store.test_disks import own_mounts
from tests.submissions.five import FIVE, desk_of_five
from tests.thorough import in_turn

ONE_SHEET = HERE / "r6_one_sheet.xlsx"


def teachers_in(file: Path) -> list[str]:
    with open_desk(file) as desk:
        return [row.name for row in desk.teachers.rows()]


# demo


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def test_demo_makes_every_paper_and_says_where(spawn: Run, tmp_path: Path) -> None:
    """Of a school of five: every page of the sample school is as good as another."""
    out = tmp_path / "新建 文件夹" / "out"
    file = out / "龙城实验小学.edudesk"
    with desk_of_five(open_store(file, create=True)) as desk:
        founding.found_submissions(desk)
    told = spawn(json.dumps([["demo", "--out", str(out)]]), program=LOADED)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[-1] == "LOADED 0 by demo:"  # no Qt
    made = files_in(out)
    # a paper, forms of the bureau filled in, and the school; everything else says for whom it is, but for what is
    # judged without a name
    own = [Path(name) for name in made if not re.search("_报教育局|^论证活页_", Path(name).stem)]
    assert sorted(one.suffix for one in own) == [".docx", ".edudesk", ".pdf", ".xlsx", ".xlsx"]
    assert len(made) == len(own) + sum(len(offer.formats) for offer in offers())
    assert {Path(name).suffix for name in made} == {".edudesk", ".xlsx", ".pdf", ".docx"}
    assert str(out) in told.out
    assert all(name in told.out for name in made)
    assert len(teachers_in(file)) == len(FIVE)


def test_demo_makes_the_sample_school_where_there_is_none(
    run: Run, sample_at_once: Callable[[Path], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "新建 文件夹" / "out"
    monkeypatch.setattr("edudesk.desk.found_sample", sample_at_once)
    few = [offer for offer in offers() if len(offer.formats) > 1][:2]
    monkeypatch.setattr(registry, "offers", lambda: few)
    told = run("demo", "--out", out)
    assert (told.code, told.err) == (0, "")
    made = files_in(out)
    assert "龙城实验小学.edudesk" in made
    assert sum(Path(name).stem.endswith("_报教育局") for name in made) == 4  # two sheets in two formats
    assert all(name in told.out for name in made)
    assert len(teachers_in(out / "龙城实验小学.edudesk")) == 112
    again = run("demo", "--out", out)
    assert (again.code, files_in(out)) == (0, made)


# import


def test_preview_as_json_has_the_keys_of_the_promise_and_creates_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "没有.edudesk"
    told = run("import", "roster", ONE_SHEET, "--preview", "--json", "--data", file).json
    assert list(told) == ["sheet", "header_row", "columns", "counts", "problems", "rows"]
    assert list(told["counts"]) == ["new", "changed", "same", "error"]
    assert {tuple(column) for column in told["columns"]} == {("cell", "header", "field")}
    assert {tuple(problem) for problem in told["problems"]} == {("cell", "level", "text", "value")}
    assert (told["sheet"], told["header_row"], told["counts"]["new"]) == ("教师花名册", 4, 8)
    assert len(told["rows"]) == 8
    assert list(tmp_path.iterdir()) == []


def test_preview_of_a_school_that_is_there_leaves_it_untouched(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    update = HERE / "sample_school_update.xlsx"
    told = run("import", "roster", update, "--preview", "--json", "--data", sample).json
    assert told["counts"] == {"new": 2, "changed": 5, "same": 25, "error": 0}
    assert sample.read_bytes() == before


def test_preview_in_words_names_columns_and_cells(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "没有.edudesk"
    told = run("import", "roster", HERE / "damaged_ids.xlsx", "--preview", "--data", file)
    assert (told.code, told.err) == (0, "")
    assert "工作表“Sheet1”，标题行第 1 行。" in told.out
    assert re.search(r"D1 +身份证号 +身份证号", told.out)
    assert re.search(r"D3 +提醒 +身份证号被Excel截断", told.out)
    assert "新增 20 人，变更 0 人，相同 0 人，错误 4 行。" in told.out
    assert told.out.rstrip().endswith("这是预览，没有写入任何内容。")


def test_rows_that_are_no_people_are_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("姓名,性别,职称\n例,女,一级教师\n李静,女,一级教师\n\n合计,1 人,\n", encoding="utf-8")
    told = run("import", "roster", file, "--preview", "--data", tmp_path / "没有.edudesk").out
    assert "没有读取的行：第 2 行（示例）例、第 5 行（合计或签字）合计。" in told


@pytest.mark.parametrize("name", in_turn(WORKBOOKS))
def test_import_makes_the_school_and_a_second_one_changes_nothing(
    run: Run, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "新校.edudesk"
    first = run("import", "roster", HERE / name, "--json", "--data", file)
    assert (first.code, first.err) == (0, "")
    imported = first.json["imported"]
    assert imported == {key: first.json["counts"][key] for key in ("new", "changed")}
    assert len(teachers_in(file)) == imported["new"] > 0
    again = run("import", "roster", HERE / name, "--json", "--data", file).json
    assert again["imported"] == {"new": 0, "changed": 0}
    assert again["counts"]["same"] == imported["new"]


def test_what_the_import_adds_and_leaves_out_by_itself_is_told(
    run: Run, tmp_path: Path, stopped_clock: object
) -> None:
    file = tmp_path / "没有.edudesk"
    retired = run(
        "import", "roster", HERE / "r6_three_row_head.xlsx", "--sheet", "退休", "--preview", "--data", file
    )
    assert (
        "1. 工作表“退休”下的人员，表中没有写人员状态的，按“退休”存入吗？\n   1=1  按“退休”存入\n   1=2  不用，留空"
        in retired.out
    )
    (tmp_path / "年龄.csv").write_text(
        "姓名,性别,出生年月,年龄\n李静,女,1985.7,23\n周敏华,女,1991年7月,35\n", encoding="utf-8"
    )
    aged = run("import", "roster", tmp_path / "年龄.csv", "--preview", "--data", file)
    assert re.search(r"D1 +提示 +年龄一列有 1 人与按日期算出的不同", aged.out)
    assert "另有 2 格的写法已整理" in retired.out


def test_import_of_nothing_is_not_called_an_import(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "新校.edudesk"
    assert "已导入：新增 8 人" in run("import", "roster", ONE_SHEET, "--data", file).out
    again = run("import", "roster", ONE_SHEET, "--data", file)
    assert (again.code, again.err) == (0, "")
    assert again.out.splitlines()[-1] == "花名册中已经是这些内容，没有要导入的。"
    assert "撤销" not in again.out


def test_a_school_file_that_an_import_makes_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "typo.edudesk"
    told = run("import", "roster", ONE_SHEET, "--data", file).out
    assert f"已新建学校文件“{file}”，并导入 8 人；如果文件名打错了，请删除它" in told
    assert "新文件里还没有学校信息" in told
    assert listed(file) == []  # there was nothing to back up
    assert "已新建" not in run("import", "roster", ONE_SHEET, "--data", file).out
    other = tmp_path / "另.edudesk"
    assert run("import", "roster", ONE_SHEET, "--json", "--data", other).json["founded"] == str(other)


@pytest.mark.parametrize("is_open", [False, True])
def test_school_file_that_another_program_makes_meanwhile_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    file = tmp_path / "新校.edudesk"
    previewed = importing.answered
    others: list[Desk] = []

    def slow(*given: Any, **more: Any) -> Any:
        others.append(open_desk(file, create=True))
        others[0].teachers.add(TeacherDraft(name="单国平"))
        if not is_open:
            others[0].close()
        return previewed(*given, **more)

    monkeypatch.setattr(importing, "answered", slow)
    told = run("import", "roster", ONE_SHEET, "--data", file)
    others[0].close()
    assert told.code == 1
    assert ("正在被另一个校务通窗口使用" if is_open else "预览之后花名册又有改动，没有导入") in told.err
    assert teachers_in(file) == ["单国平"]


def test_school_file_of_an_import_that_failed_does_not_stay(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise UserError("磁盘已满，这一步没有保存。")

    monkeypatch.setattr(TeacherService, "import_rows", fail)
    assert run("import", "roster", ONE_SHEET, "--data", tmp_path / "新校.edudesk").code == 1
    assert list(tmp_path.iterdir()) == []


def test_what_was_changed_is_backed_up_before_an_import(run: Run, five: Path) -> None:
    run("import", "roster", ONE_SHEET, "--preview", "--data", five)
    assert listed(five) == []
    run("import", "roster", ONE_SHEET, "--data", five)
    (made,) = listed(five)
    assert (made.reason, made.words) == ("导入前", "在岗教师 4 人")


def test_without_a_backup_nothing_is_imported(run: Run, five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = teachers_in(five)
    full = shutil.disk_usage(five)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    said(run("import", "roster", ONE_SHEET, "--data", five), "磁盘空间不足")
    assert teachers_in(five) == before


def test_import_of_wrong_rows_only_fails_and_makes_no_school(run: Run, tmp_path: Path) -> None:
    (tmp_path / "错.csv").write_text("姓名,性别,身份证号\n李静,女,99019919850712\n", encoding="utf-8")
    file = tmp_path / "新校.edudesk"
    told = run("import", "roster", tmp_path / "错.csv", "--data", file)
    assert told.code == 1
    assert told.err == "错误：没有导入任何人：1 行都有错误。请按上面列出的问题改好表格，再重新导入。\n"
    assert re.search(r"C2 +错误 +身份证号“99019919850712”是14位", told.out)
    assert not file.exists()
    book = openpyxl.load_workbook(ONE_SHEET)
    book.create_sheet("空表").append(["姓名", "性别", "身份证号"])
    book.save(tmp_path / "空表.xlsx")
    empty = run("import", "roster", tmp_path / "空表.xlsx", "--sheet", "空表", "--data", file)
    assert (empty.code, file.exists()) == (1, False)
    assert empty.err.startswith("错误：工作表“空表”的表头下没有人员，没有导入。")
    as_json = run("import", "roster", tmp_path / "错.csv", "--json", "--data", file)
    assert (as_json.code, as_json.json["imported"]) == (1, {"new": 0, "changed": 0})
    assert run("import", "roster", tmp_path / "错.csv", "--preview", "--data", file).code == 0


def test_hidden_rows_and_another_sheet_come_when_asked_for(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "没有.edudesk"
    hidden = HERE / "hidden_and_banners.xlsx"
    told = run("import", "roster", hidden, "--preview", "--data", file)
    assert "另有 1 行被隐藏或筛选，没有读取" in told.out
    asked = run("import", "roster", hidden, "--preview", "--json", "--include-hidden", "--data", file)
    assert "俞藏" in {row["name"] for row in asked.json["rows"]}
    other = run(
        "import", "roster", HERE / "r6_three_row_head.xlsx", "--preview", "--json", "--sheet", "退休", "--data", file
    )  # fmt: skip
    assert [row["name"] for row in other.json["rows"]] == ["项老实"]


# export


@pytest.mark.parametrize("sheet", [sheet.key for sheet in roster_sheets()])
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_every_sheet_goes_out_for_every_audience(
    run: Run, five: Path, tmp_path: Path, sheet: str, audience: Audience, kind: str
) -> None:
    out = tmp_path / "报 送"
    told = run(
        "export", "roster", "--format", kind, "--out", out, "--sheet", sheet, "--audience", audience,
        "--data", five,
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    (file,) = out.iterdir()
    assert told.out.splitlines()[0] == f"已导出 4 人：{file}"
    assert file.suffix == f".{kind}"
    assert file.stem.endswith(f"_{audience.mark}")
    if kind == "xlsx":
        cells = [str(cell.value) for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
        assert "周敏华" in cells
        assert any(cell.startswith("19901") for cell in cells) == (audience is Audience.INTERNAL)
    else:
        text = pdf_text(file)
        assert "周敏华" in text
        assert ("19901995571" in text) == (audience is Audience.INTERNAL)


def test_sheets_are_listed_without_a_school(run: Run) -> None:
    told = run("export", "roster", "--list")
    assert (told.code, told.err) == (0, "")
    assert re.search(r"brief +教师基本信息汇总表 +xlsx、pdf +全部", told.out)
    assert re.search(r"portfolio +教师业务档案 +pdf +internal、bureau", told.out)
    assert "校历" not in told.out


def test_sheet_as_of_another_day(run: Run, sample: Path, tmp_path: Path) -> None:
    words = ("export", "roster", "--format", "xlsx", "--sheet", "age_statistics", "--data", sample)
    told = run(*words, "--on", "2020年9月1日", "--out", tmp_path / "旧")
    assert (told.code, told.err) == (0, "")
    (file,) = (tmp_path / "旧").iterdir()
    assert "_20200901_" in file.name
    page = openpyxl.load_workbook(file).active
    assert "（2020—2021学年）" in page["A1"].value
    assert any("统计时点：2020年9月1日" in str(cell.value) for cell in (*page[2], *page[3]))
    run(*words, "--out", tmp_path / "今")
    (now,) = (tmp_path / "今").iterdir()
    totals = [
        next(
            row[2].value for row in openpyxl.load_workbook(path).active.iter_rows() if row[1].value == "总计"
        )
        for path in (file, now)
    ]
    assert totals[0] < totals[1]  # who came later is not there


def test_sheet_that_is_not_there_and_wishes_that_do_not_fit(run: Run, five: Path, tmp_path: Path) -> None:
    words = ("export", "roster", "--out", tmp_path / "报送", "--data", five)
    said(run(*words, "--format", "pdf", "--sheet", "工资表"), "没有“工资表”这张表，没有导出。加 --list")
    said(
        run(*words, "--format", "xlsx", "--sheet", "portfolio"),
        "不能存成 xlsx，没有导出。请把 --format 改为 pdf。",
    )
    said(
        run(*words, "--format", "pdf", "--on", "去年"), "看不懂日期“去年”，没有导出。请写成 2026-09-01 这样。"
    )
    notice = run(*words, "--format", "pdf", "--sheet", "annual_review", "--audience", "web_notice")
    said(notice, "《年度考核结果汇总表》含有不宜公开的个人信息，不能用于网上公示，没有导出。请把用途改为")
    assert not (tmp_path / "报送").exists()


def test_files_of_all_teachers_in_one_pdf(run: Run, five: Path, tmp_path: Path) -> None:
    told = run(
        "export",
        "roster",
        "--format",
        "pdf",
        "--sheet",
        "portfolio",
        "--out",
        tmp_path / "报送",
        "--data",
        five,
    )
    assert (told.code, told.err) == (0, "")
    (file,) = (tmp_path / "报送").iterdir()
    assert told.out.splitlines()[0] == f"已导出 4 份：{file}"
    text = pdf_text(file)
    assert text.count("一、基本情况") == 4
    assert "周敏华" in text


def test_export_never_replaces_a_file_and_is_kept_in_the_journal(
    run: Run, five: Path, tmp_path: Path
) -> None:
    out = tmp_path / "报送"
    words = ("export", "roster", "--format", "xlsx", "--sheet", "brief", "--out", out, "--data", five)
    run(*words)
    (first,) = out.iterdir()
    first.write_bytes(b"signed by the headmaster")
    told = run(*words)
    second = first.with_name(f"{first.stem}（2）.xlsx")
    assert told.out.splitlines()[0] == f"已导出 4 人：{second}"
    assert first.read_bytes() == b"signed by the headmaster"
    assert openpyxl.load_workbook(second).active is not None
    with open_desk(five) as desk:
        entries = [one.title for one in desk.timeline.entries() if one.title.startswith("导出 ")]
    assert len(entries) == 2
    assert "4 行，报教育局" in entries[0]


def test_school_without_an_identity_is_named_after_its_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "城东小学.edudesk"
    run("import", "roster", ONE_SHEET, "--data", file)
    told = run("export", "roster", "--format", "xlsx", "--out", tmp_path / "out", "--data", file)
    assert told.code == 0
    (made,) = (tmp_path / "out").iterdir()
    assert made.name.startswith("城东小学_教职工花名册_")


# what goes wrong


def said(told: object, text: str) -> None:
    """One Chinese line on stderr, nothing on stdout, exit code 1."""
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("错误：")
    assert told.err.count("\n") == 1
    assert text in told.err
    assert (
        re.search(
            r"Error|Traceback|Exception|[a-z]{4,} [a-z]{3,}", re.sub("(?i)edudesk(_PASSWORD)?", "", told.err)
        )
        is None
    )


def test_missing_file_and_a_file_that_is_no_workbook(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "新校.edudesk"
    said(run("import", "roster", tmp_path / "没有.xlsx", "--data", file), "没有.xlsx")
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    said(run("import", "roster", tmp_path / "照片.xlsx", "--data", file), "照片.xlsx")
    (tmp_path / "天气.csv").write_text("日期,天气\n1号,晴\n2号,雨\n", encoding="utf-8")
    said(run("import", "roster", tmp_path / "天气.csv", "--data", file), "姓名")
    said(run("import", "roster", tmp_path, "--data", file), "")
    assert not file.exists()


def test_school_file_that_is_missing_or_no_school(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "没有.edudesk"
    for words in (["verify"], ["backup"], ["export", "roster", "--format", "pdf", "--out", tmp_path / "out"]):
        said(run(*words, "--data", file), "找不到学校文件“没有.edudesk”。")
    (tmp_path / "信.edudesk").write_text("亲爱的老师" * 2000, encoding="utf-8")
    said(run("verify", "--data", tmp_path / "信.edudesk"), "校务通的学校文件")
    said(run("import", "roster", ONE_SHEET, "--data", tmp_path / "信.edudesk"), "校务通的学校文件")
    assert (tmp_path / "信.edudesk").read_text(encoding="utf-8").startswith("亲爱的老师")


def test_folder_that_cannot_be_written(run: Run, five: Path, tmp_path: Path) -> None:
    (tmp_path / "报送").write_text("一个文件", encoding="utf-8")
    said(run("demo", "--out", tmp_path / "报送"), "报送")
    for kind in ("xlsx", "pdf"):
        told = run("export", "roster", "--format", kind, "--out", tmp_path / "报送", "--data", five)
        said(told, "报送")
    said(run("import", "roster", ONE_SHEET, "--data", tmp_path / "报送" / "新校.edudesk"), "报送")


def test_name_or_path_that_no_disk_takes(run: Run, five: Path, tmp_path: Path) -> None:
    for length in (83, 90):
        long = tmp_path / f"{'名' * length}.ed"
        for words in (["import", "roster", ONE_SHEET], ["verify"], ["restore", "--latest"], ["backup"]):
            said(run(*words, "--data", long), "太长，不能用作学校文件。请换一个短一些的文件名。")
    deep = tmp_path.joinpath(*["文件夹" * 9] * 6, "新校.edudesk")
    said(run("import", "roster", ONE_SHEET, "--data", deep), "学校文件“新校.edudesk”的路径太长")
    said(run("demo", "--out", deep.parent), "的路径太长")
    said(run("demo", "--out", tmp_path / ("名" * 90)), "路径太长")
    told = run("export", "roster", "--format", "xlsx", "--out", tmp_path / ("名" * 90), "--data", five)
    said(told, "的文件夹路径太长，没有写成。")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [five.name]


_ON_A_SMALL_DISK = """
import json, subprocess, sys
from pathlib import Path
from edudesk.cli import main

folder = Path(sys.argv[1])
for size in (4, 60, 120, 180, 250):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)], check=True)
    print(main(["edudesk", "demo", "--out", str(folder / "示例")]), flush=True)
    print(main(["edudesk", "import", "roster", sys.argv[2], "--data", str(folder / "新校.edudesk")]), flush=True)
    print(*(file.name for file in folder.rglob("*") if file.is_file()), flush=True)
    subprocess.run(["umount", str(folder)], check=True)
"""


def test_disk_that_is_full_before_the_new_school_is_made(tmp_path: Path) -> None:
    if not own_mounts():
        pytest.skip("no mount namespace here")
    command = ["unshare", "-m", sys.executable, "-c", _ON_A_SMALL_DISK, str(tmp_path), str(ONE_SHEET)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    told = done.stderr.splitlines()
    assert len(told) == done.stdout.splitlines().count("1") >= 6
    assert all(line.startswith("错误：磁盘") for line in told), told
    assert ".新建中" not in done.stdout
    assert ".part" not in done.stdout


_WINDOW = """
import sys
from pathlib import Path
from edudesk.desk import open_desk
with open_desk(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_school_that_another_window_has_open(run: Run, five: Path) -> None:
    command = [sys.executable, "-c", _WINDOW, five]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdin is not None
        assert window.stdout is not None
        assert window.stdout.readline() == "open\n"
        for words in (["verify"], ["backup"], ["import", "roster", ONE_SHEET]):
            said(run(*words, "--data", five), "正在被另一个校务通窗口使用")
        window.stdin.close()
    assert run("verify", "--data", five).code == 0


def test_school_with_a_password(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "加密.edudesk"
    open_store(file, "春风化雨 8", create=True).close()
    said(
        run("verify", "--data", file),
        "“加密.edudesk”有密码保护。请把密码放在环境变量 EDUDESK_PASSWORD 里，或在终端里运行并按询问输入。",
    )
    monkeypatch.setenv("EDUDESK_PASSWORD", "秋")
    said(run("verify", "--data", file), "密码不对，没有打开这个学校文件。请检查环境变量")
    monkeypatch.setenv("EDUDESK_PASSWORD", "春风化雨 8")
    told = run("import", "roster", ONE_SHEET, "--data", file)
    assert (told.code, told.err) == (0, "")
    assert "已导入：新增 8 人，更新 0 人。" in told.out


def test_mistake_of_ours_is_told_in_words_and_logged(
    run: Run, five: Path, tmp_path: Path, monkeypatch
) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError("nobody reads English")

    monkeypatch.setattr("edudesk.kit.writing.write", fail)
    told = run("export", "roster", "--format", "pdf", "--out", tmp_path, "--data", five)
    said(told, "程序出错，这一步没有完成")
    (log,) = re.findall(r"日志 (\S+)", told.err)
    assert "ZeroDivisionError" in Path(log).read_text(encoding="utf-8")


# template


def test_template_needs_no_school_and_replaces_no_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "模板"
    told = run("template", "roster", "--out", out)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("已生成模板（40 列）：")
    assert run("template", "roster", "--sheet", "brief", "--out", out).code == 0
    assert run("template", "roster", "--out", out).code == 0
    assert sorted(file.name for file in out.iterdir()) == [
        "教师基本信息汇总表_导入模板.xlsx", "教职工花名册_导入模板.xlsx", "教职工花名册_导入模板（2）.xlsx",
    ]  # fmt: skip


# error workbook


def test_rows_with_errors_go_into_a_workbook_to_correct(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "新校.edudesk", tmp_path / "要改的"
    told = run("import", "roster", HERE / "damaged_ids.xlsx", "--errors-to", out, "--data", file)
    assert (told.code, told.err) == (0, "")
    (made,) = out.iterdir()
    assert f"错误工作簿已写成：{made}。" in told.out
    assert re.fullmatch(r"damaged_ids_错误工作簿_\d{8}_含个人信息\.xlsx", made.name)
    assert openpyxl.load_workbook(made).active.max_row == 1 + 4
    with open_desk(file) as desk:
        assert desk.timeline.entries()[0].title == "导出 错误工作簿：damaged_ids.xlsx，4 行，校内使用（完整）"


def test_preview_of_a_good_file_says_that_nothing_is_to_be_corrected(
    run: Run, tmp_path: Path, sample: Path
) -> None:
    told = run(
        "import", "roster", HERE / "sample_school_update.xlsx", "--preview", "--errors-to", tmp_path / "x",
        "--data", sample,
    )  # fmt: skip
    assert "没有要改的行，没有写错误工作簿。" in told.out
    assert not (tmp_path / "x").exists()
    told = run(
        "import", "roster", HERE / "damaged_ids.xlsx", "--preview", "--json", "--with-warnings", "--errors-to",
        tmp_path, "--data", tmp_path / "没有.edudesk",
    )  # fmt: skip
    assert openpyxl.load_workbook(told.json["errors_file"]).active.max_row == 1 + 12
    assert not (tmp_path / "没有.edudesk").exists()
