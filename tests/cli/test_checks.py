"""edudesk checks forms, edudesk export checks: the sheets of a term from the command line."""

from pathlib import Path

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
