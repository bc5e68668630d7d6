"""Undo, redo, history and recycle bin: one journal entry a verb, every change there and back (P3)."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from edudesk.base.errors import UserError
from edudesk.roster.tables import Teacher
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.journal import Change
from edudesk.store.rights import Actor, Right
from edudesk.store.tables import core
from edudesk.store.timeline import Steps, Timeline
from edudesk.store.verbs import VERBS
from edudesk.store.work import Conflict
from tests.office import Office
from tests.store.both import both


def titles(timeline: Timeline) -> list[str]:
    return [entry.title for entry in timeline.entries()]


@both
def test_what_was_done_is_undone_and_done_again_by_its_title(office: Office, timeline: Timeline) -> None:
    (li,) = office.enter("李静")
    office.change(li, title="一级教师", subject="数学")
    office.put_away(li)
    states = [office.state()]
    for wanted in ("删除", "修改 title、subject", "登记 李静"):
        upcoming = timeline.next_steps().undo
        assert upcoming is not None
        assert upcoming.title == wanted
        assert timeline.undo() == upcoming
        states.append(office.state())
    assert states[1][li] == {"name": "李静", "status": "在岗", "title": "一级教师", "subject": "数学"}
    assert states[2][li] == {"name": "李静", "status": "在岗"}
    assert states[3] == {}
    assert timeline.next_steps().undo is None
    for wanted_state in reversed(states[:3]):
        timeline.redo()
        assert office.state() == wanted_state
    assert timeline.next_steps().redo is None
    assert titles(timeline)[:6] == [
        "重做：删除", "重做：修改 title、subject", "重做：登记 李静",
        "撤销：登记 李静", "撤销：修改 title、subject", "撤销：删除",
    ]  # fmt: skip
    assert timeline.verify().is_whole


def test_something_new_ends_what_could_be_done_again(office: Office, timeline: Timeline) -> None:
    office.enter("李静")
    timeline.undo()
    office.enter("周敏华")
    assert timeline.next_steps().redo is None
    with pytest.raises(UserError, match="没有可以重做的操作"):
        timeline.redo()
    timeline.undo()
    assert office.names() == []
    with pytest.raises(UserError, match="没有可以撤销的操作"):
        timeline.undo()


def test_many_rows_in_one_verb_are_one_step(office: Office, timeline: Timeline) -> None:
    names = [f"教师{n:04}" for n in range(1000)]
    office.enter(*names)
    (entry,) = timeline.entries()
    assert (entry.seq, entry.rows, entry.kind) == (1, 1000, "do")
    timeline.undo()
    assert office.state() == {}
    timeline.redo()
    assert office.names() == names


def test_a_row_that_one_verb_writes_three_times_goes_all_the_way_back(
    office: Office, timeline: Timeline
) -> None:
    office.enter_and_change("李静", "李晴", "李婧")
    timeline.undo()
    assert office.state() == {}
    timeline.redo()
    assert office.names() == ["李婧"]
    assert timeline.verify().is_whole


def test_a_verb_that_fails_leaves_neither_rows_nor_entry(office: Office, timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="after the rows were written"):
        office.enter_and_fail(["李静", "周敏华"])
    assert (office.state(), timeline.entries()) == ({}, [])


def test_a_verb_that_changes_nothing_leaves_no_entry(office: Office, timeline: Timeline) -> None:
    (li,) = office.enter("李静")
    assert office.change(li, name="李静", status="在岗") is False
    assert office.version(li) == 1
    assert titles(timeline) == ["登记 李静"]


def test_looking_at_personal_facts_leaves_a_trace_that_undo_steps_over(
    office: Office, timeline: Timeline
) -> None:
    (li,) = office.enter("李静")
    office.look(li)
    assert [(entry.title, entry.kind, entry.rows) for entry in timeline.entries()] == [
        ("查看证件号", "note", 0),
        ("登记 李静", "do", 1),
    ]
    assert timeline.undo().title == "登记 李静"


def test_every_entry_tells_who_and_where_and_when(office: Office, timeline: Timeline, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    office.enter("李静")
    (entry,) = timeline.entries()
    assert (entry.actor, entry.device, entry.verb) == ("本机用户", "教务处电脑", "office.office.enter")
    assert entry.at == "2026-11-20T08:30:00.000+08:00"


def test_the_row_must_be_as_the_page_last_saw_it(office: Office) -> None:
    (li,) = office.enter("李静")
    office.change(li, version=1, title="一级教师")
    with pytest.raises(Conflict) as caught:
        office.change(li, version=1, title="高级教师")
    assert caught.value.text == "“李静”刚被别的操作改过，没有保存。"
    assert office.state()[li]["title"] == "一级教师"
    assert office.change(li, version=2, title="高级教师")


def test_a_row_that_is_gone_is_told_by_its_noun(office: Office) -> None:
    with pytest.raises(Conflict, match="这条教师记录已不存在，没有保存。"):
        office.change("no such id", title="一级教师")


def test_a_field_that_does_not_exist_is_our_bug(office: Office) -> None:
    (li,) = office.enter("李静")
    with pytest.raises(KeyError):
        office.change(li, heigth="1.70")


def test_an_older_step_is_undone_alone_when_nothing_later_touches_its_fields(
    office: Office, timeline: Timeline
) -> None:
    (li,) = office.enter("李静")
    office.change(li, title="一级教师")
    office.change(li, subject="数学")
    timeline.undo(2)
    assert office.state()[li] == {"name": "李静", "status": "在岗", "subject": "数学"}
    with pytest.raises(UserError, match="“修改 title”已经撤销过了"):
        timeline.undo(2)


@pytest.mark.parametrize("first", [1, 2], ids=["entered", "changed"])
def test_a_step_that_later_ones_build_on_is_not_undone(
    office: Office, timeline: Timeline, first: int
) -> None:
    (li,) = office.enter("李静")
    office.change(li, title="一级教师")
    office.change(li, title="高级教师")
    before = office.state(), titles(timeline)
    with pytest.raises(Conflict, match="这之后又有别的修改，不能直接撤销。"):
        timeline.undo(first)
    assert (office.state(), titles(timeline)) == before


def test_only_this_session_is_undone_by_key_but_older_steps_by_name(
    office: Office, timeline: Timeline, context: Context
) -> None:
    office.enter("李静")
    later = Timeline(Context(context.store, device="教务处电脑"))
    assert later.next_steps().undo is None
    later.undo(1)
    assert office.names() == []


def test_undo_walks_ones_own_steps(office: Office, context: Context) -> None:
    office.enter("李静")
    other = Context(context.store, Actor("王主任", frozenset(Right)))
    assert Timeline(other).next_steps().undo is None
    Office(other).enter("周敏华")
    assert Timeline(context).undo().title == "登记 李静"
    assert office.names() == ["周敏华"]


def test_undo_needs_the_right_of_the_verb_and_of_the_table(office: Office, context: Context) -> None:
    (li,) = office.enter("李静")
    office.put_away(li)
    Timeline(context).take_back(Timeline(context).bin())
    reader = Timeline(
        Context(context.store, Actor("督导", frozenset({Right.READ_JOURNAL, Right.SEE_SCHOOL})))
    )
    for seq in (1, 3):
        with pytest.raises(UserError, match="您没有做这件事的权限。"):
            reader.undo(seq)
    assert office.names() == ["李静"]


def test_a_step_of_another_program_version_is_refused_in_words(
    office: Office, timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.enter("李静")
    monkeypatch.delitem(VERBS, "office.office.enter")
    with pytest.raises(UserError, match="另一个版本的校务通"):
        timeline.undo()


@both
def test_the_history_of_a_row_is_every_change_newest_first(
    office: Office, timeline: Timeline, context: Context
) -> None:
    li, zhou = office.enter("李静", "周敏华")
    office.change(li, title="一级教师")
    office.change(zhou, title="二级教师")
    office.change(li, title="高级教师", subject="数学")
    timeline.undo()
    with context.store.transaction() as connection:
        found = journal.history(connection, "teacher", li)
    told = [(entry.title, change.before, change.after) for entry, change in found]
    assert told == [
        ("撤销：修改 title、subject", {"title": "高级教师", "subject": "数学"}, {"title": "一级教师", "subject": ""}),
        ("修改 title、subject", {"title": "一级教师", "subject": ""}, {"title": "高级教师", "subject": "数学"}),
        ("修改 title", {"title": ""}, {"title": "一级教师"}),
        ("登记 李静、周敏华", None, {"name": "李静", "status": "在岗"}),
    ]  # fmt: skip


def test_the_recycle_bin_gives_everything_back(office: Office, timeline: Timeline, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    li, zhou, shen = office.enter("李静", "周敏华", "沈婷")
    before = office.state()
    office.put_away(li)
    stopped_clock("2026-11-20 09:00")
    office.put_away(zhou, shen)
    binned = timeline.bin()
    assert [(one.noun, one.label) for one in binned][2] == ("教师", "李静")
    assert {one.label for one in binned[:2]} == {"周敏华", "沈婷"}
    assert office.names() == []
    timeline.take_back(binned)
    assert (timeline.bin(), office.state()) == ([], before)
    assert titles(timeline)[0] == "从回收站恢复 " + "、".join(one.label for one in binned)
    timeline.undo()
    assert office.names() == []


def test_listeners_hear_what_changed_after_it_was_stored(context: Context, office: Office) -> None:
    heard: list[tuple[frozenset[str], list[str]]] = []
    stop = context.listen(lambda names: heard.append((names, office.names())))
    (li,) = office.enter("李静")
    office.put_away(li)
    Timeline(context).take_back(Timeline(context).bin())
    with pytest.raises(ValueError, match="after the rows were written"):
        office.enter_and_fail(["周敏华"])
    stop()
    office.enter("沈婷")
    assert heard == [
        ({"teachers", "journal"}, ["李静"]),
        ({"teachers", "bin", "journal"}, []),
        ({"teachers", "bin", "journal"}, ["李静"]),
    ]


# --- records that need other records, numbers, other versions ---------------------------------------------


@pytest.mark.usefixtures("observations")
def test_a_record_that_others_need_is_not_taken_away_by_undo(office: Office, timeline: Timeline) -> None:
    (li,) = office.enter("李静")
    office.observe(li, topic="分数", periods=2)
    before = office.state(), titles(timeline)
    with pytest.raises(Conflict) as caught:
        timeline.undo(1)
    assert caught.value.text == "这条教师记录已被别的记录使用，不能改回去。"
    assert (office.state(), titles(timeline)) == before
    timeline.undo()
    timeline.undo(1)
    assert office.state() == {}


@pytest.mark.usefixtures("observations")
def test_a_record_and_what_needs_it_go_and_come_in_the_right_order(
    office: Office, timeline: Timeline
) -> None:
    li = office.enter_observed("李静", 2)
    state = office.state()
    timeline.undo()
    assert office.state() == {}
    timeline.redo()
    assert office.state() == state
    assert li in state
    assert timeline.verify().is_whole


@pytest.mark.usefixtures("observations")
def test_numbers_stay_numbers_and_what_is_not_known_stays_so(office: Office, timeline: Timeline) -> None:
    (li,) = office.enter("李静")
    with pytest.raises(KeyError, match=r"not said: \['periods'\]"):
        office.observe(li, topic="分数")
    one = office.observe(li, topic="分数", periods=0)
    office.correct(one, periods=3, score=8.5)
    office.correct(one, score=None)
    states = [{"periods": 3}, {"periods": 3, "score": 8.5}, {"periods": 0}]
    for known in states:
        assert office.state()[one] == {"teacher_id": li, "topic": "分数", **known}
        assert timeline.verify().is_whole
        timeline.undo()
    assert one not in office.state()
    for known in reversed(states):
        timeline.redo()
        assert office.state()[one] == {"teacher_id": li, "topic": "分数", **known}


@pytest.mark.parametrize(
    "change",
    [
        Change("teacher", "", {"heigth": "1.70"}, {"heigth": "1.71"}),
        Change("teacher", "new", None, {"heigth": "1.70"}),
        Change("class_room", "", {"name": "一班"}, {"name": "二班"}),
    ],
    ids=["column", "column of a new row", "table"],
)
def test_a_step_on_what_this_program_no_longer_has_is_refused_in_words(
    office: Office, timeline: Timeline, context: Context, change: Change
) -> None:
    (li,) = office.enter("李静")
    change = replace(change, row_id=change.row_id or li)
    who = {"actor": "本机用户", "device": "教务处电脑"}
    said = {**who, "verb": "office.office.change", "title": "改身高", "changes": [change]}
    with context.store.transaction() as connection:
        journal.append(connection, **said, kind="do")  # type: ignore[arg-type]
        if change.before is None:  # as if taken back already: to be done again
            journal.append(connection, **{**who, "verb": "", "title": "", "changes": []}, kind="undo", ref=2)  # type: ignore[arg-type]
    before = office.state(), titles(timeline)
    with pytest.raises(Conflict, match="这一步是另一个版本的校务通做的"):
        timeline.redo() if change.before is None else timeline.undo()
    assert (office.state(), titles(timeline)) == before


def test_undo_does_not_walk_the_steps_of_the_same_name_at_another_pc(
    office: Office, context: Context
) -> None:
    there = Context(context.store, device="校长室电脑")
    office.enter("李静")
    assert Timeline(there).next_steps() == Steps(None, None)
    Office(there).enter("周敏华")
    assert Timeline(context).undo().title == "登记 李静"
    assert Timeline(there).next_steps().redo is None
    assert office.names() == ["周敏华"]


def test_undo_reads_and_carries_out_in_one_go(
    office: Office, timeline: Timeline, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody else does in between cannot become what is undone."""
    office.enter("李静")
    opened = []
    transaction = Store.transaction
    monkeypatch.setattr(Store, "transaction", lambda store: opened.append(1) or transaction(store))
    timeline.undo()
    assert len(opened) == 1


