"""Which attachment of a paper an enclosed file is: its title and its 附件号."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from pathlib import PurePath
from typing import Final

from edudesk.submissions.rows.enclosed import ENCLOSED, Enclosed
from edudesk.submissions.rows.packs import PackFile

_NUMBER: Final = re.compile(r"附件\s*\d*\s*[：:.．、_ -]*|\d+\s*[.．、_]\s*")


def title_of(name: str, listed: Collection[str]) -> str:
    """附件1：教师花名册.xlsx and 1.教师花名册.xlsx are the listed 教师花名册; what is not listed keeps its name."""
    stem = PurePath(name).stem
    own = _NUMBER.sub("", stem, count=1) if _NUMBER.match(stem) else stem
    return own.strip() if own.strip() in listed else stem


def enclosed_files(
    files: Iterable[Enclosed], listed: Sequence[str], held: Sequence[PackFile]
) -> dict[PackFile, Enclosed]:
    """The files in the order of their numbers: that of the attachment it is, else one after all others.

    listed: attachments of the paper in their order; held: what the pack has anyway. A file given for this once goes
    in the place of a kept one with the same title.
    """
    titled = [(one.title or title_of(one.name, listed), one) for one in files]
    once = {title for title, one in titled if not one.id}
    titles = {file.title for file in held}
    lacking = {title: place for place, title in enumerate(listed, 1) if title not in titles}
    taken = [int(file.number) for file in held if file.number.isdecimal()]
    after = count(max((len(listed), *taken)) + 1)
    found = []
    for title, one in titled:
        if one.id and title in once:
            continue
        number = lacking.pop(title, 0) or next(after)
        suffix = PurePath(one.name).suffix.removeprefix(".")
        found.append((number, PackFile(ENCLOSED, suffix, title, str(number)), one))
    return {file: one for _, file, one in sorted(found, key=lambda told: told[0])}
