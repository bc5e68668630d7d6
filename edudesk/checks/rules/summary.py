"""What was checked in a term, read once, and what comes of it for each teacher (教学常规检查 5.1, 5.2).

The page, the sheets, the command line and the frozen result all take their figures from here.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.lists import listening_points
from edudesk.checks.forms.points import of_tenths, plain
from edudesk.checks.forms.value import Level
from edudesk.checks.rows.campaigns import ARCHIVED, DRAFT, DUE, NOT_HANDED_IN, REPORTED, CampaignRow, UnitRow
from edudesk.checks.rows.patrols import VERIFIED, ListeningRow, PatrolRow
from edudesk.checks.rows.problems import DISMISSED, PROPOSED, ProblemRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rows.terms import ADDED, EXEMPTED, NOT_MEASURED, AllowanceRow
from edudesk.checks.rules.combining import ranks
from edudesk.checks.rules.results import (
    STOOD_IN,
    CheckScore,
    How,
    TermScore,
    UnitScore,
    check_score,
    term_score,
    unit_score,
)
from edudesk.checks.rules.sampled import sampled_fields
from edudesk.checks.rules.scheme import levels_of, scheme_of, term_grade
from edudesk.checks.rules.several import ENOUGH, looks
from edudesk.checks.rules.term import Scheme
from edudesk.checks.rules.term_facts import Person, TeacherTerm, TermFacts


class Given(NamedTuple):
    """All that the line of a teacher is made of. taught: units that count for them; carried: of kinds that are 免检; by: what
    holds for all."""

    person: Person
    taught: Sequence[UnitScore]
    events: Sequence[PatrolRow]
    allowed: Sequence[AllowanceRow]
    heard: ListeningRow | None
    carried: Mapping[str, Decimal]
    problems: Sequence[ProblemRow]
    by: tuple[object, ...]


@dataclass
class Known:
    """What was worked out of a term before, by id and beside all it was made of: where that is the same, so is the figure."""

    by: tuple[object, ...] = ()
    units: Mapping[str, tuple[tuple[Any, ...], UnitScore]] = field(default_factory=dict)
    lines: Mapping[str, tuple[Given, TeacherTerm]] = field(default_factory=dict)
    items: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # of each check: rules.item_figures


@dataclass(frozen=True)
class TermSummary:
    """The figures of a term. Everything is worked out when it is first asked for, and once.

    known: from an earlier reading of the term; whatever nothing was changed about is taken from there.
    """

    facts: TermFacts
    known: Known = field(default_factory=Known, repr=False, compare=False)

    @cached_property
    def checks(self) -> tuple[CampaignRow, ...]:
        """The checks that were published, by kind, then by time."""
        order = {code: place for place, code in enumerate(kinds())}
        published = [one for one in self.facts.campaigns if one.status != DRAFT]
        return tuple(sorted(published, key=lambda one: (order.get(one.kind, 99), one.begins, one.id)))

    @cached_property
    def campaigns(self) -> Mapping[str, CampaignRow]:
        """All checks by id."""
        return {one.id: one for one in self.facts.campaigns}

    @cached_property
    def sheets_of(self) -> Mapping[str, tuple[SheetRow, ...]]:
        """The sheets by id of their unit, in the order they were begun."""
        found: dict[str, list[SheetRow]] = defaultdict(list)
        for sheet in self.facts.sheets:
            found[sheet.unit_id].append(sheet)
        return {unit_id: tuple(sheets) for unit_id, sheets in found.items()}

    @cached_property
    def unit_scores(self) -> Mapping[str, UnitScore]:
        """The score of each unit by its id."""
        before, now = self.known.units, {}
        for unit in self.facts.units:
            given = unit, self.sheets_of.get(unit.id, ()), self.campaigns[unit.campaign_id], self._by
            last = before.get(unit.id)
            now[unit.id] = last if last is not None and last[0] == given else (given, self._unit(*given[:3]))
        self.known.units = now
        return {unit_id: score for unit_id, (_, score) in now.items()}

    def _unit(self, unit: UnitRow, sheets: Sequence[SheetRow], check: CampaignRow) -> UnitScore:
        return unit_score(
            unit,
            sheets,
            how=self.how,
            drops_extremes=check.drops_extremes == "是",
            today=self.facts.today,
            checked_by=check.ends or check.begins,
            is_over=check.status in (REPORTED, ARCHIVED),
        )

    @cached_property
    def lines(self) -> tuple[TeacherTerm, ...]:
        """Every teacher, in the order of lists; places shared by equal totals (R11)."""
        before, now = self.known.lines, {}
        for person in self.facts.people.values():
            given = self._given(person)
            last = before.get(person.id)
            now[person.id] = last if last is not None and last[0] == given else (given, self._line(given))
        places = ranks({line.id: line.total if line.is_ranked else None for _, line in now.values()})
        self.known.lines = {
            key: (given, line if line.place == places.get(key) else replace(line, place=places.get(key)))
            for key, (given, line) in now.items()
        }
        return tuple(line for _, line in self.known.lines.values())

    @cached_property
    def by_id(self) -> Mapping[str, TeacherTerm]:
        """The lines by id of the teacher."""
        return {line.id: line for line in self.lines}

    def score_of(self, person: Person, keep: Callable[[UnitScore], bool]) -> TermScore:
        """The checks of a teacher in the units that are kept, without patrols, bonus and 听课笔记."""
        return term_score(
            person.id, self._checks_of(person, keep), self._scheme, self.how, exempt=self._exempt(person.id)
        )

    @cached_property
    def mixed_versions(self) -> Mapping[str, tuple[str, ...]]:
        """Kind of check -> BK01 v1, BK01 v2: what was used, of kinds with more than one form or version."""
        used: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for sheet in self.facts.sheets:
            used[sheet.kind].add((sheet.form, sheet.form_version))
        return {
            kind: tuple(f"{key} v{number}" for key, number in sorted(versions))
            for kind, versions in used.items()
            if len(versions) > 1 and kind in kinds()
        }

    def versions_of(self, line: TeacherTerm) -> str:
        """BK01 v2: what a teacher was measured by, of kinds with more than one form or version."""
        checks = [check for check in line.score.checks if check.campaign.kind in self.mixed_versions]
        sheets = [sheet for check in checks for unit in check.units for sheet in unit.sheets]
        return "、".join(sorted({f"{sheet.form} v{sheet.form_version}" for sheet in sheets}))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What whoever reads the figures should know: several versions of a form, too many 优秀."""
        found = [
            f"{kinds()[kind].name}检查用了 {'、'.join(names)}，分数按得分率比较。"
            for kind, names in self.mixed_versions.items()
        ]
        most, measured = self.facts.scheme.excellent_share, [one for one in self.lines if one.grade]
        best = sum(one.grade == self.levels[0].name for one in measured)
        if most and best * 100 > most * len(measured):
            found.append(f"{self.levels[0].name} {best} 人，超过 {len(measured)} 人的 {most}%，仅作提醒。")
        return tuple(found)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The grades of a total in this term, best first."""
        return levels_of(self.facts.scheme)

    def grade(self, value: Decimal | None, *, is_vetoed: bool = False) -> str:
        """The grade of a printed figure in this term."""
        return term_grade(value, is_vetoed=is_vetoed, levels=self.levels)

    # one teacher

    def _carried(self, teacher_id: str) -> Mapping[str, Decimal]:
        """What 免检 counts with: the means of the term before, of kinds that are checked in this one."""
        before = self.facts.before.get(teacher_id, {})
        checked = {check.kind for check in self.checks} | ({"TB"} if self.facts.listening else set())
        return {kind: value for kind, value in before.items() if kind in checked}

    @cached_property
    def _scheme(self) -> Scheme:
        return scheme_of(self.facts.scheme)[0]

    @cached_property
    def how(self) -> How:
        """How the figures are combined, with the fields of the forms that tell 抽查本数."""
        how = scheme_of(self.facts.scheme)[1]
        return replace(how, weights=replace(how.weights, sampled=sampled_fields(self.facts.forms.values())))

    @cached_property
    def _called(self) -> Mapping[str, Sequence[str]]:
        """Words by which somebody may be named as 代课教师 -> ids."""
        names: dict[str, list[str]] = defaultdict(list)
        for person in self.facts.people.values():
            for word in called_by(person.name, person.staff_no):
                names[word].append(person.id)
        return names

    @cached_property
    def of_nobody(self) -> tuple[UnitScore, ...]:
        """What was looked at and counts for nobody: a substitute whom the roster does not know, or has twice, taught."""
        stood_in = (unit for unit in self.facts.units if unit.teacher_id and unit.substitute)
        return tuple(
            told
            for unit in stood_in
            if (told := self.unit_scores[unit.id]).sheets
            and len(self._called.get(unit.substitute.strip(), ())) != 1
        )

    @cached_property
    def _taught(self) -> Mapping[str, list[UnitScore]]:
        """Units by id of the teacher whose work was looked at: the members of a group share its score, and what a
        substitute taught is theirs (教学常规检查 5.2)."""
        found: dict[str, list[UnitScore]] = defaultdict(list)
        members: dict[str, list[str]] = defaultdict(list)
        for person in self.facts.people.values():
            for group in person.groups:
                members[group].append(person.id)
        for unit in self.facts.units:
            told = self.unit_scores[unit.id]
            if not unit.teacher_id:
                for teacher_id in members.get(unit.group or unit.name, ()):
                    found[teacher_id].append(told)
            elif unit.substitute and told.sheets:
                found[unit.teacher_id].append(
                    UnitScore(unit, None, unit.state if unit.state != DUE else STOOD_IN)
                )
                if len(others := self._called.get(unit.substitute.strip(), ())) == 1:
                    found[others[0]].append(replace(told, remarks=(*told.remarks, f"代{unit.name}")))
            else:
                found[unit.teacher_id].append(told)
        return found

    def _checks_of(self, person: Person, keep: Callable[[UnitScore], bool] | None = None) -> list[CheckScore]:
        by_check: dict[str, list[UnitScore]] = defaultdict(list)
        for unit in self._taught.get(person.id, ()):
            if keep is None or keep(unit):
                by_check[unit.unit.campaign_id].append(unit)
        return [
            check_score(self.campaigns[check_id], units, self.how) for check_id, units in by_check.items()
        ]

    @cached_property
    def _allowed(self) -> Mapping[str, list[AllowanceRow]]:
        found: dict[str, list[AllowanceRow]] = defaultdict(list)
        for row in self.facts.allowances:
            found[row.teacher_id].append(row)
        return found

    def _exempt(self, teacher_id: str) -> tuple[str, ...]:
        found: list[str] = []
        for row in self._allowed.get(teacher_id, ()):
            if row.kind == EXEMPTED:
                found += row.checks.split("、") if row.checks else kinds()
        return tuple(dict.fromkeys(found))

    @cached_property
    def events(self) -> Mapping[str, list[PatrolRow]]:
        """Confirmed 巡课 events by id of the teacher."""
        found: dict[str, list[PatrolRow]] = defaultdict(list)
        for row in self.facts.patrols:
            if row.status == VERIFIED and row.teacher_id:
                found[row.teacher_id].append(row)
        return found

    @cached_property
    def _problems(self) -> Mapping[str, list[ProblemRow]]:
        found: dict[str, list[ProblemRow]] = defaultdict(list)
        for row in self.facts.problems:
            if row.status not in (PROPOSED, DISMISSED):
                found[row.teacher_id].append(row)
        return found

    @cached_property
    def _heard(self) -> Mapping[str, ListeningRow]:
        return {row.teacher_id: row for row in self.facts.listening}

    @cached_property
    def _by(self) -> tuple[object, ...]:
        """What figures go by beside what is about a unit or a teacher; the same object as before when it is the same, so
        that thousands of figures compare it in no time."""
        by = self.how, self.facts.today, self.facts.scheme, self.facts.campaigns
        if self.known.by != by:
            self.known.by = by
        return self.known.by

    def _given(self, person: Person) -> Given:
        return Given(
            person,
            self._taught.get(person.id, ()),
            self.events.get(person.id, ()),
            self._allowed.get(person.id, ()),
            self._heard.get(person.id),
            self._carried(person.id),
            self._problems.get(person.id, ()),
            self._by,
        )

    def _line(self, given: Given) -> TeacherTerm:
        person, _, events, allowed, heard, carried, problems, _ = given
        score = term_score(
            person.id,
            self._checks_of(person),
            self._scheme,
            self.how,
            listening=_listened(heard) if heard else None,
            patrol=sum((row.points for row in events), Decimal(0)),
            bonus=sum((of_tenths(row.tenths or 0) for row in allowed if row.kind == ADDED), Decimal(0)),
            exempt=self._exempt(person.id),
            carried=carried,
            is_vetoed=any(row.is_veto for row in events),
        )
        is_in = person.part.is_in and not any(row.kind == NOT_MEASURED for row in allowed)
        total = score.total.value if is_in else None
        return TeacherTerm(
            person=person,
            score=score,
            total=total,
            grade=self.grade(total, is_vetoed=score.total.is_vetoed),
            words=tuple(dict.fromkeys((*person.part.words, *self._words(score, allowed, events)))),
            problems=tuple(problems),
            is_ranked=is_in and person.part.is_ranked,
        )

    def _words(
        self, score: TermScore, allowed: Sequence[AllowanceRow], events: Sequence[PatrolRow]
    ) -> list[str]:
        found = []
        for row in allowed:
            of = "、".join(kinds()[code].name for code in row.checks.split("、") if code in kinds())
            gained = f" {plain(of_tenths(row.tenths))} 分" if row.tenths else ""
            carried = [
                code for code in (row.checks.split("、") if row.checks else kinds()) if code in score.carried
            ]
            kept = f"，{_carried_words(carried, score)}" if row.kind == EXEMPTED and carried else ""
            found.append(f"{row.kind}{of}{gained}：{row.reason}{kept}")
        for check in score.checks:
            title = check.campaign.title
            if check.is_vetoed:
                found.append(f"{title}一票否决")
            for unit in check.units:
                if unit.word:
                    reason = f"（{unit.unit.reason}）" if unit.unit.reason else ""
                    found.append(f"{title}{unit.word}{reason}")
                if unit.remarks:
                    found += [f"{title}{remark}" for remark in unit.remarks if remark.startswith("代")]
        found += [f"{row.day}巡课一票否决：{row.case_text}" for row in events if row.is_veto]
        return found


def _carried_words(codes: Sequence[str], score: TermScore) -> str:
    """按上学期均分：备课 88.5、作业 90.0."""
    return "按上学期均分：" + "、".join(f"{kinds()[code].name} {score.carried[code]:.1f}" for code in codes)


def _listened(row: ListeningRow) -> Decimal | None:
    """Points for 听课笔记; None as long as nobody has counted what was heard. All count as valid where nothing is said."""
    valid = row.heard if row.valid is None else row.valid
    return listening_points(row.due, valid) if row.due and valid is not None else None


def called_by(name: str, staff_no: str) -> tuple[str, ...]:
    """The words by which somebody is named as 代课教师: 郭玲玲, 郭玲玲（0012）."""
    return (name, f"{name}（{staff_no}）") if staff_no else (name,)


def is_due(unit: UnitScore) -> bool:
    """Whether it belongs to 应检: who is away, exempt or stood in for does not, unless looked at all the same."""
    return bool(unit.sheets) or (unit.unit.state in (DUE, NOT_HANDED_IN) and unit.word != STOOD_IN)


def is_done(unit: UnitScore) -> bool:
    """Whether it belongs to 实检: everybody it was given to has a sheet of it, with a score or of a form without one, or it
    was 未交."""
    return (unit.value is not None or bool(unit.sheets)) and looks(unit.unit, unit.sheets) is ENOUGH
