"""Small pieces of Chinese sentences that every room says the same way."""

import re
from collections.abc import Sequence

_NAMED = 3
_LONGEST = 40
_BETWEEN = re.compile("[、，,；;/／\n]")
_NAME = re.compile(r"[^\W\d_a-zA-Z]{2,4}")
_POST = re.compile("(长|书记|任|员|师|部|处|室|组)$")


def shortened(text: str) -> str:
    """A name as a notice, a list or the name of a folder has room for: one line, at most 40 characters, … for the rest."""
    text = " ".join(text.splitlines())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def some_of(names: Sequence[str], unit: str) -> str:
    """The first three, shortened, and how many there are: 李静、周敏华、沈婷 等 5 人 (unit 人)."""
    shown = "、".join(map(shortened, names[:_NAMED]))
    return f"{shown} 等 {len(names)} {unit}" if len(names) > _NAMED else shown


def size_words(size: int) -> str:
    """A number of bytes: 12 KB, 3.4 MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} KB"


def unspaced(text: str) -> str:
    """Without any space or line break: what is compared, for papers and people put them in at will."""
    return "".join(text.split())


def paragraphs(typed: str) -> str:
    """What was typed, each paragraph a line, empty lines left out."""
    return "\n".join(filter(None, (line.strip() for line in typed.splitlines())))


def as_title(typed: str) -> str:
    """What was typed as the name of something, without the mark a sentence or an item of a list closes with: papers go on behind it."""
    return typed.strip().rstrip("。；;，,、 \u3000")


def people_in(text: str) -> tuple[str, ...]:
    """Who is named in a field: 单国平、李静 or 单国平　李静 are two, 王　明 and 校长 单国平 are one each."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    return tuple(dict.fromkeys(name for part in parts for name in _apart(part) if name))


def _apart(part: str) -> list[str]:
    words = part.split()
    are_names = all(_NAME.fullmatch(word) and not _POST.search(word) for word in words)
    return words if are_names else [part]
