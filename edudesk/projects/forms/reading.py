"""Kinds as plain data (TOML in forms/projects, JSON in the school file) and back. Raises KindError, names the place."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from typing import Any, TypeVar

from edudesk.base.errors import UserError
from edudesk.projects.forms.lists import shipped_list
from edudesk.projects.forms.value import PHASES, Due, ProjectKind, SideState, Stage

Plain = Mapping[str, Any]
_Made = TypeVar("_Made")
_State = TypeVar("_State", Stage, SideState)
# what the data calls otherwise than the code, whose truths begin with is_ or has_
_OTHERWISE = {"studio": "is_studio", "plain_title": "is_plain_title", "by_subkind": "names_subkind"}
_STAGE = {"optional": "is_optional", "dot": "is_dot", "graded": "is_graded"}
_SIDE = {"back": "goes_back"}


class KindError(UserError):
    """A kind that cannot be read; nothing of it was taken over."""

    def __init__(self, place: str, text: str) -> None:
        super().__init__(f"项目类别无法读取：{place}{text}。", "原有的类别没有改动；请修改这一处后再试。")


@cache
def shipped_kinds() -> dict[str, ProjectKind]:
    """The kinds that come with the program by key, in their order."""
    flows = {flow["key"]: flow for flow in shipped_list("flows")["flow"]}
    document = shipped_list("kinds")
    found = {}
    for one in document["kind"]:
        flow = flows[one["flow"]]
        plain = {**document["default"], **one, "stages": flow["stages"], "sides": flow["side"]}
        del plain["flow"]
        found[one["key"]] = kind_of(plain)
    return found


def kind_of(plain: Plain) -> ProjectKind:
    """A kind from plain data, stages and all. Raises KindError."""
    title = str(plain.get("title", "")).strip() or "表头"
    values = _named(plain, ProjectKind, _OTHERWISE, title)
    stages = tuple(_stage(one, title) for one in _tables(plain, "stages", title))
    sides = tuple(_side(one, title) for one in _tables(plain, "sides", title))
    return _made(ProjectKind, {**values, "stages": stages, "sides": sides}, title)


def plain_of(kind: ProjectKind) -> dict[str, Any]:
    """The kind as plain data: kind_of(plain_of(kind)) == kind."""
    plain = asdict(kind)
    plain["stages"] = [{**one, "due": _known(one["due"])} if one["due"] else one for one in plain["stages"]]
    return plain


def _known(due: Plain) -> Plain:
    return {key: value for key, value in due.items() if value not in ("", 0, None) or key == "before_end"}


def _stage(plain: Plain, place: str) -> Stage:
    values = _named(plain, Stage, _STAGE, place)
    due = plain.get("due")
    if due is not None:
        if not isinstance(due, Mapping):
            raise KindError(place, "的期限应写成 after、share 或 before_end")
        values["due"] = _made(Due, dict(due), place)
    return _phased(_made(Stage, values, place), place)


def _side(plain: Plain, place: str) -> SideState:
    return _phased(_made(SideState, _named(plain, SideState, _SIDE, place), place), place)


def _phased(state: _State, place: str) -> _State:
    if not state.name.strip():
        raise KindError(place, "有一个阶段没有名称")
    if state.phase not in PHASES:
        raise KindError(place, f"的“{state.name}”应属于 {'、'.join(PHASES)} 之一")
    return state


def _named(plain: Plain, made: type[Any], otherwise: Mapping[str, str], place: str) -> dict[str, Any]:
    """The values by the names of the code, lists as tuples."""
    known = {field.name for field in fields(made)}
    values = {otherwise.get(key, key): value for key, value in plain.items()}
    if strange := values.keys() - known:
        raise KindError(place, f"有不认识的项目“{'、'.join(sorted(strange))}”")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _tables(plain: Plain, key: str, place: str) -> Sequence[Plain]:
    value = plain.get(key, ())
    if not isinstance(value, Sequence) or not all(isinstance(one, Mapping) for one in value):
        raise KindError(place, f"的“{key}”应是一列阶段")
    return value


def _made(made: type[_Made], values: Mapping[str, Any], place: str) -> _Made:
    """The value, each field of the kind of its default or annotation."""
    for field in fields(made):  # type: ignore[arg-type]
        if field.name in values and not _fits(values[field.name], field.type):
            raise KindError(place, f"的“{field.name}”写法不对")
    try:
        return made(**values)
    except TypeError as error:
        raise KindError(place, "缺少必填的项目") from error


_KINDS: Mapping[Any, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    int | None: (int, type(None)),
}
_LISTS: Mapping[Any, type] = {tuple[str, ...]: str, tuple[int, ...]: int}


def _fits(value: object, kind: Any) -> bool:
    if kind in _LISTS:
        return isinstance(value, tuple) and all(type(one) is _LISTS[kind] for one in value)
    if kind in _KINDS:
        return isinstance(value, _KINDS[kind]) and (kind is bool or not isinstance(value, bool))
    return True
