"""Figures of checks and projects counted a second time, in plain loops over plain rows, on random schools: both agree."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.checks.rows.patrols import ListeningRow
from edudesk.checks.rows.problems import ProblemRow
from edudesk.checks.rules.over_terms import TeacherFigures, TermFigures
from edudesk.indicators.rows.values import WHOLE, Result
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.doings import Checked, Covered, Doings, Ended, Made, Projects, Taking
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.judging import result_of
from edudesk.roster.reports.facts import Facts
from tests.indicators.schools import ON, YEAR, people, school
from tests.indicators.test_doings import LEVELS, TERM, line
from tests.thorough import examples

GRADES = {90: "优秀", 80: "良好", 60: "合格", 0: "不合格"}
DAYS = st.integers(-40, 40).map(lambda days: (ON + timedelta(days=days)).isoformat())
Row = dict[str, Any]

teachers = st.fixed_dictionaries(
    {
        "total": st.one_of(st.none(), st.integers(0, 1000)),  # tenths
        "备课": st.one_of(st.none(), st.integers(0, 1000)),
        "heard": st.one_of(st.none(), st.integers(0, 40)),
        "valid": st.one_of(st.none(), st.integers(0, 40)),
        "due": st.one_of(st.none(), st.just(15), st.just(20)),
        "projects": st.sets(st.integers(0, 5), max_size=3),
    }
)
checks = st.tuples(st.sampled_from(["BK", "ZY"]), st.integers(0, 50), st.integers(0, 50))
problems = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["待整改", "已提交整改", "复查不通过", "销号", "待确认", "不成立"]),
        "due": st.one_of(st.just(""), DAYS),
        "done_on": DAYS,
        "again_on": DAYS,
        "term": st.sampled_from([TERM, TERM, "第二学期"]),
    }
)
projects = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["国家级", "省级", "市级", "区级", "集团", "校级"]),
        "phase": st.sampled_from(["项目库", "申报", "立项", "实施", "结题", "暂停", "已结题", "停止"]),
        "approved_on": st.one_of(st.just(""), DAYS),
        "budget": st.integers(0, 100_000),
        "spent": st.integers(0, 120_000),
        "due": DAYS,
        "ended": st.one_of(st.just(""), DAYS),
    }
)
made = st.lists(st.tuples(st.sampled_from(["论文", "获奖"]), st.sampled_from(["省级", "市级"])), max_size=5)


def doings(
    staff: list[Row],
    rounds: list[tuple[str, int, int]],
    open_: list[Row],
    work: list[Row],
    out: Any,
    order: random.Random,
) -> Doings:
    """What the program reads, in any order."""

    def mixed(rows: list[Any]) -> list[Any]:
        order.shuffle(rows)
        return rows

    return Doings(
        checks=Checked(
            school_year=YEAR,
            term=TERM,
            covered=mixed([Covered(f"c{n}", f"检查{n}", kind, min(a, b), max(a, b)) for n, (kind, a, b) in enumerate(rounds)]),
            figures=TermFigures(
                YEAR, TERM, False,
                tuple(mixed([
                    TeacherFigures(
                        f"t{n}", f"师{n}", "语文组", Decimal(one["total"]) / 10,
                        {} if one["备课"] is None else {"备课": Decimal(one["备课"]) / 10}, grade(one["total"]),
                    )
                    for n, one in enumerate(staff) if one["total"] is not None
                ])),
                LEVELS,
            ),
            problems=mixed([
                ProblemRow(id=f"p{n}", version=1, school_year=YEAR, found_on="2026-07-20", text="问题", **one)
                for n, one in enumerate(open_)
            ]),
            listening=mixed([
                ListeningRow(
                    id=f"l{n}", version=1, school_year=YEAR, term=TERM, teacher_id=f"t{n}", due=one["due"], heard=one["heard"],
                    valid=one["valid"],
                )
                for n, one in enumerate(staff)
            ]),
        ),
        projects=Projects(
            lines=mixed([line(n, one["level"], one["phase"], approved_on=one["approved_on"]) for n, one in enumerate(work)]),
            taking=mixed([Taking(f"t{n}", f"x{one}") for n, row in enumerate(staff) for one in row["projects"]]),
            ended=mixed([
                Ended(f"x{n}", f"课题{n}", one["due"], one["ended"] if one["phase"] == "已结题" else "", one["phase"] == "已结题")
                for n, one in enumerate(work) if one["phase"] in ("立项", "实施", "结题", "暂停", "已结题")
            ]),
            made=mixed([Made("x0", f"成果{n}", kind, level, "2026-08-20") for n, (kind, level) in enumerate(out)]),
            money=mixed([(f"x{n}", f"{one['budget']}.00", f"{one['spent']}.00") for n, one in enumerate(work)]),
        ),
    )  # fmt: skip


def first(facts: Facts, told: Doings, key: str) -> Result:
    """The program's own figure."""
    return result_of(indicators()[key], Inputs(facts, "小学" if key == "E19" else WHOLE, doings=told))


