"""edudesk indicators: the figures of a school from the command line, as a table, as JSON, as a snapshot."""

import json
from pathlib import Path

from edudesk.desk import open_desk
from edudesk.school.rows.stats import StatsDraft
from tests.cli.conftest import Run


def test_every_figure_with_its_sum(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--on", "2026-09-01")
    assert (told.code, told.err) == (0, "")
    assert "每百名学生拥有高于规定学历教师数" in told.out
    assert "优质均衡 7 项中达标" in told.out


def test_json_has_what_a_program_needs(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--only", "q2", "--only", "P11", "--json", "--people")
    assert told.code == 0
    answer = json.loads(told.out)
    assert [one["id"] for one in answer["indicators"]] == ["Q2", "P11"]
    (q2, _) = answer["indicators"]
    assert q2["numerator"] == len(q2["counted"])
    assert round(q2["numerator"] / q2["denominator"] * 100, 6) == round(q2["value"], 6)
    assert (q2["threshold"], q2["stage"]) == (1, "小学")


def test_a_snapshot_stays_when_the_roster_changes(run: Run, five: Path) -> None:
    assert (
        run("indicators", "--data", five, "--snapshot", "九月监测", "--only", "P3").out.count("已存为快照")
        == 1
    )
    with open_desk(five) as desk:
        (kept,) = desk.snapshots.rows()
        before = desk.snapshots.get(kept.id).content
        row = next(row for row in desk.teachers.rows() if row.status == "在岗")
        desk.teachers.change(row.id, {"status": "退休"})
        assert desk.snapshots.get(kept.id).content == before
        assert kept.title == "九月监测"


def test_a_preview_of_nothing_is_kept_without_a_snapshot(run: Run, five: Path) -> None:
    run("indicators", "--data", five)
    with open_desk(five) as desk:
        assert desk.snapshots.rows() == []


def test_an_unknown_number_and_day_are_told(run: Run, five: Path) -> None:
    told = run("indicators", "--data", five, "--only", "Q9")
    assert told.code == 1
    assert "没有编号为“Q9”的指标" in told.err
    assert "看不懂日期" in run("indicators", "--data", five, "--on", "下周").err


def test_a_school_of_several_stages_has_them_beside_each_other(run: Run, five: Path) -> None:
    with open_desk(five) as desk:
        desk.school.save({"stage": "九年一贯制"})
        desk.stats.add(StatsDraft(school_year="2026-2027", stage="初中", students=100, classes=2))
    told = run("indicators", "--data", five, "--on", "2026-09-01", "--only", "Q1", "--only", "C4")
    assert (told.code, told.err) == (0, "")
    heads, _, q1, c4, *_ = told.out.splitlines()
    assert heads.split() == ["编号", "指标", "小学", "标准", "结论", "初中", "标准", "结论", "算式"]
    # nobody of the roster is said to teach there
    before, after = q1.rsplit("缺数据", 1)
    assert before.split()[-3:] == ["—", "≥", "5.3"]
    assert after.strip() == "小学 缺：专任教师；初中 缺：专任教师"
    assert "全校" in c4
    answer = json.loads(run("indicators", "--data", five, "--on", "2026-09-01", "--json").out)
    assert answer["stages"] == ["小学", "初中"]
    assert answer["columns"]["Q1"]["初中"] is None
    assert list(answer["columns"]["C4"]) == ["全校"]


def test_the_sheets_are_listed_without_a_school(run: Run) -> None:
    told = run("export", "indicators", "--list")
    assert told.code == 0
    for title in (
        "优质均衡监测数据采集表",
        "岗位使用情况表",
        "五年内退休人员一览表",
        "师资队伍分析报告",
        "学校年度数据一页纸",
    ):
        assert title in told.out


def test_a_sheet_in_every_format_it_has_of_a_day_and_of_a_snapshot(
    run: Run, five: Path, tmp_path: Path
) -> None:
    out = ("--out", tmp_path / "出", "--data", five)
    told = run("export", "indicators", "--on", "2026-09-01", *out)
    assert (told.code, told.err) == (0, "")
    names = sorted(file.name for file in (tmp_path / "出").iterdir())
    assert names == [
        f"龙城实验小学_优质均衡监测数据采集表_20260901_报教育局.{kind}" for kind in ("pdf", "xlsx")
    ]
    run("indicators", "--data", five, "--on", "2025-09-01", "--snapshot", "去年", "--only", "Q1")
    kept = ("--snapshot", "去年", "--sheet", "class_sizes", "--format", "xlsx")
    assert "班额情况表_20250901" in run("export", "indicators", *kept, *out).out
    compared = ("--sheet", "comparison", "--before", "2025-09-01", "--on", "2026-09-01", "--format", "xlsx")
    assert "监测指标对比表_20260901" in run("export", "indicators", *compared, *out).out


def test_what_cannot_be_exported_is_told(run: Run, five: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "出", "--data", five)
    assert "没有“排名”这张表" in run("export", "indicators", "--sheet", "排名", *out).err
    assert "不能存成 docx" in run("export", "indicators", "--format", "docx", *out).err
    assert "没有“前年”这份快照" in run("export", "indicators", "--snapshot", "前年", *out).err
    assert not (tmp_path / "出").exists()


def test_schools_of_the_region_are_imported(run: Run, five: Path, tmp_path: Path) -> None:
    table = tmp_path / "各校.csv"
    table.write_text(
        "学校,在校生数,骨干教师数,学段\n甲小学,1350,72,\n乙学校,800,55,九年一贯制\n甲小学,1350,72,\n",
        encoding="utf-8",
    )
    looked = run("import", "region", table, "--preview", "--json", "--data", five)
    assert looked.code == 0
    answer = json.loads(looked.out)
    assert answer["counts"] == {"new": 1, "changed": 0, "same": 0, "error": 2}
    assert {one["cell"] for one in answer["problems"] if one["level"] == "error"} == {"D3", "A4"}
    done = run("import", "region", table, "--stage", "初中", "--school-year", "2025-2026", "--data", five)
    assert "新增 1 所学校" in done.out
    with open_desk(five) as desk:
        (row,) = [row for row in desk.region_schools.rows() if row.name == "甲小学"]
        assert (row.school_year, row.stage, row.backbones) == ("2025-2026", "初中", 72)
    assert run("template", "region", "--out", tmp_path).code == 0
    assert (tmp_path / "区域各校监测数据_导入模板.xlsx").exists()
