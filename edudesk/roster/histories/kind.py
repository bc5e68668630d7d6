"""What a kind of dated facts is (职称, 培训, 年度考核 …), and how it and the flat facts of the roster agree.

The flat row of a teacher holds the present state; the rows of a kind hold every state with its dates. A kind
says by its facets which flat fields show which of its rows, so that both can be kept in step both ways.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from edudesk.base.columns import Column
from edudesk.base.dates import is_before, same_day
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Privacy, strictest
from edudesk.roster.histories.held import holds, latest
from edudesk.roster.rows import TeacherDraft, TeacherRow


@dataclass(frozen=True)
class Facet:
    """Flat fields that show one row of a kind."""

    fields: Mapping[str, str]  # teacher field -> field of the row
    word: str  # the teacher field that says what it is; a change of it may be a new state and no correction
    since: str = ""  # the teacher field with its date, "" if none
    pick: Callable[[Sequence[Any], str], Any | None] = latest  # the row shown on a day
    # what a row made from the flat fields holds besides
    preset: Mapping[str, Any] = field(default_factory=dict)
    # which term a row is of, for a kind whose rows end with their term: day -> fields that say so
    term: Callable[[str], Mapping[str, str]] | None = None
    # what the flat fields say while no row holds, "" if not named
    before: Mapping[str, str] = field(default_factory=dict)
    is_shown: bool = True  # False when the summary of the kind says what the fields show
    is_one: bool = False  # there is one such row for ever, another word corrects it (第一学历)
    follows: tuple[str, ...] = ()  # fields of the row that follow from the word, and go when it does

    def besides(self, today: str) -> dict[str, Any]:
        """What a row made from the flat fields on a day holds besides them."""
        return {**self.preset, **(self.term(today) if self.term else {})}

    def is_over(self, row: Any, today: str) -> bool:
        """Whether a row is of a term gone by, so that a change is about another one."""
        return self.term is not None and any(
            getattr(row, key) != value for key, value in self.term(today).items()
        )

    def is_new_state(self, before: TeacherDraft, after: TeacherDraft, on: str) -> bool:
        """Whether a change of the flat fields is a later state: another word with an effective day or a later date."""
        was, now = getattr(before, self.word), getattr(after, self.word)
        if not now or was == now or self.is_one:
            return False
        if on:
            return True
        return bool(was and self.since and getattr(after, self.since) > getattr(before, self.since))


def _as_it_is(row: Any) -> Any:
    return row


def _nothing(row: Any) -> Iterable[FieldProblem]:
    return ()


def _no_rows(teacher: Any, today: str) -> Iterable[Mapping[str, Any]]:
    return ()


@dataclass(frozen=True, eq=False)
class HistoryKind:
    """One kind of dated facts."""

    key: str  # of its table teacher_<key>, of forms and of the command line
    title: str  # 职称
    row: type[Any]  # its dataclass, a Held
    columns: tuple[Column, ...]  # what people see and edit, in their order
    label: str  # the field that names an item
    line: Callable[[Any], str]  # its sentence on the growth line, "" for none

    # the flat fields that show it
    facets: tuple[Facet, ...] = ()
    # those only counted: rows, day -> teacher field -> text
    summary: Callable[[Sequence[Any], str], dict[str, str]] | None = None
    summed: tuple[str, ...] = ()  # the teacher fields of the summary
    # the values of rows that stand for such fields, typed before there were any: teacher, day ->
    told: Callable[[Any, str], Iterable[Mapping[str, Any]]] = _no_rows

    # what makes two rows of one teacher the same (is_same)
    same: tuple[str, ...] = ()  # fields that are equal
    when: tuple[str, ...] = ()  # dates that agree as far as both are known
    agrees: tuple[str, ...] = ()  # fields that are equal where both are known
    more_of: Callable[[Any], Any] | None = None  # something else that is equal
    # whether a stored row takes the place of one the flat row told; is_same if not given
    covers: Callable[[Any, Any], bool] | None = None

    # what is stored
    dated_by: tuple[str, ...] = ()  # fields that begins follows from
    settle: Callable[[Any], Any] = _as_it_is  # fills begins and ends from the other fields
    problems: Callable[[Any], Iterable[FieldProblem]] = _nothing  # what keeps a row from being stored
    doubts: Callable[[Any], Iterable[FieldProblem]] = _nothing  # what deserves a second look

    # what the database reads for a state
    is_last_only: bool = False  # only the rows that hold and began last matter
    reads: tuple[str, ...] = ()  # fields that summary and picks look at besides those of the facets
    summed_from: tuple[str, ...] = ()  # of these what the database sums over all rows

    tab: str = "发展"  # of the drawer
    privacy: Privacy = Privacy.WORK  # of the whole kind

    @cached_property
    def flat_fields(self) -> tuple[str, ...]:
        """Teacher fields that its rows settle."""
        return tuple(dict.fromkeys([*(key for facet in self.facets for key in facet.fields), *self.summed]))

    @cached_property
    def flat_of(self) -> Callable[[Any], tuple[str, ...]]:
        """What reads the flat fields of a teacher, in their order."""
        read: Callable[[Any], Any] = attrgetter(*self.flat_fields)
        return read if len(self.flat_fields) > 1 else lambda teacher: (read(teacher),)

    @cached_property
    def state_fields(self) -> tuple[str, ...]:
        """Fields of a row that state() looks at."""
        shown = (key for facet in self.facets for key in (*facet.fields.values(), *facet.preset))
        return tuple(dict.fromkeys(("begins", "ends", *shown, *self.reads)))

    def privacy_of(self, column: Column) -> Privacy:
        """How far a column may travel: the stricter of what it and the whole kind say."""
        return strictest(column.privacy, self.privacy)

    def column(self, key: str) -> Column:
        """The column with this key; raises KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def made(self, teacher_id: str, values: Mapping[str, Any]) -> Any:
        """A row of these values, with what follows from them."""
        return self.settle(self.row(teacher_id=teacher_id, **values))

    def state(self, rows: Sequence[Any], on: str) -> dict[str, str]:
        """The flat fields as these rows say they are on a day: teacher field -> text."""
        found: dict[str, str] = {}
        for facet in self.facets:
            if facet.is_shown:
                row = facet.pick(rows, on)
                if row is None:
                    found |= {flat: facet.before.get(flat, "") for flat in facet.fields}
                else:
                    for flat, key in facet.fields.items():
                        found[flat] = getattr(row, key)
        if self.summary is not None:
            found |= self.summary(rows, on)
        return found

    def told_by(self, teacher: TeacherRow | TeacherDraft, today: str) -> list[Any]:
        """The rows that the flat fields alone speak of, for a teacher who has none stored."""
        found: list[Any] = []
        shown: set[str] = set()  # fields that the facets so far show
        for facet in self.facets:
            if not getattr(teacher, facet.word):
                continue
            values = {key: getattr(teacher, flat) for flat, key in facet.fields.items()}
            known = {key: value for key, value in values.items() if key in shown}
            shown |= values.keys()
            same = next((row for row in found if all(getattr(row, key) == known[key] for key in known)), None)
            if same is None:
                found.append(self.made(getattr(teacher, "id", ""), {**values, **facet.besides(today)}))
            else:  # 第一学历 is the highest too, and only the latter says the 学位
                found[found.index(same)] = self.settle(replace(same, **values))
        found += [self.made(getattr(teacher, "id", ""), values) for values in self.told(teacher, today)]
        return found

    def with_told(self, row: Any, told: Any) -> Any:
        """A row with what the flat fields say about the same item and it leaves open."""
        keys = [key for facet in self.facets for key in facet.fields.values()]
        return self.settle(replace(row, **{key: getattr(row, key) or getattr(told, key) for key in keys}))

    def then(self, teacher: TeacherRow, on: str) -> tuple[str, ...]:
        """The flat fields, in their order, on an earlier day of a teacher who has no rows: what began later had not
        begun."""
        found = self.flat_of(teacher)
        later = [
            facet for facet in self.facets if facet.since and is_before(on, getattr(teacher, facet.since))
        ]
        if later:
            said = dict(zip(self.flat_fields, found, strict=True))
            for facet in later:
                said |= {flat: facet.before.get(flat, "") for flat in facet.fields}
            found = tuple(said.values())
        return found

    def is_same(self, one: Any, other: Any) -> bool:
        """Whether two rows of one teacher are about the same: every field of same is equal, those of agrees and
        the dates of when as far as both know them."""
        if any(getattr(one, key) != getattr(other, key) for key in self.same):
            return False
        if self.more_of is not None and self.more_of(one) != self.more_of(other):
            return False
        both = [(getattr(one, key), getattr(other, key)) for key in self.agrees]
        if any(mine != theirs for mine, theirs in both if mine and theirs):
            return False
        days = [(getattr(one, key), getattr(other, key)) for key in self.when]
        return all(same_day(mine, theirs) for mine, theirs in days if mine and theirs)

    def corrected(self, row: Any, values: Mapping[str, Any]) -> Any:
        """A row with other values; when its own date is taken away no hidden one is left."""
        is_undated = any(key in self.dated_by and not value for key, value in values.items())
        return self.settle(replace(row, **{**({"begins": ""} if is_undated else {}), **values}))

    def after(
        self, rows: Sequence[Any], before: TeacherRow, after: TeacherDraft, today: str, on: str = ""
    ) -> list[Any]:
        """The rows once the flat fields of a teacher changed: a new state is added, else the shown row corrected.

        rows: those stored, or [] when the teacher has none; then only a new state makes rows at all. today: ISO day the
        flat fields are shown for; on: effective ISO day of new states, "" when only dates in the fields tell.
        New rows come without id. A row whose word is taken away goes.
        """
        touched = [
            facet
            for facet in self.facets
            if any(getattr(before, flat) != getattr(after, flat) for flat in facet.fields)
        ]
        told = [] if rows else self.told_by(before, today)
        kept = list(rows) or told
        is_new = False
        for facet in touched:
            shown = facet.pick(kept, today)
            is_over = shown is not None and facet.is_over(shown, today)
            if shown is None or is_over or facet.is_new_state(before, after, on):
                fresh = self._begun(facet, shown, before, after, today, on)
                # a state that would not be shown (lower than the one there) is no state the flat field tells
                if fresh is not None and facet.pick([*kept, fresh], max(today, fresh.begins)) is fresh:
                    kept = [*kept, fresh]
                    is_new = is_new or facet.is_new_state(before, after, on)
                continue
            changed = self._changed(facet, before, after)
            rest = [row for row in kept if row is not shown]
            if not getattr(after, facet.word):
                kept = rest
                continue
            fresh = self.corrected(shown, changed)
            # set back to what an older row says already
            is_double = any(
                row.id and self.is_same(row, fresh) and row.begins == fresh.begins for row in rest
            )
            kept = rest if is_double else [fresh if row is shown else row for row in kept]
        return kept if rows or is_new else []

    def _begun(
        self, facet: Facet, shown: Any, before: TeacherRow, after: TeacherDraft, today: str, on: str
    ) -> Any | None:
        """The row of a new state; None when the flat fields say nothing. Dates of the old state are not its own."""
        values = {key: getattr(after, flat) for flat, key in facet.fields.items()}
        if not any(values.values()):
            return None
        if shown is not None:
            flat_of = {key: flat for flat, key in facet.fields.items()}
            for key in (*self.dated_by, *facet.follows):
                flat = flat_of.get(key)
                if flat and getattr(before, flat) == getattr(after, flat):
                    values[key] = ""
        return self.made(before.id, {"begins": on, **facet.besides(today), **values})

    @staticmethod
    def _changed(facet: Facet, before: TeacherRow, after: TeacherDraft) -> dict[str, Any]:
        """What a correction sets; what follows from the word goes with it unless it was typed too."""
        changed = {
            key: getattr(after, flat)
            for flat, key in facet.fields.items()
            if getattr(before, flat) != getattr(after, flat)
        }
        if getattr(before, facet.word) != getattr(after, facet.word):
            changed = {**dict.fromkeys(facet.follows, ""), **changed}
        return changed


def in_force(kind: HistoryKind, rows: Sequence[Any], on: str) -> list[Any]:
    """Of the rows of one teacher those in force on an ISO day; of a kind whose states replace one another only the
    last."""
    held = [row for row in rows if holds(row, on)]
    last = max((row.begins for row in held), default="")
    return [row for row in held if row.begins == last] if kind.is_last_only else held
