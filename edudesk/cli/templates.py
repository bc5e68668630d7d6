"""edudesk template: empty workbooks to be filled in and imported, written and told in one way."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.files import free_name
from edudesk.cli import screen

if TYPE_CHECKING:
    from edudesk.base.report import Template


def out_option(command: argparse.ArgumentParser) -> None:
    """--out of a template."""
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")


def put_out(template: "Template", folder: Path) -> None:
    """Write a template into a folder, beside one that is there already."""
    from edudesk.kit.writing import write

    written = write(template, free_name(folder / f"{template.file_name}.xlsx"))
    screen.say(f"已生成模板（{len(template.columns) - 1} 列）：{written.path}")
