"""edudesk export P6, edudesk packs: a pack as folder or zip, and the list of packs with their days."""

import argparse
import getpass
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.typed import day_typed

_KEY = re.compile(r"[A-Z]\d+|校\d+")


def spelled_out(words: list[str]) -> list[str]:
    """export P6 is short for export pack P6."""
    if words[:1] == ["export"] and len(words) > 1 and _KEY.fullmatch(words[1]):
        return ["export", "pack", *words[1:]]
    return words


def export_pack(chosen: argparse.Namespace) -> None:
    """Make a pack, look at it, write it; with 缺 only when a reason is given."""
    from edudesk.submissions import making
    from edudesk.submissions.checking import check
    from edudesk.submissions.sending import send

    on = day_typed(chosen.on, "没有导出")
    password = _password() if chosen.password else ""
    with open_school(chosen) as desk, screen.progress() as step:
        pack = next((one for one in making.packs(desk) if one.key == chosen.pack), None)
        if pack is None:
            raise UserError(
                f"没有编号是“{chosen.pack}”的材料包，没有导出。", "edudesk packs 可以查看有哪些材料包。"
            )
        audience = Audience(chosen.audience) if chosen.audience else None
        made = making.make(desk, pack, on=on, audience=audience, step=step)
        findings = check(desk, made, step)
        for one in findings:
            screen.say(f"{one.level} {one.text}")
        sent = send(
            desk,
            made,
            chosen.out,
            findings=findings,
            as_zip=chosen.zip,
            password=password,
            reason=chosen.reason,
            step=step,
        )
    screen.say(f"已导出 {len(made.files)} 个文件（编号 {sent.row.edition}）：{sent.place}")
    for remark in sent.remarks:
        screen.say(f"注意：{remark}")


def list_packs(chosen: argparse.Namespace) -> None:
    """The packs of the school year, the most urgent first."""
    from edudesk.submissions import making

    with open_school(chosen) as desk:
        lines = making.lines(desk)
    screen.table(
        ("编号", "材料包", "报送至", "截止", "文件", "状态"),
        [
            (
                line.pack.key,
                line.pack.title,
                line.pack.addressee,
                line.due.isoformat() if line.due is not None else "",
                str(len(line.pack.files)),
                line.words,
            )
            for line in lines
        ],
        right=(4,),
    )


class ListPacks(argparse.Action):
    """export --list: prints what the program can hand out in one go and ends, whatever else is missing."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        chosen: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        from edudesk.submissions.registry import offers
        from edudesk.submissions.rules.packs import packs_of

        packs = packs_of((), {offer.key for offer in offers()})
        screen.table(
            ("编号", "材料包", "报送至", "截止", "文件"),
            [
                (
                    pack.key,
                    pack.title,
                    pack.addressee,
                    pack.due,
                    "、".join(f"{file.title}.{file.format}" for file in pack.files),
                )
                for pack in packs
            ],
        )
        parser.exit()


def _password() -> str:
    """Of the zip: from the environment, else asked for twice."""
    if known := os.environ.get("EDUDESK_PACK_PASSWORD"):
        return known
    if not sys.stdin.isatty():
        raise UserError(
            "没有给出压缩包的密码，没有导出。",
            "请把密码放在环境变量 EDUDESK_PACK_PASSWORD 里，或在终端里运行并按询问输入。",
        )
    first = getpass.getpass("压缩包密码：")
    if first != getpass.getpass("再输入一次："):
        raise UserError("两次输入的密码不同，没有导出。", "请重新运行后再输入。")
    return first
