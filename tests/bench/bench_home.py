"""工作台 of a school with ten years of checks (500 teachers, 100,000 sheets, 3,000 problems)."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, seconds

SHOWN, STORED_RATIO, ALL = 200, 0.6, 600  # milliseconds; a share of all


def figures() -> list[Figure]:
    """The page is painted; what takes longer is worked out beside the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from edudesk.checks.rows.problems import ProblemDraft
    from edudesk.desk import found_school, open_desk
    from edudesk.desk.overview import OverviewKeeper
    from edudesk.kit.grab import settle
    from edudesk.kit.theme import start_theme
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL
    from edudesk.shell.main_window import MainWindow
    from tests.bench.decade import fill

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    start_theme(app, "light")
    with TemporaryDirectory() as folder:
        os.environ["EDUDESK_HOME"] = folder
        file = Path(folder) / "十年.edudesk"
        with found_school(file, SchoolDraft(**SCHOOL)) as desk:
            sheets = fill(desk)
            checks, teachers = desk.campaigns.rows(), desk.teachers.rows()
            desk.check_problems.add_many(
                "示例问题",
                [
                    ProblemDraft(
                        text=f"反思笼统 {number}", campaign_id=checks[number % len(checks)].id,
                        teacher_id=teachers[number % 500].id, owner_id=teachers[number % 500].id,
                        found_on="2026-10-08", due=f"2026-1{number % 3}-15", status="待整改",
                    )
                    for number in range(3_000)
                ],
            )  # fmt: skip

            def all_of_it() -> None:
                keeper = OverviewKeeper(desk)
                assert len(keeper.bring().dues) > 20
                keeper.bring_rest()
                keeper.keep()

            everything = seconds(all_of_it) * 1000
            keeper = OverviewKeeper(desk)
            keeper.bring()

            def after_a_sheet() -> None:
                keeper.heed(frozenset({"sheets", "journal"}))
                keeper.bring()

            stored = seconds(after_a_sheet) * 1000
        window = MainWindow(open_desk(file))
        window.resize(1440, 900)
        window.show_page("journal")
        window.show()
        settle()

        def shown() -> None:
            window.show_page("home")
            app.processEvents()

        assert window.watch.is_current
        first = seconds(shown, runs=1) * 1000
        window.desk.backups.is_due = lambda: False  # type: ignore[method-assign]
        window.close()
        window.deleteLater()
        settle()
    of = f"of {sheets:,} sheets in ten years"
    return [
        Figure(f"工作台 {of}: shown with the figures kept, painted", first, SHOWN, "ms"),
        Figure(f"工作台 {of}: everything worked out, beside the window", everything, ALL, "ms"),
        Figure(
            f"工作台 {of}: after a sheet was stored, against everything",
            stored / everything,
            STORED_RATIO,
            note=f"{stored:.0f} ms",
        ),
    ]
