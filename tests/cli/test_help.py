"""Help and wrong use are Chinese, and a command never loads Qt."""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.cli.parsing import parser
from tests.cli.conftest import LOADED, Run
from tests.data.make_workbooks import HERE

# names of the program, of file kinds and of what is typed as it stands
_NAMES = set(
    re.findall(
        r"\w+",
        "edudesk EduDesk EDUDESK_PASSWORD xlsx xls csv pdf JSON all light dark x "
        "P AES pack packs zip EDUDESK_PACK_PASSWORD internal bureau school_notice web_notice full brief paper PDF docx Word "
        "demo import compare export template fill school rollover calendar backup restore verify shot roster history checks forms timetable projects indicators forecast region collection Q whole plan list goals tasks check freeze thaw versions txt swot governance appraisal",
    )
)


def commands(top: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with the words that lead to it."""
    yield words
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*words, name))


@pytest.mark.parametrize("words", list(commands(parser())), ids=lambda words: " ".join(words) or "edudesk")
def test_help_is_chinese(run: Run, words: tuple[str, ...]) -> None:
    told = run(*words, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("用法：edudesk")
    text = re.sub(r"--?[a-z-]+|1440x900|\.edudesk", " ", told.out)
    assert set(re.findall(r"[A-Za-z_]+", text)) - _NAMES == set()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bogus"], "没有 'bogus'，可选"),
        (["import"], "缺少 内容"),
        (["import", "roster"], "缺少 文件"),
        (["demo"], "缺少 --out"),
        (["demo", "--out"], "--out：后面要跟一个值"),
        (["demo", "--out", "a", "b"], "不认识 b"),
        (["export", "roster", "--format", "doc", "--out", "a"], "--format：没有 'doc'，可选 'xlsx', 'pdf'"),
        (
            ["export", "roster", "--format", "pdf", "--out", "a", "--audience", "all"],
            "--audience：没有 'all'",
        ),
        (["shot", "--theme", "blue", "--out", "a"], "--theme：没有 'blue'"),
        (["verify", "--data"], "--data：后面要跟一个值"),
        (["verify", "--list=1"], "不认识 --list=1"),
        (["--sample", "verify"], "命令的 --data 请写在命令后面"),
        (["--data", "a.edudesk", "verify"], "命令的 --data 请写在命令后面"),
        (["restore", "--yes=1"], "--yes：后面不能带值 '1'"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_code_2(run: Run, words: list[str], told: str) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert re.search(r"\berror\b|usage|invalid|argument|required|expected", outcome.err) is None


def test_help_names_the_ways_to_open_the_window(run: Run) -> None:
    told = run("--help").out
    assert "加 --sample 打开示例学校，加 --data 打开指定的学校文件。" in told
    assert re.search(r"--data 学校文件 +打开这个学校文件的窗口", told)


def test_version(run: Run) -> None:
    assert re.fullmatch(r"校务通 \d+\.\d+\.\d+\n", run("--version").out)


def test_commands_do_not_load_qt(spawn: Run, five: Path, tmp_path: Path) -> None:
    """One process for them all: what one loads stays, so the first to load it is named. demo: test_roster."""
    commands = [
        ["--help"],
        ["verify", "--data", five],
        ["restore", "--list", "--data", five],
        ["backup", "--data", five],
        ["school", "--data", five],
        ["import", "roster", HERE / "r2_jiangsu.xls", "--data", five],
        ["export", "roster", "--format", "xlsx", "--out", tmp_path / "out", "--data", five],
        ["export", "roster", "--format", "pdf", "--out", tmp_path / "out", "--data", five],
    ]
    told = spawn(json.dumps(commands, default=str), program=LOADED)
    assert told.err == ""
    loaded = [line for line in told.out.splitlines() if line.startswith("LOADED")]
    assert loaded == [f"LOADED 0 by {words[0]}:" for words in commands]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_command(readme: str) -> None:
    text = (Path(__file__).resolve().parents[2] / readme).read_text("utf-8")
    rows = re.findall(r"^\| (`.*`) \| .*\|$", text, re.M)
    # a pack is exported by its number
    named = [
        word.split()
        for row in rows
        for word in re.findall(r"`(.*?)`", row.replace("\\|", " ").replace("P6", "pack"))
    ]
    lacking = [
        words
        for words in commands(parser())
        if words and not any(all(word in row for word in words) for row in named)
    ]
    assert lacking == []
