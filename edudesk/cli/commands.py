"""What each command does: opens the school, calls the service, prints the outcome."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.files import check_place, free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import file_of, open_school, password, with_password

if TYPE_CHECKING:
    from edudesk.store.backup import Backup
    from edudesk.store.restore import Loss

T = TypeVar("T")
SAMPLE_FILE = f"龙城实验小学{paths.SUFFIX}"
_SHOWN_PROBLEMS = 40


def demo(chosen: argparse.Namespace) -> None:
    """Sample school and everything that can be exported, in one folder."""
    from edudesk.desk import found_sample, open_desk
    from edudesk.kit.writing import write
    from edudesk.submissions import registry

    folder: Path = chosen.out
    file = folder / SAMPLE_FILE
    check_place(file)
    with open_desk(file) if file.exists() else found_sample(file) as desk, screen.progress() as step:
        rows = [("示例学校", SAMPLE_FILE, "", screen.size_words(file.stat().st_size))]
        for offer in registry.offers():
            report = offer.build(desk, Audience.BUREAU)
            for kind in offer.formats:
                target = folder / f"{report.file_name}.{kind}"  # one of an earlier demo is replaced
                desk.exports.exported(report, target.name)
                written = write(report, target, step)
                extent = f"{written.pages} 页" if written.pages else f"{len(report.rows)} 行"
                size = screen.size_words(written.path.stat().st_size)
                rows.append((offer.title, written.path.name, extent, size))
    screen.say(f"已放到 {folder.resolve()}")
    screen.table(("内容", "文件", "篇幅", "大小"), rows, right=(2, 3))


def roster_template(chosen: argparse.Namespace) -> None:
    """An empty roster workbook to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.roster import reports

    sheet = next(sheet for sheet in reports.roster_sheets() if sheet.key == chosen.sheet)
    template = reports.roster_template(sheet, clock.today())
    written = write(template, free_name(chosen.out / f"{template.file_name}.xlsx"))
    screen.say(f"已生成模板（{len(template.columns) - 1} 列）：{written.path}")


def roster_sheet_names() -> list[str]:
    """The keys of the roster's sheets, the full one first."""
    from edudesk.roster.reports import roster_sheets

    return [sheet.key for sheet in roster_sheets()]


def school_fields() -> list[tuple[str, str]]:
    """Option name and title of each fact of the school."""
    from edudesk.school.rows import COLUMNS

    return [(column.key, column.title) for column in COLUMNS]


def school(chosen: argparse.Namespace) -> None:
    """Show the school, or set the facts that are given; makes the file when there is none."""
    from edudesk.base.grammar import read_typed
    from edudesk.school.rows import COLUMN, COLUMNS
    from edudesk.school.rules import doubts

    typed = {key: text for key, _ in school_fields() if (text := getattr(chosen, key)) is not None}
    readings = {key: read_typed(COLUMN[key], text) for key, text in typed.items()}
    for key, reading in readings.items():
        if typed[key] and not reading.value:
            codes = COLUMN[key].codes
            raise UserError(
                f"{COLUMN[key].title}“{typed[key]}”没有保存：{reading.refusal}。",
                f"可以写{'、'.join(codes.words)}。" if codes is not None else "请改好后再试。",
            )
    given = {key: str(reading.value) for key, reading in readings.items()}
    with open_school(chosen, create=bool(given)) as desk:
        if given:
            desk.school.save(given)
        row = desk.school.get()
        if row is None:
            raise UserError("这个文件里还没有学校信息。", "请用 --name、--stage 填写。")
        screen.table(("项目", "内容"), [(column.title, column.text(row)) for column in COLUMNS])
        for doubt in doubts(row):
            screen.say(f"注意：{doubt.text}")


def back_up(chosen: argparse.Namespace) -> None:
    """Back up now."""
    with open_school(chosen) as desk, screen.progress() as step:
        made = desk.backups.take(step=step)
    screen.say(f"已备份并核对：{made.path}（{screen.size_words(made.size)}）")


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
                screen.size_words(one.size),
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
        proof = desk.timeline.verify()
        backups = desk.backups.check(step)
        missing = desk.backups.missing_anchors()
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
        screen.say("核对没有通过，请联系学校信息管理员；可用最近的备份恢复。")
        return 1
    if damaged:
        screen.say(
            "核对没有通过：学校文件完好，有备份已损坏。请用 edudesk backup 重新备份，再删除损坏的备份文件。"
        )
        return 1
    screen.say("核对通过。")
    return 0


def shot(chosen: argparse.Namespace) -> None:
    """Pictures of the pages. The one command that loads Qt."""
    size = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", chosen.size)
    if size is None:
        raise UserError(f"看不懂窗口大小“{chosen.size}”。", "请写成 1440x900 这样。")
    from edudesk.shell.shot import take_shots

    with open_school(chosen) as desk:
        for path in take_shots(desk, chosen.page, (int(size[1]), int(size[2])), chosen.theme, chosen.out):
            screen.say(str(path))
