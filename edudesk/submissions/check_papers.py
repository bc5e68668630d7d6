"""All sheets of the checks at once, made and put into a folder: by the window and by the export command."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Audience
from edudesk.checks.reports.catalogue import Paper, Sheet
from edudesk.checks.reports.facts import CheckFacts
from edudesk.kit.writing import write
from edudesk.store.exports import Exports


@dataclass(frozen=True)
class MadeSheet:
    """One sheet, or why there is none: a 通报 of a term without records."""

    sheet: Sheet
    paper: Paper | None = None
    refused: UserError | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a sheet. file: its name, "" when there is none; words: 12 份, or why there is none."""

    title: str
    file: str
    words: str


def make_all(
    facts: CheckFacts, sheets: Sequence[Sheet], audience: Audience, step: Step = silent
) -> list[MadeSheet]:
    """The papers, in the order of the sheets."""
    found = []
    for number, sheet in enumerate(sheets):
        step(number, len(sheets), sheet.title)
        try:
            found.append(MadeSheet(sheet, sheet.build(facts, audience)))
        except UserError as error:
            found.append(MadeSheet(sheet, refused=error))
    return found


def place_all(
    exports: Exports, made: Sequence[MadeSheet], folder: Path, format: str = "", step: Step = silent
) -> list[Placed]:
    """Write them, each in every format it can have, or in one. Names that are taken stay; each file is in the journal."""
    found = []
    for number, one in enumerate(made):
        step(number, len(made), one.sheet.title)
        if one.paper is None:
            found.append(Placed(one.sheet.title, "", one.refused.text if one.refused is not None else ""))
            continue
        for kind in [kind for kind in one.sheet.formats if format in ("", kind)]:
            target = free_name(folder / f"{one.paper.file_name}.{kind}")
            with exports.leaving(one.paper, target, unit=one.sheet.unit):
                written = write(one.paper, target, step)
            amount = f"{len(one.paper.rows)} {one.sheet.unit}"
            found.append(Placed(one.sheet.title, written.path.name, amount))
    return found
