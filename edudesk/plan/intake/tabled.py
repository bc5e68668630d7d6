"""What the tables of a plan say of goals, tasks and measures, beside what its text says of them."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.plan.intake.choosing import taken_for
from edudesk.plan.intake.duty_words import as_task
from edudesk.plan.intake.goal_words import weight_said
from edudesk.plan.intake.plan_tables import (
    GOALS,
    MEASURES,
    PROJECTS,
    TASKS,
    TableRow,
    not_taken,
    table_rows,
)
from edudesk.plan.intake.proposal import IN_TABLE, LIKELY, MEASURE, SURE, TASK, TREE, Proposal
from edudesk.plan.intake.target_words import Targets
from edudesk.plan.intake.tree import LEAST, Tree, bare, title_in
from edudesk.plan.intake.year_cells import targets_of, told_by_year
from edudesk.plan.rows.goals import DOMAIN, GOAL, KEY_PROJECT
from edudesk.plan.rules.outline import Chapter

_INHERITED = {"department": ("department",), "leader": ("leader",), "person": ("person", "leader")}


def with_tables(
    found: Sequence[Proposal], chapters: Sequence[Chapter]
) -> tuple[list[Proposal], tuple[str, ...]]:
    """The proposals of the text with those of the tables: a row that the text names too says more of the same, others are
    new; a goal that only a table names is proposed with its 领域. And what of the tables could not be taken."""
    taken = _Taken(found, chapters)
    rows = list(table_rows(chapters))
    for row in rows:  # in whichever table a goal comes first, its domain is where any of them says
        if row.goal and row.domain:
            taken.goal(row)
    for kind in (
        PROJECTS,
        TASKS,
        MEASURES,
        GOALS,
    ):  # a table of yearly targets says nothing new where measures are listed
        for row in rows:
            if row.kind == kind:
                taken.take(row)
    taken.without_inherited()
    return list(taken.found.values()), (*not_taken(chapters), *taken.remarks)


class _Taken(Tree):
    """The proposals while the rows of tables are taken."""

    def __init__(self, found: Sequence[Proposal], chapters: Sequence[Chapter]) -> None:
        super().__init__(found, chapters)
        self._merged: set[str] = set()
        self.remarks: list[str] = []

    def take(self, row: TableRow) -> None:
        if row.kind == PROJECTS:
            self._project(row)
            return
        if (
            row.kind == MEASURES
            and not (row.goal or row.domain)
            and (one := self._below("", targets_of(row)))
        ):
            self._measure(row, one.parent)  # the text says where it belongs
            return
        goal = self.goal(row)
        domain = self.named_domain(row.domain) if row.domain else ""
        for what, key in (("domain", domain), ("goal", goal)):
            if key and (said := row.weights.get(what)):
                self._weigh(key, said)
        if row.kind in (TASKS, MEASURES):
            (self._task if row.kind == TASKS else self._measure)(row, goal)
        else:
            self.met.add(goal)
            one = self.found[goal]
            self.found[goal] = replace(one, facts={**row.facts, **one.facts})
            self._of_years(row, goal)

    def without_inherited(self) -> None:
        """Leave out what a table repeats of the goals above, as our own paper prints it beside a goal that says nothing."""
        for key in self.met:
            one, facts = self.found[key], dict(self.found[key].facts)
            for name, others in _INHERITED.items():
                if facts.get(name, "") in [self.said_above(one, other) for other in others]:
                    facts.pop(name, None)
            measures = [row.title for row in self.found.values() if row.parent == key and row.kind == MEASURE]
            if measures and facts.get("mark") == "；".join(measures):
                del facts["mark"]
            self.found[key] = replace(one, facts=facts)

    def _project(self, row: TableRow) -> None:
        """What the text says of a project stands; the table says the rest of it."""
        facts = dict(row.facts)
        text, key = facts.pop("text", ""), self.named(row.title, KEY_PROJECT)
        one = self.found[key] if key else None
        one = one or Proposal(row.key, KEY_PROJECT, title_in(row.title), "", "", row.line, LIKELY, IN_TABLE)
        self._put(replace(one, text=one.text or text, facts={**facts, **one.facts}))

    def _put(self, one: Proposal) -> str:
        self.found[one.key] = one
        return one.key

    def _weigh(self, key: str, said: str) -> None:
        """Give something its weight, once."""
        one, weight = self.found[key], weight_said(said)
        known = one.facts.get("weight", "")
        if not weight:
            self.remarks.append(f"表格里“{one.title}”的权重“{said}”不是数，没有读入，请导入后填写。")
        elif not known:
            self.found[key] = replace(one, facts={**one.facts, "weight": weight})
        elif float(known) != float(weight):
            self.remarks.append(f"表格里“{one.title}”的权重有 {known} 和 {weight}，按 {known} 读入，请核对。")

    def goal(self, row: TableRow) -> str:
        """Key of the goal a row is about: that of its name, else that under which the table stands; made where there is none."""
        if row.goal:
            if key := self.named(row.goal, domain=row.domain) or self._raised(row):
                return key
            kind = GOAL if row.domain or row.kind == GOALS else DOMAIN
            parent = self._domain(row)
            return self._put(
                Proposal(f"{row.key}:goal", kind, title_in(row.goal), "", parent, row.line, LIKELY, IN_TABLE)
            )
        if row.domain:
            return self._domain(row)
        above = [one for one in self.found.values() if one.kind in TREE and self.holds(one, row)]
        if above:
            return above[-1].key
        name = self.chapters[row.place].name or "任务"
        return self.named(name) or self._put(
            Proposal(f"table:{row.place}:goal", DOMAIN, name, "", "", row.line, LIKELY, "表格所在的章节")
        )

    def _raised(self, row: TableRow) -> str:
        """Key of what stands as deep as tasks in the text and that the table names as a goal, "" = none."""
        domain, wanted = self.named_domain(row.domain) if row.domain else "", bare(row.goal)
        for one in self.found.values():
            is_said = one.kind == TASK and one.why != IN_TABLE
            if is_said and wanted in (bare(one.title), bare(one.text)) and self.is_under(one, domain):
                return self._put(taken_for(one, GOAL))
        return ""

    def _domain(self, row: TableRow) -> str:
        if not row.domain:
            return ""
        return self.named_domain(row.domain) or self._put(
            Proposal(f"{row.key}:domain", DOMAIN, title_in(row.domain), "", "", row.line, LIKELY, IN_TABLE)
        )

    def _same(self, kind: str, goal: str, title: str) -> Proposal | None:
        """What the text says of the same goal under the same name, each once."""
        wanted = bare(title)
        return next(
            (
                one
                for one in self.found.values()
                if one.kind == kind
                and one.parent == goal
                and one.key not in self._merged
                and bare(one.title) == wanted
            ),
            None,
        )

    def _task(self, row: TableRow, goal: str) -> None:
        facts, expected = dict(row.facts), row.facts.get("expected", "")
        facts.pop("expected", None)
        title, _, more = row.title.partition("预期成果：")
        title, expected = title.strip(" 。；;"), expected or more.strip()
        one = (
            self._same(TASK, goal, title)
            or self._turned(goal, title)
            or Proposal(row.key, TASK, title, "", goal, row.line, SURE, IN_TABLE)
        )
        self._merged.add(one.key)
        self.found[one.key] = replace(
            one, text=expected or one.text, facts={**one.facts, **facts}, among=row.among
        )
        if said := row.weights.get("task"):
            self._weigh(one.key, said)

    def _turned(self, goal: str, title: str) -> Proposal | None:
        """What the text has right below a 领域, as deep as a goal, is a task when the table says so."""
        one = self._same(GOAL, goal, title)
        if one is None or any(other.parent == one.key for other in self.found.values()):
            return None
        return replace(one, kind=TASK, facts=as_task({k: v for k, v in one.facts.items() if k != "mark"}))

    def _measure(self, row: TableRow, goal: str) -> None:
        key = self._target(goal, row, row.key, targets_of(row))
        if said := row.weights.get("measure"):
            self._weigh(key, said)

    def _target(self, goal: str, row: TableRow, key: str, targets: Targets) -> str:
        """Key of the measure that these are targets of."""
        one = self._same(MEASURE, goal, targets.name) or self._below(goal, targets)
        if one is not None:
            self._merged.add(one.key)
            old = one.targets or targets
            began = targets if targets.base else old
            targets = replace(
                old,
                unit=targets.unit or old.unit,
                years=targets.years or old.years,
                base=began.base,
                base_on=began.base_on,
                is_lower=targets.is_lower or old.is_lower,
            )
            self.found[one.key] = replace(one, targets=targets, confidence=SURE, among=row.among)
            return one.key
        self._merged.add(key)
        return self._put(
            Proposal(key, MEASURE, targets.name, "", goal, row.line, SURE, IN_TABLE, targets, among=row.among)
        )

    def _below(self, goal: str, targets: Targets) -> Proposal | None:
        """The measure that the text says of a goal below this one, "" = of any: the table names the 领域 alone."""
        wanted = bare(targets.name)
        for one in self.found.values():
            if one.kind != MEASURE or one.why == IN_TABLE or one.key in self._merged or one.targets is None:
                continue
            if {targets.unit, one.targets.unit, ""} != {targets.unit, ""} or not self.is_under(one, goal):
                continue
            own = bare(one.title)
            is_part = min(len(own), len(wanted)) >= LEAST and (own.endswith(wanted) or wanted.endswith(own))
            if own == wanted or (is_part and _last(one.targets) == _last(targets) != ""):
                return one
        return None

    def _is_known(self, goal: str, item: str) -> bool:
        """Whether a task or a measure of a goal is told already: a table of years repeats it."""
        said = bare(item)
        return any(
            one.parent == goal
            and (said == bare(one.title) or (one.kind == MEASURE and said.startswith(bare(one.title))))
            for one in self.found.values()
        )

    def _of_years(self, row: TableRow, goal: str) -> None:
        """Cells of a 年度目标分解表: figures become yearly targets of a measure, words a task of the year."""
        series, words = told_by_year(row, lambda item: self._is_known(goal, item))
        for place, targets in enumerate(series, 1):
            self._target(goal, row, f"{row.key}:{place}", targets)
        for year, item in words:
            key = f"{row.key}:{year}:{item[:20]}"
            self._put(
                Proposal(
                    key,
                    TASK,
                    item,
                    "",
                    goal,
                    row.line,
                    LIKELY,
                    IN_TABLE,
                    facts={"year": year},
                    among=row.among,
                )
            )


def _last(targets: Targets) -> str:
    """The target of the last year."""
    return targets.years[-1][1] if targets.years else ""
