"""What the commands without a room of their own do: open the school, call the service, print the outcome."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.files import check_place
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.words import size_words
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.templates import put_out

if TYPE_CHECKING:
    from edudesk.desk import Desk

SAMPLE_FILE = f"龙城实验小学{paths.SUFFIX}"


def demo(chosen: argparse.Namespace) -> None:
    """Sample school and everything that can be exported, in one folder."""
    from edudesk.desk import found_sample, open_desk
    from edudesk.kit.writing import write
    from edudesk.submissions import registry

    folder: Path = chosen.out
    file = folder / SAMPLE_FILE
    check_place(file)
    with open_desk(file) if file.exists() else found_sample(file) as desk, screen.progress() as step:
        rows = [("示例学校", SAMPLE_FILE, "", size_words(file.stat().st_size))]
        for offer in registry.offers():
            report = offer.build(desk, Audience.BUREAU)
            for kind in offer.formats:
                target = folder / f"{report.file_name}.{kind}"  # one of an earlier demo is replaced
                with desk.exports.leaving(report, target):
                    written = write(report, target, step)
                extent = f"{written.pages} 页" if written.pages else f"{len(report.rows)} 行"
                size = size_words(written.path.stat().st_size)
                rows.append((offer.title, written.path.name, extent, size))
        for title, path in _of_one(desk, folder, step):
            rows.append((title, path.name, "", size_words(path.stat().st_size)))
    screen.say(f"已放到 {folder.resolve()}")
    screen.table(("内容", "文件", "篇幅", "大小"), rows, right=(2, 3))


def _of_one(desk: "Desk", folder: Path, step: Step) -> Iterator[tuple[str, Path]]:
    """The papers of the school and the bureau's forms filled in: what is no report, but a pack of its own."""
    from edudesk.submissions import making
    from edudesk.submissions.filling import Filled

    for pack in making.packs(desk):
        made = making.make(desk, pack, step=step) if pack.subject else None
        for one in made.files if made is not None else ():
            if one.problem is None:
                target, title = folder / one.name, one.file.title
                filled = Filled(f"fill_{pack.key}", title, pack.audience, range(one.count))
                with desk.exports.leaving(one.paper or filled, target):
                    path = one.write(target, step).path
                yield title, path


def roster_template(chosen: argparse.Namespace) -> None:
    """An empty roster workbook to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.roster import reports

    sheet = next(sheet for sheet in reports.roster_sheets() if sheet.key == chosen.sheet)
    put_out(reports.roster_template(sheet, clock.today()), chosen.out)


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


def shot(chosen: argparse.Namespace) -> None:
    """Pictures of the pages. The one command that loads Qt."""
    size = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", chosen.size)
    if size is None:
        raise UserError(f"看不懂窗口大小“{chosen.size}”。", "请写成 1440x900 这样。")
    from edudesk.shell.shot import take_shots

    with open_school(chosen) as desk:
        for path in take_shots(desk, chosen.page, (int(size[1]), int(size[2])), chosen.theme, chosen.out):
            screen.say(str(path))
