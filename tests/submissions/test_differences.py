"""差异单: the paper on which two rosters are settled, beside its golden files."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from edudesk.base import clock
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.kit.writing import write
from edudesk.roster.intake.comparing import compare
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.reports.differences import difference_report
from edudesk.sheets.reader import read_workbook
from tests.submissions.five import FOOTER, ZHOU
from tests.submissions.test_offers import dumped, is_kept, pdf_text

THEIRS = (
    ("姓名", "性别", "身份证号", "出生年月", "学科", "职称", "手机", "民族", "参加工作年月"),
    ("周敏华", "女", ZHOU.id_no[:6] + "********" + ZHOU.id_no[-4:], "1991.07", "数学", "高级教师", "19901995572", "回族", "2013.8"),
    ("吉𬭎喆", "男", "", "1985.07", "语文", "高级教师", "", "", "2007.13"),
    ("查世荣", "男", "", "1964.02", "体育", "", "", "", ""),
    ("新来", "男", "", "1999.01", "科学", "二级教师", "", "", ""),
)  # fmt: skip


@pytest.fixture
def desk(five: Path, stopped_clock: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")
    with open_desk(five) as desk:
        yield desk


def built(desk: Desk, folder: Path, audience: Audience) -> Report:
    book = openpyxl.Workbook()
    book.active.title = "教师"
    for line in THEIRS:
        book.active.append(line)
    book.save(folder / "局里导出.xlsx")
    ours = desk.teachers.rows()
    preview = preview_roster(read_workbook(folder / "局里导出.xlsx"), ours, file="局里导出.xlsx")
    school = desk.school.identity()
    return difference_report(
        compare(preview, ours), school, on=clock.today(), audience=audience, footer=FOOTER
    )


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.BUREAU])
def test_paper_is_the_golden_one(desk: Desk, audience: Audience, tmp_path: Path) -> None:
    report, name = built(desk, tmp_path, audience), f"roster_difference_{audience}"
    written = write(report, tmp_path / "a.xlsx")
    assert written.remarks == ()
    assert is_kept(f"{name}.txt", dumped(written.path).encode())
    written = write(report, tmp_path / "a.pdf")
    assert written.remarks == ()
    assert is_kept(f"{name}.pdf", written.path.read_bytes())


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.INTERNAL])
def test_no_whole_number_leaves_the_school_and_what_is_left_out_is_counted(
    desk: Desk, audience: Audience, tmp_path: Path
) -> None:
    report = built(desk, tmp_path, audience)
    text = pdf_text(write(report, tmp_path / "a.pdf").path)
    assert "19901995571" not in text
    assert "19901995572" not in text
    assert ZHOU.id_no not in text
    shown = {line[3] for line in report.rows}
    assert ("联系电话" in shown) is (audience is Audience.BUREAU)
    assert any("涉及不对外的项目" in note for note in report.notes) is (audience is not Audience.BUREAU)
    assert report.file_name.endswith(f"_花名册差异单_20261120_{audience.mark}")
