"""edudesk import projects, export projects, template projects: a 台账 and the papers of a project from the command line."""

from pathlib import Path

import openpyxl

from edudesk.base import paths
from edudesk.desk import open_desk
from edudesk.projects.rows.evidence import EvidenceDraft
from tests.cli.conftest import Run


def ledger(file: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ("项目名称", "类别", "编号", "主持人", "状态"),
        ("社团课程建设", "品质提升", "P-1", "王建国", "在研"),
        ("", "课题", "", "", "在研"),
    ):
        book.active.append(row)
    book.save(file)
    return file


def test_sheets_are_listed_without_a_school(run: Run) -> None:
    told = run("export", "projects", "--list")
    assert told.code == 0
    assert "结题鉴定审批书" in told.out


def test_papers_of_one_project(run: Run, sample: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "出", "--data", sample)
    told = run("export", "projects", "--sheet", "mid_brief", "--project", "结构化", "--format", "docx", *out)
    assert (told.code, told.err) == (0, "")
    (file,) = (tmp_path / "出").iterdir()
    assert file.name.startswith("龙城实验小学_中期检查简明表_小学数学结构化学习的实践研究")
    assert "处没有填" in told.out
    with open_desk(sample) as desk:
        maths = next(row.id for row in desk.projects.rows() if "结构化" in row.title)
        desk.projects.write(maths, {"work_report": "太短。"})
    told = run("export", "projects", "--sheet", "ending", "--project", "结构化", "--format", "docx", *out)
    assert "研究工作报告应不少于 2000 字，现在 3 字" in told.out


def test_without_a_project_the_lists(run: Run, sample: Path, tmp_path: Path) -> None:
    told = run("export", "projects", "--format", "xlsx", "--out", tmp_path / "出", "--data", sample)
    assert (told.code, told.err) == (0, "")
    names = {file.name.split("_")[1] for file in (tmp_path / "出").iterdir()}
    assert names == {"项目台账", "项目推荐汇总表", "项目时间轴", "项目成果登记表"}
    of_a_day = ("--sheet", "ledger", "--on", "2026-09-01", "--format", "xlsx", "--out", tmp_path / "九月")
    assert run("export", "projects", *of_a_day, "--data", sample).code == 0
    (file,) = (tmp_path / "九月").iterdir()
    assert file.name.startswith("龙城实验小学_项目台账_20260901")


def test_what_is_not_there_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path, "--data", sample)
    assert "没有“排名”这张表" in run("export", "projects", "--sheet", "排名", *out).err
    assert "是一个项目的材料" in run("export", "projects", "--sheet", "ending", *out).err
    assert "对应 0 个项目" in run("export", "projects", "--project", "没有的", *out).err
    assert "不能存成 docx" in run("export", "projects", "--sheet", "ledger", "--format", "docx", *out).err
    assert "看不懂年度“去年”" in run("export", "projects", "--year", "去年", *out).err


def test_a_ledger_is_looked_at_then_imported_once(run: Run, sample: Path, tmp_path: Path) -> None:
    file = ledger(tmp_path / "台账.xlsx")
    looked = run("import", "projects", file, "--preview", "--json", "--data", sample)
    assert looked.json["counts"] == {"new": 1, "changed": 0, "same": 0, "error": 1}
    assert {one["cell"] for one in looked.json["problems"] if one["level"] == "error"} == {"A3"}
    told = run("import", "projects", file, "--errors-to", tmp_path, "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "已导入：新增 1 个项目，更新 0 个。" in told.out
    assert "错误工作簿已写成" in told.out
    assert "没有要导入的；有错误的 1 行没有导入" in run("import", "projects", file, "--data", sample).out


def test_the_empty_ledger_is_filled_in_and_read_back(run: Run, sample: Path, tmp_path: Path) -> None:
    told = run("template", "projects", "--out", tmp_path / "模板")
    (file,) = (tmp_path / "模板").iterdir()
    assert (told.code, told.out, told.err) == (0, f"已生成模板（16 列）：{file}\n", "")
    looked = ("import", "projects", file, "--preview", "--json", "--data", sample)
    assert "表头下没有项目" in run(*looked).err  # the example is none
    book = openpyxl.load_workbook(file)
    book.worksheets[0].append(("1", "社团课程建设", "品质提升", None, "校级", None, "王建国"))
    book.save(file)
    assert run(*looked).json["counts"]["new"] == 1


def test_verify_says_whose_proof_vanished(run: Run, sample: Path) -> None:
    with open_desk(sample) as desk:
        row = next(row for row in desk.projects.rows() if "结构化" in row.title)
        kept = desk.attachments.keep("证书.pdf", b"%PDF-1.7")
        desk.evidence.put(EvidenceDraft(project_id=row.id, title="立项证书", document="立项通知书"), [kept])
    (paths.kept_folder(sample) / kept.sha256[:2] / kept.sha256[2:]).unlink()
    told = run("verify", "--data", sample)
    assert told.code == 1
    assert f"项目“{row.title}”：“01-02 立项证书”的文件“证书.pdf”不见了，请重新放入或从备份恢复。" in told.out
    assert "还没有文件或链接" not in told.out
