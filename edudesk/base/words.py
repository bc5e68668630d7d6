"""Small pieces of Chinese sentences that every room says the same way."""

from collections.abc import Sequence

_NAMED = 3
_LONGEST = 40


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


def paragraphs(typed: str) -> str:
    """What was typed, each paragraph a line, empty lines left out."""
    return "\n".join(filter(None, (line.strip() for line in typed.splitlines())))
