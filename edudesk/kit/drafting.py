"""A draft of what a form gives."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

D = TypeVar("D")


def drafted(draft: type[D], typed: Mapping[str, object], **known: object) -> D:
    """A new one: what was left empty is as in every draft, "" where a draft says nothing itself. known: what no field asks for."""
    told: dict[str, Any] = {key: value for key, value in typed.items() if value not in (None, "")} | known
    # every draft is a dataclass; mypy has no word for the type of one
    required = [one.name for one in fields(draft) if one.default is one.default_factory is MISSING]  # type: ignore[arg-type]
    return draft(**{**dict.fromkeys(required, ""), **told})
