"""The school's own words and rungs: they count while its file is open, and nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.codes import Code
from edudesk.base.errors import UserError
from edudesk.desk import Desk, found_school, open_desk
from edudesk.roster import codes
from edudesk.roster.codes import code_lists, history_codes, shipped_tiers, tier_of, tiers
from edudesk.roster.histories.honours import HONOUR, Honour, counts_as_county
from edudesk.roster.own import TierDraft, WordDraft, open_lists, spellings
from edudesk.roster.rows import TeacherDraft
from edudesk.school.rows import SchoolDraft
from edudesk.school.sample import sample_school


def identity(name: str) -> SchoolDraft:
    return replace(sample_school(), name=name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with found_school(tmp_path / "甲校.edudesk", identity("甲校")) as desk:
        yield desk


def test_an_own_word_is_offered_and_its_spellings_are_read(desk: Desk) -> None:
    subjects = code_lists()["subject"]
    desk.words.add(WordDraft(list="subject", word="围棋", aliases="棋类、 国际象棋"))
    assert subjects.words[-1] == "围棋"
    assert subjects.read("国际象棋").value == "围棋"
    desk.timeline.undo()
    assert "围棋" not in subjects.words
    desk.timeline.redo()
    (word,) = desk.words.rows()
    desk.words.change(word.id, {"word": "武术", "aliases": ""})
    assert subjects.words[-1] == "武术"
    assert not subjects.knows("棋类")


def test_words_of_one_school_are_not_those_of_another(desk: Desk, tmp_path: Path) -> None:
    desk.words.add(WordDraft(list="skill", word="书法考级"))
    desk.ladders.add(TierDraft(ladder="本校", word="青蓝之星", rank=5, level="校级"))
    assert history_codes()["skill"].words[-1] == "书法考级"
    desk.close()
    assert "书法考级" not in history_codes()["skill"].words
    assert tiers() == shipped_tiers()
    with found_school(tmp_path / "乙校.edudesk", identity("乙校")):
        assert tier_of("青蓝之星") is None
    with open_desk(tmp_path / "甲校.edudesk"):
        assert tier_of("青蓝之星") is not None
        assert history_codes()["skill"].words[-1] == "书法考级"


def test_lists_read_later_know_the_words_too(desk: Desk) -> None:
    desk.words.add(WordDraft(list="skill", word="书法考级"))
    history_codes.cache_clear()
    assert history_codes()["skill"].words[-1] == "书法考级"


def test_an_own_rung_stands_for_the_shipped_one_and_says_what_counts(desk: Desk) -> None:
    honour = Honour(name="教坛新秀", level="县区级")
    assert counts_as_county(honour)
    desk.ladders.add(TierDraft(ladder="五级梯队", word="教坛新秀", rank=10, level="县区级", is_county="否"))
    assert not counts_as_county(honour)
    assert [tier.word for tier in tiers()].count("教坛新秀") == 1
    (row,) = desk.ladders.rows()
    desk.ladders.put_away([row.id])
    assert counts_as_county(honour)


def test_the_highest_honour_follows_in_the_same_entry(desk: Desk) -> None:
    zhou = desk.teachers.add(TeacherDraft(name="周敏华"))
    desk.histories.add_many(
        "称号",
        "honour",
        [
            Honour(teacher_id=zhou.id, name="教坛新秀", awarded="2025-06"),
            Honour(teacher_id=zhou.id, name="常青树", awarded="2024-06"),
        ],
    )
    assert desk.teachers.get(zhou.id).honour == "教坛新秀"
    desk.ladders.add(TierDraft(ladder="本校", word="常青树", rank=60))
    assert desk.teachers.get(zhou.id).honour == "常青树"
    desk.timeline.undo()
    assert desk.teachers.get(zhou.id).honour == "教坛新秀"
    assert tier_of("常青树") is None


def test_how_long_a_rung_is_valid_is_a_doubt_and_fills_in_nothing(desk: Desk) -> None:
    desk.ladders.add(TierDraft(ladder="五级梯队", word="教坛新秀", rank=10, level="县区级", years=3))
    row = HONOUR.settle(Honour(name="教坛新秀", awarded="2025-06"))
    assert row.ends == ""
    assert [one.text for one in HONOUR.doubts(row)] == ["“教坛新秀”有效 3 年，有效期应至 2028-05，请核对。"]


def said(refused: pytest.ExceptionInfo[UserError]) -> list[str]:
    return [problem.text for problem in refused.value.problems]


def test_what_is_there_already_is_refused_with_the_word_it_belongs_to(desk: Desk) -> None:
    desk.words.add(WordDraft(list="subject", word="围棋", aliases="棋类"))
    with pytest.raises(UserError) as refused:
        desk.words.add(WordDraft(list="subject", word="体育", aliases="棋类"))
    assert said(refused) == ["“任教学科”里已经有“体育”（体育与健康）。", "“棋类”已经是“围棋”的写法。"]
    with pytest.raises(UserError) as refused:
        desk.words.add(WordDraft(list="gender", word="其他"))
    assert said(refused) == ["请选择代码表。"]
    with pytest.raises(UserError) as refused:
        desk.ladders.add(TierDraft(ladder=" ", word="", rank=None, years=0))
    assert said(refused) == [
        "请填写所属梯队。",
        "请填写称号。",
        "高低请填 1 到 99 的整数。",
        "有效年限请填 1 到 30 的整数，长期有效就不填。",
    ]
    desk.ladders.add(TierDraft(ladder="本校", word="常青树", rank=60))
    with pytest.raises(UserError) as refused:
        desk.ladders.add(TierDraft(ladder="本校", word="常青树", rank=61))
    assert said(refused) == ["本校的称号里已经有“常青树”。"]


def test_closed_lists_take_no_words() -> None:
    assert "gender" not in open_lists()
    assert "term" not in open_lists()
    codes.install({"gender": [Code("其他")]}, ())
    assert code_lists()["gender"].words == ("男", "女")
    codes.install({}, ())


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4)), st.sampled_from("、，,;；\n"))
def test_spellings_are_read_whatever_mark_stands_between(words: list[str], mark: str) -> None:
    assert spellings(mark.join(words)) == words


def test_a_rung_counts_only_once_it_is_stored(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静"))
    desk.histories.add("honour", Honour(teacher_id=li.id, name="区教坛新秀", awarded="2020-05"))
    desk.histories.add("honour", Honour(teacher_id=li.id, name="名园长", awarded="2018-05"))

    def full(*args: object, **more: object) -> None:
        raise UserError("磁盘已满，没有保存。", "请腾出空间后再试。")

    rung = TierDraft(ladder="本校", word="名园长", rank=99, level="市级", is_county="是")
    with monkeypatch.context() as patched:
        patched.setattr("edudesk.store.journal.append", full)
        with pytest.raises(UserError, match="磁盘已满"):
            desk.ladders.add(rung)
    assert tier_of("名园长") is None
    desk.ladders.add(rung)
    assert tier_of("名园长") is not None
    assert desk.teachers.get(li.id).honour == "名园长"
