"""A school with 2,000 projects and 20,000 成果: the kit of one that ends, the 台账, and the 台账 read in again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_projects import PROJECTS, _whole
from tests.bench.figure import Figure, seconds

KIT, LEDGER, PREVIEW, MENU = 5, 5, 5, 0.1  # seconds


def figures() -> list[Figure]:
    """Seconds of what is handed out and read in."""
    from edudesk.base import clock
    from edudesk.base.masking import Audience
    from edudesk.desk import open_desk
    from edudesk.kit.writing import write
    from edudesk.projects.reports.catalogue import sheet
    from edudesk.projects.rows.course import ChangeDraft
    from edudesk.sheets.reader import read_workbook
    from edudesk.submissions.making import make
    from edudesk.submissions.project_papers import papers_of, project_facts
    from edudesk.submissions.rules.packs import pack_of_project, shipped_pack
    from edudesk.submissions.sending import send

    with TemporaryDirectory() as place, open_desk(Path(place) / "学校.edudesk", create=True) as desk:
        folder = Path(place)
        desk.school.save({"name": "龙城实验小学", "short_name": "龙城实小", "stage": "小学"})
        ids = desk.projects.begin_many("登记", [_whole(number) for number in range(PROJECTS)])
        change = ChangeDraft(project_id=ids[3], item="延期", after="2031-12-31", reason="样本不足")
        desk.project_changes.add(change)

        def kit() -> None:
            made = make(desk, pack_of_project(shipped_pack("P9J"), ids[3], "结题"))
            assert len(made.files) == 11, len(made.files)
            send(desk, made, folder, reason="量一量")

        def ledger() -> None:
            facts = project_facts(desk, clock.today())
            write(sheet("ledger").build(facts, Audience.INTERNAL), folder / "台账.xlsx")

        measured = seconds(ledger)
        workbook = read_workbook(folder / "台账.xlsx")
        assert desk.project_ledger.preview(workbook).counts["same"] == PROJECTS
        return [
            Figure("项目: a kit of 11 documents as PDF, sent", seconds(kit), KIT, "s"),
            Figure("项目: the 台账 of 2,000 as Excel", measured, LEDGER, "s"),
            Figure(
                "项目: preview of a 台账 of 2,000",
                seconds(lambda: desk.project_ledger.preview(workbook)),
                PREVIEW,
                "s",
            ),
            Figure("项目: which papers one has", seconds(lambda: papers_of(desk, ids[3])), MENU, "s"),
        ]
