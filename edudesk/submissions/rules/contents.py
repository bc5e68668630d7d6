"""What a pack needs for the files in it (forms/submissions/pack_contents.toml), so that nobody has to write it."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.submissions.rows.packs import PAPER, TEMPLATE, PackDraft, PackFile
from edudesk.submissions.rules.packs import files_of

_LISTS: Final = ("needs", "doubts", "concerns", "texts")


def contents_of(files: Iterable[PackFile]) -> dict[str, tuple[str, ...]]:
    """needs, doubts, concerns and texts of these files, each word once. What is about a paper or a form says nothing."""
    reports = [file.report for file in files if file.report not in (PAPER, TEMPLATE)]
    sections = [one for one in _sections() if any(report.startswith(one["report"]) for report in reports)]
    return {
        name: tuple(dict.fromkeys(word for one in sections for word in one.get(name, ()))) for name in _LISTS
    }


def with_files(draft: PackDraft, text: str) -> PackDraft:
    """The pack with other files (text of rules.packs.files_text): what the new ones need comes, what only the old ones needed goes.

    A pack with files that says not what it is made from stays so: every change counts for it.
    """
    before, after = files_of(draft.files), files_of(text)
    old, new = contents_of(before), contents_of(after)
    lists: dict[str, Any] = {}
    for name in _LISTS:
        own = getattr(draft, name).split()
        kept = [word for word in own if word not in old[name] or word in new[name]]
        come = [word for word in new[name] if word not in old[name] and word not in kept]
        lists[name] = " ".join((*kept, *come))
    if before and not draft.concerns:
        lists["concerns"] = ""
    return replace(draft, files=text, **lists)


@cache
def _sections() -> list[dict[str, Any]]:
    with paths.shipped("forms", "submissions", "pack_contents.toml").open("rb") as stream:
        found: list[dict[str, Any]] = tomllib.load(stream)["content"]
    return found