# --- what is changed behind the program's back ------------------------------------------------------------


@both
def test_a_record_changed_past_the_journal_is_found(
    office: Office, timeline: Timeline, context: Context
) -> None:
    li, zhou = office.enter("李静", "周敏华")
    assert timeline.verify().is_whole
    with context.store.raw() as raw:
        raw.execute("UPDATE teacher SET title = '正高级教师' WHERE id = ?", (li,))
    proof = timeline.verify()
    assert (proof.broken_at, proof.strays, proof.is_whole) == (None, (("教师", "李静"),), False)
    with context.store.transaction() as connection:
        connection.execute(delete(core(Teacher)).where(core(Teacher).c.id == zhou))
    proof = timeline.verify()
    assert (proof.strays, proof.lost, proof.is_whole) == ((("教师", "李静"),), (("教师", "周敏华"),), False)
    assert proof.words[1] == "教师“周敏华”的记录不见了，操作记录里没有删除过。"


def test_a_record_added_past_the_journal_is_found(
    timeline: Timeline, office: Office, context: Context
) -> None:
    (li,) = office.enter("李静")
    with context.store.raw() as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(teacher)")]
        facts = ", ".join({"id": "'smuggled'", "name": "'无名'"}.get(name, f'"{name}"') for name in columns)
        raw.execute(f"INSERT INTO teacher SELECT {facts} FROM teacher WHERE id = ?", (li,))
    assert timeline.verify().strays == (("教师", "无名"),)


def test_others_save_while_a_long_journal_is_proven(
    office: Office, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two blocks of the journal the file is free; what comes in then is proven as well."""
    for number in range(5):
        office.enter(f"教师{number}")
    block = journal.block
    monkeypatch.setattr(journal, "block", lambda connection, after: block(connection, after, 2))
    walk = journal.Chain.walk

    def walk_while_others_save(chain: journal.Chain, found: journal.Block) -> None:
        if not found.is_last and chain.entries == 0:
            office.enter("周敏华")
        walk(chain, found)

    monkeypatch.setattr(journal.Chain, "walk", walk_while_others_save)
    proof = Timeline(context).verify()
    assert (proof.entries, proof.is_whole) == (6, True)
