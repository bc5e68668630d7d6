"""edudesk import timetable, export timetable: in and out from the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for line in (
        ("2026-2027学年第一学期五年级总课表",),
        ("班级", "周一", "", "周二", ""),
        ("", "1", "2", "1", "2"),
        ("五3", "体育 冯堃", "数学", "语", ""),
    ):
        made.active.append(line)
    made.save(tmp_path / "课表.xlsx")
    return tmp_path / "课表.xlsx"


def test_a_timetable_is_previewed_then_imported_once(run: Run, sample: Path, file: Path) -> None:
    told = run("import", "timetable", file, "--preview", "--json", "--data", sample)
    assert (told.code, told.err) == (0, "")
    preview = json.loads(told.out)
    assert (preview["how"], preview["term"]) == ("总课表", "第一学期")
    assert preview["counts"]["changed"] >= 2  # another subject, and the cell that is empty now
    assert [one["text"] for one in preview["questions"]] == ["课程表里有 1 节课，这个文件的格子里没有了。"]
    told = run("import", "timetable", file, "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "总课表：A 列是班级，第 2 行是星期，第 3 行是节次" in told.out
    assert "删去 1 节" in told.out
    again = run("import", "timetable", file, "--data", sample)
    assert "课程表中已经是这些内容，没有要导入的。" in again.out


def test_one_class_and_the_whole_school_are_exported(run: Run, sample: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "出", "--data", sample)
    told = run("export", "timetable", "--sheet", "class_pages", "--only", "五3班", "--format", "pdf", *out)
    assert (told.code, told.err) == (0, "")
    assert "已导出 1 张" in told.out
    assert run("export", "timetable", "--format", "xlsx", *out).code == 0
    names = sorted(one.name.split("_")[1] for one in (tmp_path / "出").iterdir())
    assert names == ["总课程表", "班级课程表（一班一页）"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (("--sheet", "nothing", "--format", "pdf"), "没有“nothing”这张表"),
        (("--sheet", "class_pages", "--format", "xlsx"), "不能存成 xlsx"),
        (("--only", "九9班", "--format", "pdf"), "没有“九9班”这个班"),
    ],
)
def test_what_is_not_there_is_told(
    run: Run, sample: Path, tmp_path: Path, typed: tuple[str, ...], text: str
) -> None:
    told = run("export", "timetable", *typed, "--out", tmp_path, "--data", sample)
    assert told.code == 1
    assert text in told.err


def test_an_empty_list_is_made(run: Run, tmp_path: Path) -> None:
    told = run("template", "timetable", "--out", tmp_path)
    assert "已生成模板（8 列）" in told.out
