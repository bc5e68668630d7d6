"""Everything that can be exported: golden files, the way back in, masks, and what a broken disk leaves."""

import errno
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.contents import texts_of
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report, Written
from edudesk.desk import Desk, open_desk
from edudesk.kit.writing import write
from edudesk.roster.histories import KIND, KINDS, HistoryKind
from edudesk.roster.histories.ledger import ledger_columns
from edudesk.roster.intake.ledger.preview import preview_history
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import RowState
from edudesk.roster.reports import SEQUENCE, list_report, screen
from edudesk.roster.reports.catalogue import LISTS, sheets
from edudesk.roster.reports.screen import audiences_of
from edudesk.roster.rows import COLUMN, COLUMNS, FIELDS, TeacherDraft, TeacherRow
from edudesk.roster.sample import id_number, sample_teachers
from edudesk.sheets.reader import read_workbook
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.submissions.footing import footer
from edudesk.submissions.registry import Offer, Paper, offers
from tests.papers.conftest import GOLDEN, inflated
from tests.pdf import pdf_text
from tests.submissions.five import FIVE, FOOTER
from tests.thorough import in_turn

# of the papers of one project three tell how all are laid out: tests/projects/test_papers.py goes over every one
_LAID_OUT = {"projects_application", "projects_ending", "projects_performance"}
# and of those of a plan its tables, a matrix and a report: tests/plan/test_papers.py goes over every one
_OF_PLAN = {
    "plan_text",
    "plan_targets",
    "plan_tasks",
    "plan_self_table",
    "plan_duty_scores",
    "plan_swot",
    "plan_survey",
    "plan_survey_results",
    "plan_history",
    "plan_two_rounds",
    "plan_self_report",
}
OFFERS = [
    one
    for one in offers()
    if (one.form is None or one.key in _LAID_OUT) and (one.feature != "plan" or one.key in _OF_PLAN)
]
MASKED = [audience for audience in Audience if audience is not Audience.INTERNAL]


@pytest.fixture(autouse=True)
def _the_same_everywhere(monkeypatch: pytest.MonkeyPatch, stopped_clock: Callable[[str], None]) -> None:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")


