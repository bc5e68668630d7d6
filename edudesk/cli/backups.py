"""Backups on the command line: taken, listed, put in place, and held against the journal."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.words import size_words
from edudesk.cli import screen
from edudesk.cli.opening import file_of, open_school, password, with_password

if TYPE_CHECKING:
    from edudesk.store.backup import Backup
    from edudesk.store.restore import Loss


def back_up(chosen: argparse.Namespace) -> None:
    """Back up now."""
    with open_school(chosen) as desk, screen.progress() as step:
        made = desk.backups.take(step=step)
    screen.say(f"已备份并核对：{made.path}（{size_words(made.size)}）")


def restore(chosen: argparse.Namespace) -> None:
    """List backups, or put one in place of the present state."""
    import edudesk.desk  # noqa: F401  with it come the tables, which say what of them is counted
    from edudesk.store import backup
    from edudesk.store.engine import StoreDamaged
    from edudesk.store.restore import restore_closed

    file = file_of(chosen)
    listed = backup.listed(file)
    if chosen.list:
        if not listed and not file.exists():
            raise UserError(
                f"找不到学校文件“{file.name}”，也没有它的备份。", "请用 --data 指明学校文件所在的位置。"
            )
        with screen.progress() as step:
            listed = backup.checked(listed, password(), step)
        _tell_backups(listed)
        return
    picked = _pick(listed, chosen)
    when = f"{picked.moment.astimezone():%Y-%m-%d %H:%M}"
    try:
        desk = open_school(chosen) if file.exists() else None
    except StoreDamaged:
        desk = None
    if desk is None:
        is_lost = not file.exists()
        _confirm(
            chosen, f"现在的学校文件{'不见了' if is_lost else '已损坏，将另存保留'}，用 {when} 的备份恢复。"
        )
        kept = with_password(lambda password: restore_closed(file, picked, password))
        screen.say(f"已恢复到 {when}" + (f"；损坏的文件保留为 {kept}。" if kept else "。"))
        return
    with desk:
        loss = desk.backups.lost_by(picked)
        _confirm(chosen, f"恢复到 {when}，{_lost_words(loss)}。")
        # only now: while a bar is drawn, a question without a line end stays unseen
        with screen.progress() as step:
            before = desk.backups.restore(picked, step)
    screen.say(f"已恢复到 {when}；恢复前的状态保存在 {before.path.name}。")


def _tell_backups(listed: "list[Backup]") -> None:
    from edudesk.store import backup

    if not listed:
        screen.say("还没有备份。可用 edudesk backup 立即备份。")
        return
    screen.table(
        ("序号", "时间", "来由", "内容", "大小", "核对", "文件"),
        [
            (
                str(number),
                f"{one.moment.astimezone():%Y-%m-%d %H:%M}",
                one.reason,
                one.words,
                size_words(one.size),
                one.state.value,
                one.path.name,
            )
            for number, one in enumerate(listed, 1)
        ],
        right=(0, 4),
    )
    screen.say(f"{backup.in_words(listed)}。")


def _pick(listed: "list[Backup]", chosen: argparse.Namespace) -> "Backup":
    from edudesk.store.backup import State, checked, damaged

    if not listed:
        raise UserError("还没有备份可以恢复。", "备份放在学校文件旁边的“…-备份”文件夹里。")
    name = chosen.backup
    if chosen.latest:
        picked = listed[0]
    elif not name:
        raise UserError("没有指明用哪个备份。", "请用 edudesk restore --list 查看，再写序号，或加 --latest。")
    elif name.isdecimal() and 1 <= int(name) <= len(listed):
        picked = listed[int(name) - 1]
    elif same := [one for one in listed if one.path.name == Path(name).name]:
        (picked,) = same
    else:
        numbers = f"1—{len(listed)}" if len(listed) > 1 else "1"
        raise UserError(
            f"没有序号或文件名是“{name}”的备份。",
            f"现有备份的序号是 {numbers}，可用 edudesk restore --list 查看。",
        )
    # one without a manifest has to be opened for that, which restoring does
    if picked.is_registered:
        (picked,) = checked([picked], None)
    if picked.state is State.DAMAGED:
        raise damaged(picked)
    return picked


def _lost_words(loss: "Loss") -> str:
    if loss.is_foreign:
        return "这个备份不是从现在的数据一路备份下来的，现在的内容将全部换成备份中的内容"
    if not loss.titles:
        return "之后没有改动过内容，不会丢失什么"
    return f"之后的 {len(loss.titles)} 项操作将不在其中"


def _confirm(chosen: argparse.Namespace, text: str) -> None:
    if chosen.yes:
        return
    if not sys.stdin.isatty():
        raise UserError(text, "确认请加 --yes；现在没有改动。")
    sys.stderr.write(f"{text}\n要继续吗？输入 是 并回车：")
    if sys.stdin.readline().strip() not in ("是", "y", "Y", "yes"):
        raise UserError("没有恢复。", "数据没有改动。")


def verify(chosen: argparse.Namespace) -> int:
    """Hold the file, the journal and the backups against each other."""
    from edudesk.store import backup

    with open_school(chosen) as desk, screen.progress() as step:
        proof = desk.timeline.verify(step)
        backups = desk.backups.check(step)
        missing = desk.backups.missing_anchors()
        of_projects = desk.evidence.faults(step=step).files_lost if proof.faults else ()
    screen.say(f"操作记录 {proof.entries} 条，" + ("连续完整。" if proof.broken_at is None else "不完整！"))
    for words in proof.words[:20]:
        screen.say(words)
    if len(proof.words) > 20:
        screen.say(f"另有 {len(proof.words) - 20} 处不一致。")
    for one in missing:
        screen.say(f"备份 {one.path.name} 里有的操作记录，现在的文件里没有：文件可能被换成了旧的。")
    damaged = [one for one in backups if one.state is backup.State.DAMAGED]
    screen.say(f"备份：{backup.in_words(backups)}。")
    for one in damaged:
        screen.say(f"备份 {one.path.name} 已损坏，不能用来恢复。")
    is_good = proof.is_whole and not missing
    if not is_good:
        for lost in of_projects[:20]:
            screen.say(f"项目“{lost.project}”：{lost.text}")
        if proof.faults:
            screen.say(
                f"附件应在“{paths.kept_folder(desk.path).name}”文件夹里：只复制了学校文件时，请把它也复制过来。"
            )
        screen.say("核对没有通过，请联系学校信息管理员；可用最近的备份恢复。")
        return 1
    if damaged:
        screen.say(
            "核对没有通过：学校文件完好，有备份已损坏。请用 edudesk backup 重新备份，再删除损坏的备份文件。"
        )
        return 1
    screen.say("核对通过。")
    return 0
