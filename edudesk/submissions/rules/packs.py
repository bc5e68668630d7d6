"""Packs as data: the shipped ones of forms/packs, those a school keeps, and packs about one paper or one form."""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from edudesk.base import paths
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Audience
from edudesk.submissions.rows.asked import AskedRow
from edudesk.submissions.rows.packs import (
    NAMING,
    PAPER,
    TEMPLATE,
    DueDraft,
    Pack,
    PackDraft,
    PackFile,
)
from edudesk.submissions.rules.due import is_due_rule

FORMATS: Final = ("xlsx", "pdf", "docx")
ENDING: Final = "P9J"  # of one project that ends
_ABOUT: Final = frozenset((PAPER, TEMPLATE))
_LISTS: Final = ("needs", "doubts", "concerns", "texts")


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """Every pack of forms/packs, by the name of its file."""
    return tuple(read_pack(file) for file in sorted(paths.shipped("forms", "packs").glob("*.toml")))


def read_pack(file: Path) -> Pack:
    """One pack as forms/packs write it. Raises ValueError when it is none."""
    with file.open("rb") as stream:
        document: dict[str, Any] = tomllib.load(stream)
    files = tuple(PackFile(**one) for one in document.pop("file"))
    lists: dict[str, Any] = {name: tuple(document.pop(name, ())) for name in (*_LISTS, "phases")}
    audience = Audience(document.pop("audience"))
    return Pack(files=files, audience=audience, **lists, **document)


def packs_of(own: Iterable[PackDraft], offered: Collection[str] | None = None) -> tuple[Pack, ...]:
    """The packs a list shows: the shipped ones, each in the school's own form where it has one, then the rest of its own.

    offered: keys of the reports there are, None = all. A shipped pack with a report that this program does not have is
    left out, and so is one that is about a paper, a form or the end of a project until there is one; the school's own
    stay, to be mended.
    """
    kept = {draft.key: pack_of(draft) for draft in own}
    shipped = [kept.pop(pack.key, pack) for pack in shipped_packs()]
    return tuple(pack for pack in (*shipped, *kept.values()) if _is_ready(pack, offered))


def _is_ready(pack: Pack, offered: Collection[str] | None) -> bool:
    reports = {file.report for file in pack.files}
    return pack.is_own or (
        pack.key != ENDING and not reports & _ABOUT and (offered is None or reports <= set(offered))
    )


def shipped_pack(key: str) -> Pack:
    """The shipped one with this key; raises KeyError when there is none."""
    return {pack.key: pack for pack in shipped_packs()}[key]


def pack_of_form(form: AskedRow) -> Pack:
    """The pack of one form that was asked for: the bureau's workbook, filled."""
    pack = shipped_pack("BB")
    (file,) = pack.files
    return replace(
        pack,
        title=form.title,
        files=(replace(file, title=form.title),),
        addressee=form.issuer,
        due=form.due,
        audience=Audience(form.audience),
        subject=form.id,
        remark=form.remark,
    )


def pack_of_paper(paper_id: str, title: str, addressee: str) -> Pack:
    """The pack of one written document: as PDF and as Word."""
    pack = shipped_pack("P12")
    files = tuple(replace(file, title=title) for file in pack.files)
    return replace(pack, title=title, files=files, addressee=addressee or pack.addressee, subject=paper_id)


def pack_of_project(pack: Pack, project_id: str, title: str, due: str = "") -> Pack:
    """A pack (P8, P9, P9J, P11), shipped or in the school's own form, about one project.

    title: of the project; due: words of rules.due, "" = those of the pack.
    """
    return replace(
        pack, title=f"{pack.title}：{title}", subject=project_id, due=due or pack.due, is_own=False
    )


def keys_for(phase: str) -> tuple[str, ...]:
    """The shipped packs that a project in a phase can hand in alone, the best first."""
    fitting = [pack for pack in shipped_packs() if phase in pack.phases]
    return tuple(pack.key for pack in sorted(fitting, key=lambda pack: pack.phases.index(phase)))


# --- a school's own -----------------------------------------------------------------------------------------------


def draft_of(pack: Pack) -> PackDraft:
    """A pack as the school file keeps it: copied to be changed."""
    return PackDraft(
        key=pack.key,
        title=pack.title,
        addressee=pack.addressee,
        due=pack.due,
        audience=pack.audience.value,
        naming=pack.naming,
        files=files_text(pack.files),
        remark=pack.remark,
        **{name: " ".join(getattr(pack, name)) for name in _LISTS},
    )


