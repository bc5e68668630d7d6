"""The names of a cell: parted, each with what stands in brackets behind it."""

import re
from typing import Final, NamedTuple

_BETWEEN: Final = re.compile(r"[、，,;；/\s]+(?![^（(]*[）)])")
_ASIDE: Final = re.compile(r"^(.+?)\s*[（(]([^）)]*)[）)]$")
_INSIDE: Final = re.compile(r"(?<![^、，,;；/\s])(\S)[\s　]+(\S)(?![^、，,;；/\s])")
LEADS: Final = ("组长", "课题组长", "项目组长", "主持人", "主持", "负责人", "领衔人")


class Named(NamedTuple):
    """李静（组长）: the name, and the aside "" where none stands behind it."""

    name: str
    aside: str = ""


def names_of(text: str) -> list[Named]:
    """Names, each once: 王建国、周敏华; spaces inside a name of two characters (王　芳) close up."""
    found: dict[str, Named] = {}
    for part in _BETWEEN.split(_INSIDE.sub(r"\1\2", text.strip())):
        aside = _ASIDE.match(part)
        one = Named(aside[1], aside[2].strip()) if aside else Named(part)
        if one.name:
            found.setdefault(one.name, one)
    return list(found.values())
