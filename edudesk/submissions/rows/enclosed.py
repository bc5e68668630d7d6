"""What goes along with a pack as it is (附件): files that the program neither makes nor looks into."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ENCLOSED: Final = "enclosed"  # PackFile.report of such a file
PROOF: Final = "proof"  # PackFile.report of a proof of the project the pack is about
ENCLOSE: Final = "添加附件…"


@dataclass(frozen=True)
class Enclosed:
    """One file. title: which of the listed ones it is, "" = as its name says; name: of the file; size: bytes.

    read: its bytes, raises UserError when it is gone; id: of the attachment, "" when it goes along only this once.
    """

    title: str
    name: str
    size: int
    read: Callable[[], bytes]
    id: str = ""