def pack_of(draft: PackDraft) -> Pack:
    """A stored pack as the program uses it."""
    lists: dict[str, Any] = {name: tuple(getattr(draft, name).split()) for name in _LISTS}
    shipped = next((pack for pack in shipped_packs() if pack.key == draft.key), None)
    return Pack(
        key=draft.key,
        title=draft.title,
        addressee=draft.addressee,
        due=draft.due,
        due_calendar=shipped.due_calendar if shipped is not None and shipped.due == draft.due else "",
        audience=Audience(draft.audience),
        naming=draft.naming or NAMING,
        files=files_of(draft.files),
        remark=draft.remark,
        phases=shipped.phases if shipped is not None else (),
        is_own=True,
        **lists,
    )


def files_text(files: Iterable[PackFile]) -> str:
    """Files as the school file keeps them, a line each: 表名 | report | format | 附件号."""
    return "\n".join(map(_line, files))


def files_of(text: str) -> tuple[PackFile, ...]:
    """The files of files_text; lines that are none are left out."""
    return tuple(filter(None, map(_file, text.splitlines())))


def _line(file: PackFile) -> str:
    return " | ".join(part for part in (file.title, file.report, file.format, file.number) if part)


def _file(line: str) -> PackFile | None:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (3, 4) or not all(parts[:3]) or parts[2] not in FORMATS:
        return None
    return PackFile(
        title=parts[0], report=parts[1], format=parts[2], number=parts[3] if len(parts) == 4 else ""
    )


def free_key(own: Iterable[PackDraft]) -> str:
    """校1, 校2 …: the key of a school's next pack."""
    taken = {draft.key for draft in own}
    return next(key for number in range(1, len(taken) + 2) if (key := f"校{number}") not in taken)


def pack_problems(draft: PackDraft, others: Sequence[PackDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps an own pack from being stored, all at once. others: the school's own beside it."""
    from edudesk.submissions.rules.preflight import (
        is_need,  # brings the roster's reports, which no list needs
    )

    found = []
    if not draft.key.strip():
        found.append(FieldProblem("key", "请填写编号，如 校1。"))
    elif any(other.key == draft.key for other in others):
        found.append(FieldProblem("key", f"已经有编号为“{draft.key}”的材料包。"))
    if not draft.title.strip():
        found.append(FieldProblem("title", "请填写材料包的名称。"))
    if draft.due and not is_due_rule(draft.due):
        found.append(FieldProblem("due", "请写成 9月20日、第一学期第12周、第二学期末前5天 或 2026-09-25。"))
    if draft.audience not in [one.value for one in Audience]:
        found.append(FieldProblem("audience", "请选择输出级别。"))
    lines = [line for line in draft.files.splitlines() if line.strip()]
    if not lines:
        found.append(FieldProblem("files", "请至少写一个文件。"))
    found += [
        FieldProblem(
            "files", f"看不懂“{line.strip()}”，请写成 表名 | 报表 | 格式，格式为 xlsx、pdf 或 docx。"
        )
        for line in lines
        if _file(line) is None
    ][:3]
    found += [
        FieldProblem("needs", f"没有“{need}”这项信息。") for need in draft.needs.split() if not is_need(need)
    ][:3]
    return tuple(found)


def due_problems(draft: DueDraft, others: Sequence[DueDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps another day for a pack from being stored, all at once."""
    found = []
    if not is_due_rule(draft.due):
        found.append(FieldProblem("due", "请写成 9月20日、第一学期第12周、第二学期末前5天 或 2026-09-25。"))
    if any((other.pack, other.school_year) == (draft.pack, draft.school_year) for other in others):
        found.append(FieldProblem("due", "这个学年已经另定了截止日期，请修改原来的。"))
    return tuple(found)


def rule_of(pack: Pack, school_year: str, shifts: Iterable[DueDraft]) -> str:
    """The rule that holds for a pack in a school year: that year's own, else the school's own, else the pack's."""
    own = {shift.school_year: shift.due for shift in shifts if shift.pack == pack.key}
    return pack.due if pack.subject else own.get(school_year) or own.get("") or pack.due
