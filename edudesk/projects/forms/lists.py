"""The lists beside the kinds (forms/projects): code lists, types of results, documents and where they are filed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.base.codes import Code, CodeList, read_code_lists


@dataclass(frozen=True, slots=True)
class ResultType:
    """One type of 成果; the fields are explained in forms/projects/deliverables.toml."""

    name: str
    unit: str
    aliases: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    shows_project: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the archive, with the documents that are filed there."""

    number: int
    name: str
    documents: tuple[str, ...]


@cache
def shipped_list(name: str) -> dict[str, Any]:
    """One file of forms/projects by its name without ending."""
    with paths.shipped("forms", "projects", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def code_lists() -> dict[str, CodeList]:
    """The code lists by key: level, role, line, source …; deliverable: the names of result_types()."""
    lists = read_code_lists(paths.shipped("forms", "projects", "codes.toml"))
    types = tuple(Code(one.name, "", one.aliases) for one in result_types().values())
    return {**lists, "deliverable": CodeList("成果类型", types)}


@cache
def result_types() -> dict[str, ResultType]:
    """The types of 成果 by name."""
    return {
        one["name"]: ResultType(
            one["name"],
            one["unit"],
            tuple(one.get("aliases", ())),
            tuple(one.get("asks", ())),
            one.get("shows_project", False),
        )
        for one in shipped_list("deliverables")["type"]
    }


@cache
def sections() -> tuple[Section, ...]:
    """The archive in its order."""
    return tuple(
        Section(one["number"], one["name"], tuple(one["documents"]))
        for one in shipped_list("documents")["section"]
    )


def section_of(document: str) -> Section:
    """Where a document is filed; what no section names is 过程资料, the last."""
    return next((one for one in sections() if document in one.documents), sections()[-1])
