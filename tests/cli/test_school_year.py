"""The commands of the school year: rollover and the calendar."""

import shutil
from pathlib import Path

from edudesk.desk import open_desk
from edudesk.store.backup import listed
from tests.cli.conftest import Run


def year_of(file: Path) -> str:
    with open_desk(file) as desk:
        return desk.school.identity().school_year


def test_preview_shows_the_next_year_and_writes_nothing(
    run: Run, sample: Path, stopped_clock: object
) -> None:
    told = run("rollover", "--preview", "--to", "2027-2028", "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "2026-2027学年 → 2027-2028学年" in told.out
    assert "四（2）班" in told.out
    assert "毕业" in told.out
    assert "人数待填写的班级：6 个。" in told.out
    assert "没有写入任何内容" in told.out
    with open_desk(sample) as desk:
        assert (desk.school.identity().school_year, len(desk.classes.rows())) == ("2026-2027", 72)


def test_a_preview_of_a_year_that_is_far_off_is_shown(run: Run, sample: Path, stopped_clock: object) -> None:
    told = run("rollover", "--preview", "--data", sample)  # in November
    assert (told.code, told.err) == (0, "")
    assert "2026-2027学年 → 2027-2028学年" in told.out
    assert "没有写入任何内容" in told.out


def test_a_year_is_entered_once(run: Run, sample: Path, stopped_clock: object) -> None:
    told = run("rollover", "--to", "2027-28", "--data", sample)
    assert (told.code, told.err) == (0, "")
    assert "已升入 2027-2028学年。可在窗口的“操作记录”里整体撤销。" in told.out
    assert [one.reason for one in listed(sample)] == ["升学年前"]
    assert year_of(sample) == "2027-2028"
    again = run("rollover", "--to", "2027-2028", "--data", sample)
    assert again.code == 1
    assert "学校现在是 2027-2028学年，只能升入 2028-2029学年，不能升入“2027-2028”。" in again.err
    assert year_of(sample) == "2027-2028"


def test_a_year_that_is_far_off_must_be_named(run: Run, sample: Path, stopped_clock: object) -> None:
    refused = run("rollover", "--data", sample)  # in November
    assert refused.code == 1
    assert "还没有到升入 2027-2028学年的时候" in refused.err
    assert year_of(sample) == "2026-2027"


def test_json_tells_every_class(run: Run, sample: Path, stopped_clock: object) -> None:
    told = run("rollover", "--preview", "--json", "--to", "2027-2028", "--data", sample).json
    assert list(told) == ["from", "to", "moves", "classes", "terms", "stats", "remarks", "done"]
    assert (len(told["moves"]), len(told["classes"]), told["done"]) == (36, 36, False)
    assert told["terms"][0]["start"] == "2027-08-30"


def test_a_file_without_a_school_is_told(run: Run, tmp_path: Path, school_file: Path) -> None:
    empty = Path(shutil.copy(school_file, tmp_path / "空.edudesk"))
    refused = run("rollover", "--data", empty)
    assert (refused.code, "还没有学校信息" in refused.err) == (1, True)


def test_the_calendar_is_exported(run: Run, sample: Path, tmp_path: Path, stopped_clock: object) -> None:
    told = run("export", "calendar", "--format", "pdf", "--out", tmp_path / "出", "--data", sample)
    assert (told.code, told.err) == (0, "")
    (file,) = (tmp_path / "出").iterdir()
    assert file.name == "龙城实验小学_2026—2027学年第一学期校历_20261120_报教育局.pdf"
    assert "已导出 22 行" in told.out
    told = run(
        "export", "calendar", "--format", "pdf", "--audience", "school_notice",
        "--out", tmp_path / "公示", "--data", sample,
    )  # fmt: skip
    (file,) = (tmp_path / "公示").iterdir()
    assert (told.code, file.name.endswith("校历_20261120_校内公示.pdf")) == (0, True)


def test_the_calendar_of_another_term_is_exported(
    run: Run, sample: Path, tmp_path: Path, stopped_clock: object
) -> None:
    out = tmp_path / "出"
    for words in (
        ("--term", "第二学期"),
        ("--school-year", "2025-26"),
        ("--school-year", "2025学年", "--term", "第一学期"),
    ):
        told = run("export", "calendar", *words, "--format", "xlsx", "--out", out, "--data", sample)
        assert (told.code, told.err) == (0, "")
    assert sorted(file.name.split("_")[1] for file in out.iterdir()) == [
        "2025—2026学年第一学期校历",
        "2025—2026学年第二学期校历",
        "2026—2027学年第二学期校历",
    ]


def test_a_term_that_is_not_there_is_told(
    run: Run, sample: Path, tmp_path: Path, stopped_clock: object
) -> None:
    words = ("--format", "pdf", "--out", tmp_path / "出", "--data", sample)
    refused = run("export", "calendar", "--school-year", "2029-2030", *words)
    assert refused.code == 1
    assert "没有2029-2030学年第一学期，没有导出。" in refused.err
    assert "2026-2027学年第二学期" in refused.err
    refused = run("export", "calendar", "--school-year", "明年", *words)
    assert "看不懂学年“明年”，没有导出。" in refused.err
    assert not (tmp_path / "出").exists()
