"""edudesk export plan: the papers of the development plan."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_papers_of_the_plan_are_written_with_what_lacks(
    run: Run, five: Path, tmp_path: Path, stopped_clock: object
) -> None:
    said = run(
        "export", "plan", "--sheet", "self_report", "--format", "docx", "--out", tmp_path, "--data", five
    )
    assert [path.suffix for path in tmp_path.glob("*自评报告*")] == [".docx"]
    assert (said.code, "请核对：1 项指标缺实际值，按 0 计。" in said.out) == (0, True)
    run("export", "plan", "--year", "2025-2026学年", "--out", tmp_path, "--data", five)
    names = sorted(path.name for path in tmp_path.glob("*任务分解表*"))
    assert names == [
        "龙城实验小学_2025-2026学年重点工作任务分解表_20261120_报教育局.pdf",
        "龙城实验小学_2025-2026学年重点工作任务分解表_20261120_报教育局.xlsx",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--sheet", "nothing"), "没有“nothing”这份材料"),
        (("--sheet", "tasks", "--format", "docx"), "不能存成 docx"),
        (("--plan", "五年"), "没有名称含“五年”的规划"),
        (("--year", "2020年"), "没有2020年这个年度"),
    ],
)
def test_what_cannot_be_had_is_told(
    run: Run, five: Path, tmp_path: Path, more: tuple[str, ...], told: str
) -> None:
    said = run("export", "plan", *more, "--out", tmp_path, "--data", five)
    assert (said.code, told in said.err) == (1, True)
    assert list(tmp_path.glob("*.pdf")) == []
