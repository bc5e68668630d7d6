"""edudesk checks forms, edudesk export checks: the sheets of a term from the command line."""

import json
from pathlib import Path

from edudesk.desk import open_desk
from tests.cli.conftest import Run


def test_every_form_is_looked_through(run: Run) -> None:
    told = run("checks", "forms")
    assert (told.code, told.err) == (0, "")
    assert "BK01" in told.out
    assert "共 10 张表单，都没有错。" in told.out


def test_sheets_are_listed_without_a_school(run: Run) -> None:
    told = run("export", "checks", "--list")
    assert told.code == 0
    assert "教学常规检查通报" in told.out


def test_one_sheet_of_a_check_of_the_term_before(run: Run, sample: Path, tmp_path: Path) -> None:
    told = run(
        "export", "checks", "--sheet", "lessons", "--term", "第二学期", "--school-year", "2025-2026", "--check", "4月备课",
        "--format", "xlsx", "--out", tmp_path / "出", "--data", sample,
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    (file,) = (tmp_path / "出").iterdir()
    assert "2025-2026第二学期" in file.name
    assert "40 行" in told.out


def test_all_sheets_of_a_term(run: Run, sample: Path, tmp_path: Path) -> None:
    told = run("export", "checks", "--format", "xlsx", "--out", tmp_path / "出", "--data", sample)
    assert (told.code, told.err) == (0, "")
    names = {file.name.split("_")[1] for file in (tmp_path / "出").iterdir()}
    assert {"教学常规检查汇总表", "学期教学常规量化汇总表", "教案检查汇总表", "年度考核衔接表"} <= names


def test_what_is_not_there_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path, "--data", sample)
    assert "2030—2031学年第一学期还没有检查，没有导出。" in (
        run("export", "checks", "--school-year", "2030-2031", "--term", "第一学期", *out).err
    )
    assert not list(tmp_path.glob("*.xlsx"))
    assert "没有“排名”这张表" in run("export", "checks", "--sheet", "排名", *out).err
    assert "对应 0 次检查" in run("export", "checks", "--sheet", "slips", "--check", "12月", *out).err
    assert "不能存成 docx" in run("export", "checks", "--sheet", "summary", "--format", "docx", *out).err
    assert (
        "不能用于校内公示"
        in run("export", "checks", "--sheet", "summary", "--audience", "school_notice", *out).err
    )


def test_an_old_record_sheet_is_previewed_imported_and_brings_nothing_twice(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    with open_desk(sample) as desk:
        check = next(one for one in desk.campaigns.rows() if one.title == "11月备课检查")
        unit = next(
            one for one in desk.campaigns.units(check.id) if one.form == "BK01" and one.state == "应检"
        )
    file = tmp_path / "旧表.csv"
    items = [f"BK01-{number}" for number in range(1, 10)]
    lines = [["姓名", "学科", "班级", "检查人", "检查日期", *items]]
    marks = ["15", "优", "8", "优", "优", "优", "优", "9", "8"]
    lines += [[unit.name, unit.subject, unit.classes, "某校长", "2026-11-18", *marks]]
    lines += [["不认识的人", "", "", "某校长", "2026-11-18", *marks]]
    file.write_text("\n".join(",".join(line) for line in lines), "utf-8-sig")
    into = ("import", "checks", file, "--check", "11月备课", "--data", sample)
    told = run(*into, "--preview")
    assert (told.code, told.err) == (0, "")
    assert "新增 1 份记录，变更 0 份记录，相同 0 份记录，错误 1 份记录。" in told.out
    assert "不在这次检查的应检对象里，没有导入" in told.out
    assert "已导入：新增 1 份记录" in run(*into).out
    assert json.loads(run(*into, "--json").out)["imported"] == {"new": 0, "changed": 0}
    refused = run("import", "checks", file, "--check", "12月", "--data", sample)
    assert "对应 0 次检查，没有导入。" in refused.err
