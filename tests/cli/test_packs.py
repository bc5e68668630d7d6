"""edudesk packs, edudesk export P6: a pack from the command line."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base import archive
from edudesk.cli.packing import spelled_out
from edudesk.desk import open_desk
from edudesk.submissions.rules.packs import shipped_packs
from edudesk.submissions.rules.papers import new_paper
from tests.cli.conftest import Run


def test_the_list_of_packs_needs_no_school(run: Run) -> None:
    told = run("export", "--list")
    assert (told.code, told.err) == (0, "")
    assert "P6" in told.out
    assert "教师花名册与队伍分析" in told.out
    assert "公文" not in told.out  # a pack about one paper begins with the paper


def test_every_pack_is_exported_by_its_number_alone() -> None:
    for key in (*(one.key for one in shipped_packs()), "校1"):
        assert spelled_out(["export", key.lower(), "--zip"]) == ["export", "pack", key, "--zip"]
    assert spelled_out(["export", "roster"]) == ["export", "roster"]


def test_packs_of_the_school_with_their_days(run: Run, sample: Path, stopped_clock: object) -> None:
    told = run("packs", "--data", sample)
    assert told.code == 0
    assert "2026-09-20" in told.out
    assert "过期 61 天" in told.out


def test_what_is_missing_is_told_and_a_reason_lets_it_pass(run: Run, complete: Path, tmp_path: Path) -> None:
    out = tmp_path / "报送"
    refused = run("export", "P6", "--out", out, "--data", complete)
    assert refused.code == 1
    assert "缺 “培养措施”还没有写" in refused.out
    assert "还有 1 处缺项，没有导出。" in refused.err
    assert "--reason" in refused.err
    assert not out.exists()
    done = run("export", "p6", "--out", out, "--data", complete, "--reason", "先报数据")
    assert (done.code, done.err) == (0, "")
    assert "已导出：材料 4 个，另有目录和清单（编号 2026-P6-001 v1）" in done.out
    (place,) = out.iterdir()
    assert json.loads((place / "manifest.json").read_text("utf-8"))["incomplete"] == "先报数据"
    assert "已导出" in run("packs", "--data", complete).out


def test_a_zip_takes_its_password_from_the_environment(
    run: Run, complete: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", "P6", "--out", tmp_path / "报送", "--data", complete, "--reason", "先报", "--password")
    told = run(*words)
    assert (told.code, "没有给出压缩包的密码，没有导出。" in told.err) == (1, True)
    monkeypatch.setenv("EDUDESK_PACK_PASSWORD", "longcheng2026")
    assert run(*words).code == 0
    (packed,) = (tmp_path / "报送").iterdir()
    assert "manifest.json" in archive.unpack(packed, "longcheng2026")


def test_a_pack_nobody_knows_is_told(run: Run, complete: Path, tmp_path: Path) -> None:
    told = run("export", "P99", "--out", tmp_path / "报送", "--data", complete)
    assert (told.code, "没有编号是“P99”的材料包" in told.err) == (1, True)


def test_of_several_papers_the_one_meant_is_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    titles = ("关于添置图书的请示", "关于添置图书和桌椅的请示")
    with open_desk(sample) as desk:
        for title in titles:
            paper = new_paper("请示", "龙城实验小学", date(2026, 11, 20))
            desk.papers.begin(replace(paper, title=title, text="请予批准。", addressee="区教育局"))
    words = ("export", "P12", "--out", tmp_path / "报送", "--data", sample, "--reason", "先报")
    for title in ("", "图书"):
        told = run(*words, "--title", title)
        assert (told.code, "没有导出。" in told.err) == (1, True)
        assert all(f"《{one}》" in told.err for one in titles)
    assert "里没有标题含“操场”的，没有导出。" in run(*words, "--title", "操场").err
    assert not (tmp_path / "报送").exists()
    done = run(*words, "--title", "关于添置图书的请示")
    assert (done.code, done.err) == (0, "")
    (place,) = (tmp_path / "报送").iterdir()
    assert "关于添置图书的请示" in place.name


def test_what_is_enclosed_goes_along(run: Run, sample: Path, tmp_path: Path) -> None:
    with open_desk(sample) as desk:
        paper = new_paper("请示", "龙城实验小学", date(2026, 11, 20))
        text = "请予批准。\n附件：1.桌椅清单\n2.报价单"
        desk.papers.begin(replace(paper, title="关于添置桌椅的请示", text=text, addressee="区教育局"))
    listed, offer = tmp_path / "桌椅清单.xlsx", tmp_path / "a=b.pdf"
    listed.write_bytes(b"PK")
    words = ("export", "P12", "--title", "桌椅", "--out", tmp_path / "报送", "--data", sample)
    told = run(*words, "--enclose", listed)
    assert (told.code, "缺 《" in told.out, "的附件“报价单”不在材料包里" in told.out) == (1, True, True)
    told = run(*words, "--enclose", listed, "--enclose", f"报价单={offer}")
    assert (told.code, "找不到附件“a=b.pdf”。" in told.err) == (1, True)
    offer.write_bytes(b"%PDF")
    told = run(
        *words, "--enclose", listed, "--enclose", listed, "--enclose", f"报价单={offer}", "--enclose", offer
    )
    assert (told.code, told.err) == (0, "")
    assert "疑 附件“报价单”没有检查" in told.out
    (place,) = (tmp_path / "报送").iterdir()
    names = sorted(path.name.split("_20")[0] for path in place.iterdir() if "附件" in path.name)
    assert names == ["龙城实小_附件1_桌椅清单", "龙城实小_附件2_报价单", "龙城实小_附件3_a=b"]
    assert not any((place.parent).glob("*_v2"))


def test_a_pack_of_one_project(run: Run, sample: Path, tmp_path: Path) -> None:
    of_one = ("--project", "课堂观察量表", "--out", tmp_path / "报送", "--data", sample)
    told = run("export", "P9J", *of_one, "--reason", "经费决算待确认")
    assert (told.code, told.err) == (0, "")
    (folder,) = (tmp_path / "报送").iterdir()
    assert "课堂观察量表" in folder.name
    assert "没有编号是“P8”的材料包" in run("export", "P8", *of_one).err
