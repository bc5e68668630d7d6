"""edudesk fill."""

import io
from pathlib import Path

import openpyxl
import pytest

from edudesk.base import paths
from tests.cli.conftest import Run
from tests.data.templates.make_templates import HERE


def test_a_form_is_shown_filled_and_remembered(run: Run, sample: Path, tmp_path: Path) -> None:
    out, mapping = tmp_path / "上报.xlsx", tmp_path / "对照.toml"
    told = run("fill", HERE / "register.xlsx", "--preview", "--save-map", mapping, "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "工作表“登记表”，标题行第 3 行，从第 4 行起填“教师花名册”。" in told.out
    assert "这是预览，没有填写。" in told.out
    assert "A2" in told.out
    text = mapping.read_text("utf-8").replace(
        'header = "备注"\nname = "备注"\nkey = "remark"',
        'header = "备注"\nname = "备注"\nkey = ""\ntext = "在编"',
    )
    mapping.write_text(text, "utf-8")
    told = run(
        "fill", HERE / "register.xlsx", "--list", "roster", "--out", out, "--map", mapping, "--audience", "internal", "--data", sample
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    assert f"已填好：{out}" in told.out
    assert "插入 102 行" in told.out
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))["登记表"]
    assert (sheet["K4"].value, sheet["K111"].value, sheet["A112"].value) == ("在编", "在编", "合计")
    told = run("fill", HERE / "register.xlsx", "--out", out, "--data", sample)
    assert "对照沿用上次填写时的。" in told.out


def test_a_form_that_is_full_keeps_its_people_and_does_not_change_the_next_one(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out, twice = tmp_path / "上报.xlsx", tmp_path / "再报.xlsx"
    assert run("fill", HERE / "register.xlsx", "--out", out, "--data", sample).code == 0
    told = run("fill", out, "--out", twice, "--data", sample)
    assert "第 4–111 行已有内容，没有改动，从第 112 行起填写。" in told.out
    assert "由表里的公式计算" not in told.out
    sheet = openpyxl.load_workbook(io.BytesIO(twice.read_bytes()))["登记表"]
    assert (sheet["B112"].value, sheet["A220"].value) == (sheet["B4"].value, "合计")
    told = run("fill", HERE / "register.xlsx", "--preview", "--data", sample)
    assert "对照沿用上次填写时的。" in told.out
    assert "从第 4 行起填" in told.out


def test_a_sheet_that_is_not_there_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "上报.xlsx"
    told = run("fill", HERE / "register.xlsx", "--sheet", "没有", "--out", out, "--data", sample)
    assert (told.code, out.exists()) == (1, False)
    assert told.err.startswith("错误：“register.xlsx”里没有工作表“没有”，没有填写。")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--out", "a.xls"],
            "填好的表是 Excel 工作簿，不能存成“a.xls”，没有填写。请把文件名的结尾改为 .xlsx。",
        ),
        ([], "没有说明填好的表放在哪里，没有填写。"),
        (["--list", "课程", "--out", "a.xlsx"], "没有“课程”这个名单，没有填写。"),
        (["--on", "去年", "--out", "a.xlsx"], "看不懂日期“去年”，没有填写。"),
        (["--map", "没有.toml", "--out", "a.xlsx"], "读不到对照文件“没有.toml”。"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("fill", HERE / "register.xlsx", *words, "--data", sample)
    assert outcome.code == 1
    assert outcome.err.startswith(f"错误：{told}")
    assert {one.name for one in tmp_path.iterdir()} == {sample.name, paths.kept_folder(sample).name}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")),
        ("旧表.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500),
        ("断.xlsx", (HERE / "register.xlsx").read_bytes()[:3000]),
    ],
    ids=["encrypted", "et", "cut off"],
)  # fmt: skip
def test_a_template_that_cannot_be_read_gets_two_sentences_and_no_file(
    run: Run, sample: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    told = run("fill", tmp_path / name, "--out", tmp_path / "a.xlsx", "--data", sample)
    assert told.code == 1
    sentences = told.err.strip().removeprefix("错误：")
    assert sentences.count("。") == 2, sentences
    assert name in sentences
    assert list(tmp_path.glob("a.xlsx*")) == []


def test_a_mapping_of_another_form_fills_nothing(run: Run, sample: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "对照.toml"
    run("fill", HERE / "register.xlsx", "--preview", "--save-map", mapping, "--data", sample)
    told = run(
        "fill", HERE / "choices.xlsx", "--map", mapping, "--out", tmp_path / "a.xlsx", "--data", sample
    )
    assert told.code == 1
    assert "“身份证号”一列（原 D 列）没有了。" in told.out
    assert "模板与对照文件“对照.toml”不一致，没有填写。" in told.err
    assert not (tmp_path / "a.xlsx").exists()
