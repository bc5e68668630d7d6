"""edudesk export P6, edudesk packs: a pack as folder or zip, and the list of packs with their days."""

import argparse
import getpass
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.plan_papers import plan_named
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.submissions.rows.enclosed import Enclosed
    from edudesk.submissions.rows.packs import Pack

_KEY = re.compile(r"[A-Z]\d+[A-Z]?|BB|校\d+", re.IGNORECASE)


def spelled_out(words: list[str]) -> list[str]:
    """export P6 is short for export pack P6."""
    if words[:1] == ["export"] and len(words) > 1 and _KEY.fullmatch(words[1]):
        return ["export", "pack", words[1].upper(), *words[2:]]
    return words


def export_pack(chosen: argparse.Namespace) -> None:
    """Make a pack, look at it, write it; with 缺 only when a reason is given."""
    from edudesk.submissions import making
    from edudesk.submissions.checking import check
    from edudesk.submissions.sending import Incomplete, send

    on = day_typed(chosen.on, "没有导出")
    enclosed = _enclosed(chosen.enclose)
    password = _password() if chosen.password else ""
    with open_school(chosen) as desk, screen.progress() as step:
        packs = of_project(desk, chosen.project) if chosen.project else making.packs(desk)
        pack = _meant(packs, chosen.pack, chosen.title)
        audience = Audience(chosen.audience) if chosen.audience else None
        plan_id = plan_named(desk, chosen.plan) if chosen.plan else ""
        made = making.make(
            desk, pack, on=on, audience=audience, enclosed=enclosed, plan_id=plan_id, step=step
        )
        if plan_id and not made.plans:
            raise UserError(
                f"“{pack.title}”里没有发展规划的材料，没有导出。", "请去掉 --plan，或换一个材料包，如 P1。"
            )
        findings = check(desk, made, step)
        for one in findings:
            screen.say(f"{one.level} {one.text}")
        try:
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
        except Incomplete as error:
            hint = "请先补齐；确实要先报送的，请加上 --reason 写明原因，如 --reason 经费决算待确认。"
            raise UserError(error.text, hint) from error
    for plan in made.plans:
        screen.say(f"规划：{plan.title}")
    screen.say(f"已导出：{sent.row.files_words}（编号 {sent.row.edition}）：{sent.place}")
    for remark in sent.remarks:
        screen.say(f"注意：{remark}")


def of_project(desk: "Desk", word: str) -> "Sequence[Pack]":
    """The packs that one project can hand in as it stands. Raises UserError when it has none."""
    from edudesk.cli.projects import project_named
    from edudesk.submissions import making

    found = making.of_project(desk, project_named(desk, word))
    if not found:
        raise UserError(
            "这个项目现在没有可以提交的材料包，没有导出。", "单份材料请用 edudesk export projects --project。"
        )
    return found


def _enclosed(typed: Sequence[str]) -> list["Enclosed"]:
    """The files of --enclose, each once; 标题=文件 says which attachment it is. Raises UserError when one cannot be read."""
    from edudesk.submissions.enclosed import given

    found: dict[tuple[str, Path], Enclosed] = {}
    for text in typed:
        title, sign, file = text.partition("=")
        title, path = (title.strip(), Path(file)) if sign and not Path(text).exists() else ("", Path(text))
        found[title, path.absolute()] = given(path, title)
    return list(found.values())


def _meant(packs: Sequence["Pack"], key: str, title: str) -> "Pack":
    """The pack of this number, in small letters too; of several (each paper is P12, each form BB) the one whose title has these words."""
    of_key = [one for one in packs if one.key.upper() == key.upper()]
    if not of_key:
        raise UserError(f"没有编号是“{key}”的材料包，没有导出。", "edudesk packs 可以查看有哪些材料包。")
    found = [one for one in of_key if one.title == title] or [one for one in of_key if title in one.title]
    if len(found) == 1:
        return found[0]
    there = "、".join(f"《{one.title}》" for one in found or of_key)
    if found:
        fits = f"标题里有“{title}”的" if title else f"编号是“{key}”的"
        raise UserError(
            f"{fits}材料包有 {len(found)} 个，没有导出。", f"请用 --title 写明是哪一个：{there}。"
        )
    raise UserError(f"编号是“{key}”的材料包里没有标题含“{title}”的，没有导出。", f"现有：{there}。")


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
