"""edudesk compare roster: differences as lines, as JSON and as a paper."""

from pathlib import Path

import openpyxl
import pytest

from edudesk.desk import open_desk
from tests.cli.conftest import Run


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for line in (
        ("姓名", "性别", "出生年月", "职称", "手机"),
        ("周敏华", "女", "", "正高级教师", "19901990000"),
        ("新来", "男", "1999.01", "二级教师", ""),
    ):
        book.active.append(line)
    book.save(tmp_path / "局里导出.xlsx")
    return tmp_path / "局里导出.xlsx"


def test_differences_are_told_starred_and_nothing_is_written(run: Run, sample: Path, theirs: Path) -> None:
    before = sample.read_bytes()
    told = run("compare", "roster", theirs, "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "只在对方 1 条" in told.out
    assert told.out.rstrip().endswith("没有写入任何内容。")
    assert "19901990000" not in told.out
    assert sample.read_bytes() == before


def test_json_holds_every_difference(run: Run, sample: Path, theirs: Path) -> None:
    told = run("compare", "roster", theirs, "--json", "--data", sample).json
    assert list(told) == ["sheet", "matched", "same", "compared", "absent", "differences"]
    assert (told["matched"], told["same"]) == (1, 0)
    assert told["compared"] == ["name", "gender", "birth", "title", "phone"]
    of_zhou = {
        one["field"]: (one["kind"], one["theirs"]) for one in told["differences"] if one["name"] == "周敏华"
    }
    assert of_zhou["title"] == ("different", "正高级教师")
    assert of_zhou["phone"] == ("different", "19901990000")
    assert of_zhou["birth"] == ("blank", "")


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_paper_goes_to_a_folder_and_leaves_its_trace(
    run: Run, sample: Path, theirs: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "差异"
    told = run("compare", "roster", theirs, "--out", out, "--format", kind, "--data", sample)
    assert (told.code, told.err) == (0, "")
    (made,) = out.iterdir()
    assert told.out.rstrip().endswith(f"差异单已写成：{made}")
    assert made.name.startswith("龙城实验小学_花名册差异单_")
    assert made.name.endswith(f"_报教育局.{kind}")
    with open_desk(sample) as desk:
        assert desk.timeline.entries()[0].title.startswith("导出 龙城实验小学教师花名册差异单，")


def test_without_a_school_there_is_nothing_to_compare_with(run: Run, theirs: Path, tmp_path: Path) -> None:
    told = run("compare", "roster", theirs, "--data", tmp_path / "没有.edudesk")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("错误：")
    assert not (tmp_path / "没有.edudesk").exists()
