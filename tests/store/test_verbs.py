"""Every verb of the program with the right it needs. A new verb is added here, and its right thought about."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import edudesk
from edudesk.base.errors import UserError
from edudesk.store.context import Context
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.store.verbs import VERBS

SERVICES = [
    f"edudesk.{room.name}.service"
    for room in pkgutil.iter_modules(edudesk.__path__)
    if room.ispkg and importlib.util.find_spec(f"edudesk.{room.name}.service")
]
MODULES = [
    importlib.import_module(n)
    for n in (*SERVICES, "edudesk.store.timeline", "edudesk.store.backups", "edudesk.store.exports")
]

# name -> right, and how it is taken back: "undo", "note" (leaves an entry that cannot be undone), "" (only reads)
TABLE = {
    "school.school.get": ("see_school", ""),
    "school.school.found": ("edit_school", "note"),
    "school.school.save": ("edit_school", "undo"),
    "roster.teacher.rows": ("see_roster", ""),
    "roster.teacher.get": ("see_roster", ""),
    "roster.teacher.history": ("see_roster", ""),
    "roster.teacher.remembered": ("edit_roster", ""),
    "roster.teacher.add": ("edit_roster", "undo"),
    "roster.teacher.add_many": ("edit_roster", "undo"),
    "roster.teacher.change": ("edit_roster", "undo"),
    "roster.teacher.retire": ("edit_roster", "undo"),
    "roster.teacher.put_away": ("edit_roster", "undo"),
    "roster.teacher.set_back": ("edit_roster", "undo"),
    "roster.teacher.import_rows": ("edit_roster", "undo"),
    "roster.teacher.reveal": ("reveal_personal", "note"),
    "store.timeline.entries": ("read_journal", ""),
    "store.timeline.head": ("read_journal", ""),
    "store.timeline.bin": ("read_journal", ""),
    "store.timeline.take_back": ("read_journal", "undo"),  # and the right of each table it writes to
    "store.timeline.last": ("see_school", ""),
    "store.timeline.next_steps": ("see_school", ""),
    "store.timeline.undo": ("see_school", "undo"),  # and the right of the verb it takes back
    "store.timeline.redo": ("see_school", "undo"),
    "store.exports.exported": ("export", "note"),  # an unmasked list needs export_personal too
    "store.timeline.verify": ("verify", ""),
    "store.backups.missing_anchors": ("verify", ""),
    "store.backups.take": ("back_up", "note"),
    "store.backups.taken": ("back_up", "note"),
    "store.backups.listed": ("back_up", ""),
    "store.backups.lost_by": ("back_up", ""),
    "store.backups.restore": ("restore", "note"),
}
# public methods that are no verbs, for they only call one
FREE = {
    "Backups.is_due", "SchoolService.identity",
}  # fmt: skip


def services() -> Iterator[type[Any]]:
    for module in MODULES:
        for _, found in inspect.getmembers(module, inspect.isclass):
            if found.__module__ == module.__name__ and "context" in inspect.signature(found).parameters:
                yield found


def methods() -> Iterator[tuple[type[Any], str, Callable[..., object]]]:
    for service in services():
        for name, method in inspect.getmembers(service, inspect.isfunction):
            if not name.startswith("__"):
                yield service, name, method


def verb_of(method: Callable[..., object]) -> str:
    """Its name in the journal, spelled here a second time: what is stored must not change with the code."""
    service, name = method.__qualname__.split(".")
    noun = {"TeacherService": "teacher", "SchoolService": "school"}.get(service, service.lower())
    return f"{method.__module__.split('.')[1]}.{noun}.{name}"


def test_the_table_names_every_verb_with_its_right() -> None:
    declared = {
        verb.name: (verb.right.value, "" if verb.is_read else "undo" if verb.is_undoable else "note")
        for verb in VERBS.values()
        if not verb.name.startswith("office.")  # the tests' own
    }
    assert declared == TABLE


def test_every_public_method_of_a_service_is_a_verb() -> None:
    public = {
        f"{service.__name__}.{name}": verb_of(method)
        for service, name, method in methods()
        if not name.startswith("_") and f"{service.__name__}.{name}" not in FREE
    }
    assert public
    assert {name for name, verb in public.items() if verb not in VERBS} == set()


def test_what_changes_something_has_a_title_people_understand() -> None:
    for verb in VERBS.values():
        assert verb.is_read or any("\u4e00" <= letter <= "\u9fff" for letter in verb.title), verb.name


@pytest.mark.parametrize("name", sorted(TABLE))
def test_without_its_right_a_verb_is_refused_and_leaves_nothing(name: str, context: Context) -> None:
    verb = VERBS[name]
    (service, method) = next((s, m) for s, _, m in methods() if verb_of(m) == name)
    reader = Context(context.store, Actor("实习生", LOCAL_USER.rights - {verb.right}))
    with pytest.raises(UserError) as caught:
        method(service(reader))  # refused before it looks at what it was given
    assert (caught.value.text, caught.value.hint) == (
        "您没有做这件事的权限。",
        "请联系校长或教务处；数据没有改动。",
    )
    assert context.head().seq == 0


def test_the_local_user_holds_every_right() -> None:
    assert LOCAL_USER.rights == set(Right)
