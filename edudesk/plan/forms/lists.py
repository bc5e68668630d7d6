"""The code lists of the development plan (forms/plan/codes.toml)."""

from functools import cache

from edudesk.base import paths
from edudesk.base.codes import CodeList, read_code_lists


@cache
def code_lists() -> dict[str, CodeList]:
    """The code lists by key: state, stage, status, direction …"""
    return read_code_lists(paths.shipped("forms", "plan", "codes.toml"))
