"""What a person took the columns of a header for: in the drop-downs now, or the last time a sheet had it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypedDict

from edudesk.base.jobs import Step

Choices: TypeAlias = Mapping[tuple[str, str], str | None]
"""(ColumnMatch.head, ColumnMatch.name) -> field or None, from the user's drop-downs now."""
Recall: TypeAlias = Callable[[str], Mapping[str, str]]
"""Fingerprint of a header -> (ColumnMatch.name -> field or "") as they were matched before."""


class Wishes(TypedDict, total=False):
    """What every preview may be asked. file: its name as it is told; sheets: those to read, None = as they look; choices:
    what columns are taken for now; answers: to the questions of the preview before; step: of the job."""

    file: str
    sheets: Sequence[str] | None
    choices: Choices | None
    answers: Mapping[str, str] | None
    include_hidden: bool
    step: Step


def decided(fingerprint: str, choices: Choices | None = None, recall: Recall | None = None) -> dict[str, str]:
    """HeaderCell.name -> field of a header, "" = leave out; what is chosen now goes before what was."""
    before = recall(fingerprint) if recall is not None else {}
    now = {name: field or "" for (head, name), field in (choices or {}).items() if head == fingerprint}
    return {**before, **now}
