"""The code lists of governance (forms/governance/codes.toml)."""

from functools import cache

from edudesk.base import paths
from edudesk.base.codes import CodeList, read_code_lists


@cache
def code_lists() -> dict[str, CodeList]:
    """The code lists by key: body, duty, side, outcome, field, standing, inspection."""
    return read_code_lists(paths.shipped("forms", "governance", "codes.toml"))