@pytest.fixture(scope="module")
def desk(five_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The open school of the five; who changes anything takes own_desk."""
    file = Path(shutil.copy(five_made, tmp_path_factory.mktemp("open") / five_made.name))
    clock.stop_at(datetime.fromisoformat("2026-11-20 08:30+08:00"))
    with open_desk(file) as desk:
        clock.stop_at(None)
        desk.context = Context(desk.store, device="教务处电脑")
        head = desk.timeline.head()
        yield desk
        assert desk.timeline.head() == head


@pytest.fixture
def own_desk(five: Path) -> Iterator[Desk]:
    """A copy of it."""
    with open_desk(five) as desk:
        desk.context = Context(desk.store, device="教务处电脑")
        yield desk


@pytest.fixture(params=OFFERS, ids=lambda offer: offer.key)
def offer(request: pytest.FixtureRequest) -> Offer:
    found: Offer = request.param
    return found


_LISTS = {f"roster_{sheet.key}" for sheet in sheets() if sheet.group == LISTS}
_NUMBERED = [o for o in OFFERS if o.feature == "roster" and "xlsx" in o.formats]


@pytest.fixture(params=[o for o in OFFERS if o.key in _LISTS], ids=lambda offer: offer.key)
def roster(request: pytest.FixtureRequest) -> Offer:
    """One of the sheets that list teachers as an import reads them."""
    found: Offer = request.param
    return found


def built(offer: Offer, desk: Desk, audience: Audience) -> Paper:
    """The document with a footer that does not depend on the chance key of the journal."""
    return replace(offer.build(desk, audience), footer=FOOTER)


def everything(desk: Desk, audience: Audience) -> Report:
    """Every column there is, as the user may show them all on screen."""
    return list_report(
        "教师名单", desk.teachers.rows(), COLUMNS, desk.school.identity(), on=clock.today(), audience=audience,
        footer=FOOTER,
    )  # fmt: skip


def dumped(file: Path) -> str:
    """A workbook as text: each row that holds something, merges, and how it prints."""
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    lines = [
        f"{row[0].row}\t"
        + "\t".join("" if cell.value is None else repr(cell.value) for cell in row).rstrip("\t")
        for row in sheet.iter_rows()
    ]
    lines += [f"merged\t{area}" for area in sorted(str(area) for area in sheet.merged_cells.ranges)]
    lines += [
        f"head\t{sheet.print_title_rows}",
        f"footer\t{sheet.oddFooter.left.text}\t{sheet.oddFooter.right.text}",
    ]
    return "\n".join(lines) + "\n"


def surprises(written: Written) -> list[str]:
    """The remarks, but for that on the bundled fonts, which have no 仿宋."""
    return [remark for remark in written.remarks if "没有仿宋字体" not in remark]


def is_kept(name: str, made: bytes) -> bool:
    """Whether the golden file says the same; --update-golden writes it anew."""
    kept = GOLDEN / name
    if os.environ.get("EDUDESK_UPDATE_GOLDEN"):
        kept.write_bytes(made)
    return (
        inflated(made) == inflated(kept.read_bytes()) if name.endswith(".pdf") else made == kept.read_bytes()
    )


# what is handed out


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.SCHOOL_NOTICE])
def test_paper_is_the_golden_one_and_the_same_bytes_each_time(
    offer: Offer, desk: Desk, audience: Audience, tmp_path: Path
) -> None:
    if audience not in offer.audiences:
        with pytest.raises(UserError, match="不能用于校内公示"):
            offer.build(desk, audience)
        return
    report, name = built(offer, desk, audience), f"{offer.key}_{audience}"
    if "xlsx" in offer.formats:
        written = write(report, tmp_path / "a.xlsx")
        assert surprises(written) == []
        assert is_kept(f"{name}.txt", dumped(written.path).encode())
    written = write(report, tmp_path / "a.pdf")
    assert surprises(written) == []
    if audience is Audience.INTERNAL:
        # the masks are in the workbook's text too; one PDF of each sheet shows how it is laid out
        assert is_kept(f"{name}.pdf", written.path.read_bytes())
        for kind in offer.formats:
            first, again = tmp_path / f"a.{kind}", write(report, tmp_path / f"b.{kind}").path
            if not first.exists():  # a Word file has no golden one
                write(report, first)
            assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("offer", [o for o in OFFERS if o.formats == ("pdf",)], ids=lambda offer: offer.key)
def test_forms_are_refused_as_a_workbook(offer: Offer, desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"只能存成 PDF|不能存成工作簿"):
        write(offer.build(desk, Audience.INTERNAL), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("offer", _NUMBERED, ids=lambda offer: offer.key)
def test_every_sheet_says_whose_it_is_of_which_day_and_has_room_to_sign(offer: Offer, desk: Desk) -> None:
    report = offer.build(desk, Audience.BUREAU, date(2025, 9, 1))
    assert isinstance(report, Report)
    assert report.unit_line == "填报单位（盖章）：龙城实验小学"
    assert "统计时点：2025年9月1日" in report.middle_line
    assert "（2025—2026学年）" in report.title
    assert {"校长（签字）：", "审核人：", "填表人：", "联系电话："} <= set(report.signature)
    assert report.on == clock.today()


def test_footer_tells_the_state_of_the_data(desk: Desk) -> None:
    head = desk.timeline.head()
    assert footer(desk) == f"校务通生成 2026-11-20　操作记录第 {head.seq} 条　校验 {head.mac[:12]}"


def head_of(file: Path, columns: tuple[Column, ...]) -> list[str]:
    """The head of a workbook in one line: parent and title joined where there are two."""
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    is_double = f"A{first}:A{first + 1}" in {str(area) for area in sheet.merged_cells.ranges}
    upper, found = "", []
    for place in range(1, len(columns) + 1):
        top = sheet.cell(first, place).value
        below = sheet.cell(first + 1, place).value if is_double else None
        upper = top or upper
        found.append(Column("", below, parent=upper).full_title if below else upper)
    return found


def test_head_is_the_same_on_screen_in_excel_and_on_paper(
    roster: Offer, desk: Desk, tmp_path: Path, qapp: object
) -> None:
    from PySide6.QtCore import Qt

    from edudesk.kit.row_model import RowModel

    report = built(roster, desk, Audience.INTERNAL)
    model = RowModel(report.columns[1:])
    on_screen = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    in_excel = head_of(write(report, tmp_path / "a.xlsx").path, report.columns)
    assert ["序号", *on_screen] == in_excel == [column.full_title for column in report.columns]
    text = "".join(pdf_text(write(report, tmp_path / "a.pdf").path).split())
    assert [column.full_title for column in report.columns if column.title not in text] == []


# out and in again


@pytest.mark.parametrize("teachers", [FIVE, sample_teachers()], ids=["five", "sample school"])
def test_exported_roster_read_again_changes_nothing(
    roster: Offer, school: Store, tmp_path: Path, teachers: tuple[TeacherDraft, ...]
) -> None:
    desk = Desk(school)
    desk.teachers.add_many("建立教师", teachers)
    report = roster.build(desk, Audience.INTERNAL)
    workbook = read_workbook(write(report, tmp_path / "花名册.xlsx").path)
    again = preview_roster(workbook, desk.teachers.rows())
    assert again.counts == {"new": 0, "changed": 0, "same": len(report.rows), "error": 0}
    assert [column.field for column in again.columns][1:] == [column.key for column in report.columns][1:]
    # and into an empty school: every printed fact arrives as it was
    keys = [column.key for column in report.columns[1:]]
    new = [tuple(getattr(row.draft, key) for key in keys) for row in preview_roster(workbook, []).rows]
    assert new == [row[1:] for row in report.rows]


@pytest.mark.parametrize("audience", Audience)
def test_list_for_any_audience_read_again_changes_nothing(
    desk: Desk, tmp_path: Path, audience: Audience
) -> None:
    """199****5571 came back as a telephone number once."""
    for offer in [one for one in OFFERS if one.key in _LISTS and audience in one.audiences]:
        report = offer.build(desk, audience)
        assert isinstance(report, Report)
        workbook = read_workbook(write(report, tmp_path / "花名册.xlsx").path)
        again = preview_roster(workbook, desk.teachers.rows())
        told = [(row.base.name, row.changes) for row in again.rows if row.changes]
        assert told == []
        assert again.counts == {"new": 0, "changed": 0, "same": len(report.rows), "error": 0}


def facts_with(number: str, phone: str) -> dict[str, dict[str, object]]:
    """A fact of some kinds that holds a citizen number and a telephone number wherever a text can."""
    return {
        "education": {"kind": "后续学历", "level": "本科", "school": phone, "graduated": "2015-06", "cert_no": number},
        "training": {"project": f"培训{phone}", "begins": "2026-03", "credits": 3.0, "cert_no": number, "remark": number},
        "honour": {"name": "市骨干教师", "level": "市级", "awarded": "2024-06", "doc_no": number, "remark": phone},
        "mentoring": {"mentor": "王老师", "begins": "2026-01", "checks": number, "remark": phone},
        "annual_review": {"year": "2025", "result": "合格", "reason": f"{number} {phone}"},
        "ethics_event": {"begins": "2026-03-10", "finding": "查实", "description": number, "doc_no": number},
    }  # fmt: skip


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("key", facts_with("", ""))
def test_ledger_for_anybody_read_again_changes_no_fact(
    own_desk: Desk, tmp_path: Path, key: str, audience: Audience
) -> None:
    kind, school = KIND[key], own_desk.school.identity()
    if audience not in audiences_of(kind):
        return
    teacher = own_desk.teachers.add(TeacherDraft(name="李红", gender="女"))
    own_desk.histories.add(key, kind.made(teacher.id, facts_with(FIVE[0].id_no, "19901990042")[key]))
    stored = own_desk.histories.told(key)
    report = screen.ledger_report(
        kind, stored, ledger_columns(kind), school, on=clock.today(), audience=audience
    )
    workbook = read_workbook(write(report, tmp_path / "台账.xlsx").path)
    tried = partial(own_desk.histories.try_rows, key)
    again = preview_history(workbook, kind, own_desk.teachers.rows(), stored, tried)
    hers = [row for row in again.rows if row.held.teacher_id == teacher.id]
    assert [row.changes for row in again.rows if row.state is RowState.CHANGED] == []
    # a course whose starred name nobody can find again is refused, and not a new one
    assert [row.state for row in hers] == [
        RowState.ERROR if key == "training" and audience is not Audience.INTERNAL else RowState.SAME
    ]


# masks


@pytest.mark.parametrize("audience", MASKED)
@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_masked_paper_holds_no_number_that_could_be_put_together_again(
    desk: Desk, tmp_path: Path, audience: Audience, suffix: str
) -> None:
    reports = [
        offer.build(desk, audience)
        for offer in OFFERS
        if audience in offer.audiences and suffix[1:] in offer.formats
    ]
    # what is masked is so in both; of the PDFs, which take ten times as long, some
    for report in (*(in_turn(reports) if suffix == ".pdf" else reports), everything(desk, audience)):
        file = write(report, tmp_path / f"a{suffix}").path
        if suffix == ".pdf":
            whole = pdf_text(file) + inflated(file.read_bytes()).decode("latin-1")
        else:
            with zipfile.ZipFile(file) as parts:
                whole = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        for teacher in FIVE:
            number, phone = teacher.id_no, teacher.phone
            if number:
                assert number not in whole
            if phone:
                assert phone not in whole
        assert not re.findall(
            r"(?<![0-9])990199[0-9]{11}[0-9X](?![0-9])", whole
        )  # nor one written into a remark
        assert not re.findall(r"(?<![0-9])1990199[0-9]{4}(?![0-9])", whole)


def columns_of(report: Report) -> set[str]:
    return {column.key for column in report.columns}


def test_each_audience_sees_its_columns(desk: Desk) -> None:
    shown = {audience: everything(desk, audience) for audience in Audience}
    assert columns_of(shown[Audience.INTERNAL]) == {SEQUENCE.key, *COLUMN}
    assert columns_of(shown[Audience.BUREAU]) == {SEQUENCE.key, *COLUMN}
    notice = columns_of(shown[Audience.SCHOOL_NOTICE])
    web = columns_of(shown[Audience.WEB_NOTICE])
    personal = {"age", "phone", "remark", "political", "ethnicity", "cert_no", "email", "id_no", "address", "work_start",
                "annual_review", "ethics_review", "training_credits", "cert_register"}  # fmt: skip
    assert not notice & personal
    assert {"name", "subject", "title", "honour", "birth", "classes"} <= notice
    # 姓名、学科、称号 and nothing else (教师花名册 4)
    assert web == {SEQUENCE.key, "name", "subject", "subject2", "stage", "honour", "honour_level"}


def test_offers_for_the_web_hold_counts_or_what_the_web_may_know(desk: Desk) -> None:
    found = {}
    for offer in [one for one in OFFERS if Audience.WEB_NOTICE in one.audiences]:
        report = offer.build(desk, Audience.WEB_NOTICE)
        if isinstance(report, Document | FormBook):
            assert [one.name for one in FIVE if one.name in "".join(texts_of(report))] == []
            continue
        assert isinstance(report, Report)
        if "姓名" in [column.title for column in report.columns]:
            found[offer.key] = [column.title for column in report.columns[1:]]
    assert found == {
        "roster_full": ["姓名", "任教学科", "最高称号", "称号级别"],
        "roster_brief": ["姓名", "任教学科", "最高称号"],
        "roster_backbone": ["学校", "姓名", "学科", "称号", "级别"],
        "roster_national_honours": ["姓名", "学科", "荣誉称号", "级别"],
    }


def test_no_date_of_a_notice_tells_an_age_closer_than_the_year(desk: Desk) -> None:
    report = everything(desk, Audience.SCHOOL_NOTICE)
    dated = {"birth", "first_end", "top_end", "status_date"}
    assert dated <= columns_of(report)
    for place, column in enumerate(report.columns):
        if column.key in dated:
            assert {len(str(row[place])) for row in report.rows} <= {0, 4}


@pytest.mark.parametrize("audience", MASKED)
def test_no_document_holds_a_number_or_address_wherever_it_was_written(
    own_desk: Desk, audience: Audience
) -> None:
    number, phone, home = id_number("1991-07-26", 666), "19901991234", "荷花巷3号"
    draft = TeacherDraft(
        name="李红", staff_no=number, id_no=number, cert_no=number, phone=phone, short_no=phone, address=home, domicile=home,
        remark=f"{number}，{phone}", classes=f"五（3）班{phone}", mentor=f"王老师{phone}", subject="数学", honour="市骨干教师",
        title="一级教师", title_obtained="2020-12",
    )  # fmt: skip
    li = own_desk.teachers.add(draft)
    for key, values in facts_with(number, phone).items():
        own_desk.histories.add(key, KIND[key].made(li.id, values))
    documents = [offer.build(own_desk, audience) for offer in OFFERS if audience in offer.audiences]
    for kind in KINDS:
        if audience in audiences_of(kind):
            lines, school = own_desk.histories.told(kind.key), own_desk.school.identity()
            documents.append(
                screen.ledger_report(
                    kind, lines, ledger_columns(kind), school, on=clock.today(), audience=audience
                )
            )
    assert len(documents) > 10
    told = {document.key: repr(document) for document in documents}
    found = [(key, one) for key, text in told.items() for one in (number, phone, home) if one in text]
    assert found == []
    assert "李红" in told["roster_full"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_ledger_on_the_screen_is_printed_for_whom_its_facts_are(desk: Desk, kind: HistoryKind) -> None:
    private = {"result", "checks", "conclusion", "cert_no", "number", "remark"}
    lines, columns, school = desk.histories.told(kind.key), ledger_columns(kind), desk.school.identity()
    for audience in Audience:
        if audience not in audiences_of(kind):
            with pytest.raises(UserError, match=f"不能用于{audience.mark}"):
                screen.ledger_report(kind, lines, columns, school, on=clock.today(), audience=audience)
            continue
        report = screen.ledger_report(kind, lines, columns, school, on=clock.today(), audience=audience)
        if audience in (Audience.SCHOOL_NOTICE, Audience.WEB_NOTICE):
            assert not columns_of(report) & private
    assert (Audience.WEB_NOTICE in audiences_of(kind)) is (kind.key == "honour")
    assert (Audience.SCHOOL_NOTICE in audiences_of(kind)) is (
        kind.key not in ("status", "annual_review", "ethics_review", "ethics_event", "event")
    )


def test_bureau_sees_ends_of_numbers_and_the_notice_years_only(desk: Desk) -> None:
    def row_of(audience: Audience) -> dict[str, object]:
        report = everything(desk, audience)
        keys = [column.key for column in report.columns]
        rows = (dict(zip(keys, row, strict=True)) for row in report.rows)
        return next(row for row in rows if row["name"] == "周敏华")

    bureau = row_of(Audience.BUREAU)
    assert (bureau["id_no"], bureau["phone"]) == ("99**************" + FIVE[0].id_no[-2:], "199****5571")
    assert (bureau["short_no"], bureau["birth"]) == ("***71", "1991-07-26")
    assert bureau["remark"] == "借用至2027年8月，联系人199****0042"
    notice = row_of(Audience.SCHOOL_NOTICE)
    assert (notice["birth"], notice["title_obtained"]) == ("1991", "2020-12")


@pytest.mark.parametrize("audience", MASKED)
@pytest.mark.parametrize("number", [FIVE[0].id_no, FIVE[0].phone], ids=["ID", "mobile"])
def test_number_is_starred_in_whatever_column_it_was_written(
    desk: Desk, audience: Audience, number: str
) -> None:
    texts = {
        key: f"{COLUMN[key].title}{number}"
        for key in FIELDS
        if COLUMN[key].kind not in (Kind.MONTH, Kind.DATE)
    }
    written = TeacherRow(
        id="1", version=1, pinyin="", initials="", **(texts | {"cert_no": number, "status": "在岗"})
    )
    school = desk.school.identity()
    report = list_report(
        "教师名单", [written], COLUMNS, school, on=clock.today(), audience=audience, scope=f"搜索“{number}”"
    )
    assert number not in str((report.rows, report.notes))
    assert number in str(replace(report, rows=((number,),)))  # the search above can fail


@pytest.mark.parametrize("audience", Audience)
def test_file_says_nothing_about_who_made_it(desk: Desk, tmp_path: Path, audience: Audience) -> None:
    import getpass
    import platform

    report = everything(desk, audience)
    with zipfile.ZipFile(write(report, tmp_path / "a.xlsx").path) as parts:
        assert set(parts.namelist()) <= {
            "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml",
            "xl/worksheets/sheet1.xml",
        }  # fmt: skip
        told = parts.read("docProps/core.xml").decode() + parts.read("docProps/app.xml").decode()
    pdf = pypdfium2.PdfDocument(write(report, tmp_path / "a.pdf").path)
    told += str(pdf.get_metadata_dict())
    pdf.close()
    names = [teacher.name for teacher in FIVE] + [getpass.getuser(), platform.node()]
    assert [name for name in names if name in told] == []


# a disk, a folder or another program that will not


@pytest.mark.parametrize("number", in_turn(["ENOSPC", "EACCES", "EROFS", "EISDIR", "EIO", "EDQUOT", "EBUSY"]))
@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
@pytest.mark.parametrize("where", ["open", "write", "replace"])
def test_failing_disk_is_told_in_two_sentences_and_leaves_the_old_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, suffix: str, where: str
) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    target = folder / f"花名册{suffix}"
    target.write_bytes(b"the one of last term")
    report = offers()[0].build(desk, Audience.BUREAU)
    error = OSError(getattr(errno, number), os.strerror(getattr(errno, number)))

    def fail(*args: object, **wishes: object) -> None:
        raise error

    real_open = Path.open

    def open_broken(self: Path, mode: str = "r", *args: object, **wishes: object) -> object:
        if not self.name.endswith(".part") or "w" not in mode:
            return real_open(self, mode, *args, **wishes)  # type: ignore[call-overload]
        if where == "open":
            raise error
        file = real_open(self, mode, *args, **wishes)  # type: ignore[call-overload]
        return Broken(file, error)

    if where == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(Path, "open", open_broken)
    with pytest.raises(UserError) as told:
        write(report, target)
    for sentence in (told.value.text, told.value.hint):
        assert re.search(r"[\u4e00-\u9fff].*。$", sentence)
        assert re.search(r"Errno|Error|denied|space|[a-z]{5,}", sentence.replace(str(tmp_path), "")) is None
    monkeypatch.undo()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        target.name: b"the one of last term"
    }


class Broken:
    """A file that takes a little and then fails, as a full disk does."""

    def __init__(self, file: object, error: OSError) -> None:
        self._file, self._error, self._left = file, error, 200

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def __enter__(self) -> "Broken":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise self._error
        return self._file.write(data)  # type: ignore[attr-defined, no-any-return]
