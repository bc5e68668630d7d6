"""Code lists (性别, 民族, 职称 …): the words we store, and the other words schools write for them.

The lists themselves are data in forms/*/codes.toml.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from edudesk.base.readings import Level, Reading


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: word as stored and printed, code of the national standard ("" if none), other spellings."""

    word: str
    code: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A named list of codes. is_open: a word outside the list is kept with a notice, else refused.

    codes: those shipped; own: those the open school added (take_own), which come after them.
    """

    name: str
    codes: tuple[Code, ...]
    is_open: bool = True
    source: str = field(default="", compare=False)
    own: list[Code] = field(default_factory=list, compare=False, repr=False)

    def take_own(self, codes: Iterable[Code]) -> None:
        """The words of the open school instead of those taken before; a closed list has none.

        A shipped word stays what it is.
        """
        shipped = {code.word for code in self.codes}
        self.own[:] = [code for code in codes if self.is_open and code.word not in shipped]
        for kept in ("words", "_by_spelling", "_order"):
            self.__dict__.pop(kept, None)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The stored words in their order: what a drop-down offers."""
        return tuple(code.word for code in (*self.codes, *self.own))

    @cached_property
    def _by_spelling(self) -> Mapping[str, str]:
        # a shipped spelling keeps its meaning
        every = (*self.own, *self.codes)
        spelled = {alias: code.word for code in every for alias in (*code.aliases, code.code) if alias}
        by_spelling = {**spelled, **{word: word for word in self.words}}
        return {_closed(spelling): word for spelling, word in by_spelling.items()}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    def order(self, word: str) -> int:
        """Place of word in the list, for sorting; words outside come last."""
        return self._order.get(word, len(self.words))

    def knows(self, text: str) -> bool:
        """Whether text is a word of the list or another spelling of one."""
        return _closed(text) in self._by_spelling

    def read(self, text: str) -> Reading:
        """The stored word for text as typed; spaces inside do not count."""
        text = _closed(text)
        if not text:
            return Reading("")
        word = self._by_spelling.get(text)
        if word is not None and _closed(word) == text:
            return Reading(word)
        if word is not None:
            return Reading(word, Level.NOTICE, f"“{text}”按“{word}”存入")
        if self.is_open:
            return Reading(text, Level.NOTICE, f"{self.name}中没有“{text}”，已按原文保存")
        return Reading("", Level.WARNING, f"{self.name}中没有“{text}”，此项留空")


def _closed(text: str) -> str:
    """Without spaces; some of our own words have one: 十 规范从教行为."""
    return "".join(text.split())


def read_code_lists(path: Path) -> dict[str, CodeList]:
    """All lists of one codes.toml by their key. The file is ours and tested: a mistake in it raises."""
    with path.open("rb") as file:
        document = tomllib.load(file)
    return {
        key: CodeList(
            name=table["name"],
            codes=tuple(
                Code(entry, "", ())
                if isinstance(entry, str)
                else Code(entry["word"], entry.get("code", ""), tuple(entry.get("aliases", ())))
                for entry in table["codes"]
            ),
            is_open=table.get("open", True),
            source=table.get("source", ""),
        )
        for key, table in document.items()
    }
