"""A plan of 60 goals, 600 tasks and 200 measures over five years: evaluated, frozen and read back, pack P4 made and sent."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_plan_page import grown_plan
from tests.bench.figure import Figure, seconds

YEAR, ROUND, KEPT, TABLE, PACK = 300, 300, 200, 1, 5  # ms, ms, ms, seconds, seconds


def figures() -> list[Figure]:
    """Milliseconds of the evaluation, seconds of what is handed out."""
    from edudesk.base.masking import Audience
    from edudesk.desk import open_desk
    from edudesk.kit.writing import write
    from edudesk.plan.reports.catalogue import sheet
    from edudesk.plan.rules.asking import asked
    from edudesk.plan.rules.freezing import frozen, thawed
    from edudesk.plan.rules.rounds import evaluate_round, evaluate_year
    from edudesk.submissions.making import make
    from edudesk.submissions.plan_papers import plan_facts
    from edudesk.submissions.rules.packs import shipped_pack
    from edudesk.submissions.sending import send

    with TemporaryDirectory() as place, open_desk(Path(place) / "学校.edudesk", create=True) as desk:
        folder = Path(place)
        desk.school.save({"name": "龙城实验小学", "short_name": "龙城实小", "stage": "小学"})
        plan = grown_plan(desk)
        whole, scheme = desk.plan_wholes.of(plan.id), desk.plan_schemes.of("")

        def tree(year: str) -> object:
            return asked(whole.plan, whole.goals, whole.measures, whole.targets, whole.tasks, year, {}, {})

        def year() -> None:
            assert evaluate_year(tree("2026年"), scheme, "2026年", {}).score is not None  # type: ignore[arg-type]

        def whole_round() -> None:
            assert len(evaluate_round(tree(""), scheme, {}, {}).lines) == 860  # type: ignore[arg-type]

        evaluation = evaluate_year(tree("2026年"), scheme, "2026年", {})  # type: ignore[arg-type]

        def keep() -> None:
            thawed.cache_clear()
            assert thawed(frozen(evaluation, scheme, "2026-12-31")).evaluation == evaluation

        def table() -> None:
            facts = plan_facts(desk, date(2026, 11, 20), plan.id, year="2026年")
            write(sheet("self_table").build(facts, Audience.BUREAU), folder / "自评表.pdf")

        def pack() -> None:
            made = make(desk, shipped_pack("P4"), on=date(2026, 11, 20))
            assert not any(one.problem for one in made.files)
            send(desk, made, folder, reason="量一量")

        return [
            Figure("规划: a year of 60 goals, 120 tasks, 200 measures", seconds(year) * 1000, YEAR, "ms"),
            Figure("规划: the whole round, 600 tasks", seconds(whole_round) * 1000, ROUND, "ms"),
            Figure("规划: an evaluation frozen and read back", seconds(keep) * 1000, KEPT, "ms"),
            Figure("规划: 年度自评表 as PDF", seconds(table), TABLE, "s"),
            Figure("规划: pack P4, sent", seconds(pack), PACK, "s"),
        ]
