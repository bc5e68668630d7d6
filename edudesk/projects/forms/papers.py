"""The papers of a project as data (forms/projects/papers): which parts they have, in their order."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from edudesk.base import paths

_NUMBERED = re.compile(r"^（[一二三四五六七八九十]+）")


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled place. key: of rules.words, "" = to be written by hand; may_lack: nobody is asked for it; is_tall: it has
    room for some lines."""

    label: str
    key: str
    may_lack: bool = False
    is_tall: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a section, the first of these that is set.

    say: a sentence that is always printed; facts: rows of labelled places; text: key of a passage the project writes;
    table: name of a table (reports.tables); opinion: a box to write into, sign and stamp. title: over it; hint: what to
    write; least: characters a passage should have, by family; beside: a document that may stand for it; height: mm left free for writing by hand; blank: free lines a table has at least; may_lack: nobody is asked.
    """

    say: str = ""
    facts: tuple[tuple[Fact, ...], ...] = ()
    text: str = ""
    table: str = ""
    opinion: str = ""
    title: str = ""
    hint: str = ""
    sign: str = "负责人（签字）："
    height: int = 40
    blank: int = 0
    may_lack: bool = False
    least: Mapping[str, int] = field(default_factory=dict)
    beside: str = ""

    def heading(self, family: str) -> str:
        """The title with what a family has to write at least."""
        least = self.least.get(family, 0)
        if not least:
            return self.title
        name, mark, rest = self.title.partition("（")
        return f"{name}（不少于 {least} 字{'，' + rest if mark else '）'}"

    @property
    def label(self) -> str:
        """The title without its number: （一）重点与难点 is 重点与难点."""
        return _NUMBERED.sub("", self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its parts. title: "" = goes on without one."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One paper; the fields are explained in forms/projects/papers/README.toml.

    wants: it is only where the project has such records; years: it is of a calendar year of such records; needed: only of a
    kind of which a stage asks for this document, and handed in until that stage is left; document: what it is in the
    archive; phases, families: of the projects it is handed in for; levels: of a family that hands it in at some levels
    only; kinds, unlike: only for, not for kinds with such a word in their title.
    """

    key: str
    title: str
    sections: tuple[Section, ...]
    heading: str = ""
    phases: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wants: str = ""
    years: str = ""
    needed: str = ""
    document: str = ""
    cover: tuple[Fact, ...] = ()
    hints: tuple[str, ...] = ()
    pledge: tuple[str, ...] = ()
    is_reference: bool = False
    is_anonymous: bool = False
    source: str = ""

    @property
    def passages(self) -> Iterator[Part]:
        """The passages it asks the project for."""
        return (part for section in self.sections for part in section.parts if part.text)

    def is_for(self, family: str, title: str) -> bool:
        """Whether it is one of the kinds of a family with this title; "" = of any."""
        if family and self.families and family not in self.families:
            return False
        if title and self.kinds and not any(word in title for word in self.kinds):
            return False
        return not any(word in title for word in self.unlike)

    def is_at(self, family: str, level: str) -> bool:
        """Whether a project of a family hands it in at its level."""
        return level in self.levels.get(family, (level,))


@cache
def paper_forms() -> tuple[PaperForm, ...]:
    """Every paper, in the order of use: by the names of their files."""
    return tuple(map(_read, sorted(paths.shipped("forms", "projects", "papers").glob("*.toml"))))


def paper_form(key: str) -> PaperForm:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in paper_forms()}[key]


@cache
def paper_families() -> tuple[str, ...]:
    """The families that papers are made for, in the order of the papers; one of another name has the general ones only."""
    return tuple(dict.fromkeys(family for form in paper_forms() for family in form.families))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text a project writes once for all papers that print it. papers: their titles; least: characters it should have."""

    key: str
    title: str
    hint: str
    papers: tuple[str, ...]
    least: int = 0


@cache
def passages(family: str = "", title: str = "") -> Mapping[str, Passage]:
    """Every passage a project of a family, of the kind with this title, may write, by key, in the order of the papers; "" =
    of any."""
    found: dict[str, Passage] = {}
    for form in paper_forms():
        if form.is_for(family, title):
            for part in form.passages:
                known = found.get(part.text) or Passage(
                    part.text, part.label.partition("（")[0], part.hint, ()
                )
                papers = tuple(dict.fromkeys((*known.papers, form.title)))
                least = max(known.least, part.least.get(family, 0))
                found[part.text] = replace(known, papers=papers, least=least)
    return found


def _read(file: Path) -> PaperForm:
    with file.open("rb") as stream:
        plain: dict[str, Any] = tomllib.load(stream)
    sections = tuple(
        Section(one.get("title", ""), tuple(_part(part) for part in one["parts"]))
        for one in plain.pop("section")
    )
    lists: dict[str, Any] = {
        key: tuple(plain.pop(key, ())) for key in ("phases", "families", "kinds", "unlike", "hints", "pledge")
    }
    cover = tuple(_fact(one) for one in plain.pop("cover", ()))
    return PaperForm(sections=sections, cover=cover, **lists, **plain)


def _part(plain: Mapping[str, Any]) -> Part:
    facts = tuple(tuple(_fact(one) for one in row) for row in plain.get("facts", ()))
    return Part(**{**plain, "facts": facts})


def _fact(text: str) -> Fact:
    """项目名称=title; with ? behind it nobody is asked for it, with + it is tall; nothing behind = is written by hand."""
    label, _, marked = text.partition("=")
    key = marked.rstrip("?+")
    return Fact(label, key, "?" in marked or not key, "+" in marked)
