"""指标监测 of a school of 500 teachers and ten years of checks, as its page waits for it beside the window."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, seconds

CHANGED, KEPT, PAST, AHEAD = 1000, 20, 2000, 200  # milliseconds
_ON, _PAST = date(2026, 11, 20), date(2024, 10, 20)


def figures() -> list[Figure]:
    """Milliseconds; what is kept of past terms is there, as after the first day with the program."""
    from edudesk.desk import found_school
    from edudesk.indicators.rules.forecast import forecast
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL
    from tests.bench.decade import fill

    with TemporaryDirectory() as folder:
        file = Path(folder) / "十年.edudesk"
        with found_school(file, SchoolDraft(**SCHOOL)) as desk:
            fill(desk)
            desk.check_years.figures()
            found = desk.indicators.on(_ON)
            teacher, number = desk.teachers.rows()[0], len(found)

            def changed() -> None:
                desk.teachers.change(teacher.id, {"remark": f"{desk.teachers.get(teacher.id).remark}改"})
                assert len(desk.indicators.on(_ON)) == number

            def past() -> None:
                assert len(desk.indicators.on(_PAST)) == number

            after = seconds(changed, runs=3) * 1000
            kept = seconds(lambda: desk.indicators.on(_ON), runs=3) * 1000
            of_past = seconds(past, runs=1) * 1000
            ahead = seconds(lambda: forecast(desk.indicators.inputs(_ON)), runs=3) * 1000
    of = "of 500 teachers and ten years of checks"
    return [
        Figure(f"指标监测: {number} figures {of}, after a change", after, CHANGED, "ms"),
        Figure(f"指标监测: the same {of}, when nothing changed", kept, KEPT, "ms"),
        Figure(f"指标监测: those of a past day of a term that is over {of}", of_past, PAST, "ms"),
        Figure(f"师资预测: five years ahead {of}", ahead, AHEAD, "ms"),
    ]