def grade(tenths: int) -> str:
    return next(word for least, word in GRADES.items() if tenths >= least * 10)


def share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def second(
    staff: list[Row], rounds: list[tuple[str, int, int]], open_: list[Row], work: list[Row], out: Any
) -> Row:
    """Without any of the program's rules."""
    today = ON.isoformat()
    totals = [one["total"] for one in staff if one["total"] is not None]
    plans = [one["备课"] for one in staff if one["total"] is not None and one["备课"] is not None]
    open_ = [one for one in open_ if one["status"] not in ("待确认", "不成立")]
    mine = [one for one in open_ if one["term"] == TERM]
    closed = [one for one in mine if one["status"] == "销号"]
    past = [one for one in mine if one["due"] and one["due"] < today]
    late = 0
    for one in open_:
        is_mended = one["status"] in ("销号", "已提交整改") and one["done_on"] <= today
        late += bool(one["due"] and one["due"] < today and not is_mended)
    notes = []
    for one in staff:
        valid = one["heard"] if one["valid"] is None else one["valid"]
        if one["due"] is not None and valid is not None:
            notes.append(valid >= one["due"])
    live = [n for n, one in enumerate(work) if one["phase"] in ("立项", "实施", "结题", "暂停")]
    funded = [work[n] for n in live if work[n]["budget"]]
    due = [
        one for one in work
        if one["phase"] in ("立项", "实施", "结题", "暂停") or (one["phase"] == "已结题" and one["ended"])
    ]  # fmt: skip
    kept = [one for one in due if one["phase"] == "已结题" and one["ended"] <= one["due"]]
    return {
        "J1": share(sum(min(a, b) for _, a, b in rounds), sum(max(a, b) for _, a, b in rounds)),
        "J2": share(sum(totals), 1000 * len(totals)),
        "J3": share(sum(plans), 1000 * len(plans)),
        "J9": share(sum(one >= 900 for one in totals), len(totals)),
        "J10": share(sum(one >= 800 for one in totals), len(totals)),
        "J11": share(sum(one["again_on"] <= today for one in closed), len(mine)),
        "J12": share(
            sum(one["status"] == "销号" and one["done_on"] <= one["due"] for one in past), len(past)
        ),
        "J13": late,
        "J14": share(sum(notes), len(notes)),
        "X1": len(live),
        "X2": sum(work[n]["level"] in ("国家级", "省级", "市级") for n in live),
        "X3": sum("2026-08" <= one["approved_on"] <= today for one in work),
        "X4": share(sum(one["spent"] for one in funded), sum(one["budget"] for one in funded)),
        "X5": share(len(kept), len(due)),
        "X7": len(out),
        "E19": share(sum(any(n in live for n in one["projects"]) for one in staff), len(staff)),
    }


@settings(max_examples=examples(200))
@given(
    st.lists(teachers, min_size=1, max_size=6),
    st.lists(checks, max_size=4),
    st.lists(problems, max_size=5),
    st.lists(projects, min_size=1, max_size=4),
    made,
    st.randoms(use_true_random=False),
)
def test_both_ways_agree(staff, rounds, open_, work, out, order) -> None:
    facts = school(people(len(staff)), on=date(2026, 9, 1))
    told = doings(staff, rounds, open_, work, out, order)
    for key, value in second(staff, rounds, open_, work, out).items():
        assert first(facts, told, key).value == value, key


@given(
    st.lists(teachers, min_size=1, max_size=6), st.lists(projects, min_size=1, max_size=5), projects,
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_one_project_more_lowers_no_count(staff, work, more, order) -> None:
    facts = school(people(len(staff)))
    before, after = (doings(staff, [], [], every, [], order) for every in (work, [*work, more]))
    for key in ("X1", "X2", "X3", "X4", "X5", "X7", "E19"):
        counts = [first(facts, told, key).figure.numerator or 0 for told in (before, after)]
        assert counts == sorted(counts), key
