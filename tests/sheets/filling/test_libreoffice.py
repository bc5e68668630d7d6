"""Another program's opinion: LibreOffice counts the filled form, and inserts the same rows into the empty one."""

import io
import os
import re
import signal
import subprocess
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edudesk.sheets import office
from edudesk.sheets.filling.mapping import Mapping
from tests.data.templates.make_templates import MADE
from tests.sheets.filling.forms import FORMS, finished, look

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(office.program() is None, reason="no LibreOffice here"),
]
COUNT = 40

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
{deeds}
End Sub
Sub Insert(source, at, count, target)
 Dim p(0) As New com.sun.star.beans.PropertyValue
 p(0).Name = "Hidden"
 p(0).Value = True
 d = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, p())
 d.Sheets.getByIndex(0).Rows.insertByIndex(at, count)
 Dim q(0) As New com.sun.star.beans.PropertyValue
 q(0).Name = "FilterName"
 q(0).Value = "Calc MS Excel 2007 XML"
 d.storeToURL(ConvertToURL(target), q())
 d.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""


def run(*words: str) -> None:
    """LibreOffice, and an end to it and what it started when it hangs."""
    child = subprocess.Popen(
        [str(office.program()), "--headless", "--norestore", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        child.wait(60)
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def opened(path: Path, **options: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), **options)


def holds_every_sum(counted: Path) -> None:
    """The figures of the filled summary.xlsx."""
    book = opened(counted, data_only=True)
    told = {row[0].value: row[1].value for row in book["汇总"]["A1:B5"]}
    periods = [(14, 12.5, None)[place % 3] for place in range(COUNT)]
    total = sum(one for one in periods if one)
    assert told == {"人数": 40, "男": 20, "女": 20, "课时合计": total, "平均课时": pytest.approx(total / 40)}


def errors(path: Path, counted: Path) -> set[str]:
    """The formulas of a workbook that have no value in the one LibreOffice counted."""
    mine, other = opened(path), opened(counted, data_only=True)
    return {
        str(cell.value)
        for page in mine.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f" and str(other[page.title][cell.coordinate].value).startswith("#")
    }


def test_libreoffice_opens_and_counts_every_form(profile: Path, tmp_path: Path) -> None:
    """All of them in one run: the whole list is there, and every formula has a value."""
    filled = {}
    for name in sorted(MADE):
        out = tmp_path / f"{Path(name).stem}_填好{Path(name).suffix}"
        if name != "training.xlsx":  # a list of another kind
            filled[name] = out, finished(name, COUNT, out)[0]
    target = tmp_path / "counted"
    where = f"-env:UserInstallation={profile.as_uri()}"
    run(where, "--convert-to", "xlsx", "--outdir", str(target), *(str(out) for out, _ in filled.values()))
    for name, (out, mapping) in filled.items():
        # what only Excel can count: the age from 1985-07, and (109,[周课时]) without the name of its table
        wrong = {
            one for one in errors(out, target / f"{out.stem}.xlsx") if not re.search(r"DATEDIF|,\[", one)
        }
        assert wrong == set(), name
        mine, counted = opened(out), opened(target / f"{out.stem}.xlsx")
        for one in (one for one in mapping.columns if one.key in ("name", "id_no")):
            places = [f"{one.letters}{mapping.first_row + place}" for place in range(COUNT)]
            told = [counted[mapping.sheet][place].value for place in places]
            assert told == [mine[mapping.sheet][place].value for place in places], name
            assert all(isinstance(value, str) for value in told), name
    holds_every_sum(target / f"{filled['summary.xlsx'][0].stem}.xlsx")


def test_libreoffice_inserting_the_same_rows_gives_the_same_formulas(profile: Path, tmp_path: Path) -> None:
    """Both forms in one run."""
    filled, deeds = {}, []
    for name in ("formulas.xlsx", "summary.xlsx"):
        ours, theirs = tmp_path / f"填好_{name}", tmp_path / f"office_{name}"
        mapping, _ = finished(name, COUNT, ours)
        more = COUNT - (mapping.last_row - mapping.first_row + 1)
        deeds.append(f' Insert("{FORMS / name}", {mapping.last_row - 1}, {more}, "{theirs}")')
        filled[name] = mapping, ours, theirs
    where = f"-env:UserInstallation={profile.as_uri()}"
    basic = profile / "user" / "basic" / "Standard"
    if not basic.exists():
        run(where, "--convert-to", "pdf", "--outdir", str(tmp_path), str(FORMS / "summary.xlsx"))
    (basic / "script.xlb").write_text(_LIBRARY, "utf-8")
    (basic / "Module1.xba").write_text(_MACRO.format(deeds="\n".join(deeds)), "utf-8")
    run(where, "macro:///Standard.Module1.Main")
    for name, (mapping, ours, theirs) in filled.items():
        has_the_same_formulas(name, mapping, opened(ours), opened(theirs))


def has_the_same_formulas(name: str, mapping: Mapping, mine: Any, other: Any) -> None:
    """Outside the list, which LibreOffice left empty."""
    form, _ = look(name)
    compared = 0
    for sheet in form.sheets:
        for row in mine[sheet.name].iter_rows():
            for cell in row:
                is_list = (
                    sheet.name == mapping.sheet
                    and mapping.last_row - 1 <= cell.row < mapping.first_row + COUNT
                )
                told = str(getattr(cell.value, "text", cell.value))
                if told.startswith("=") and not is_list:
                    found = other[sheet.name][cell.coordinate].value
                    assert _plain(told) == _plain(str(getattr(found, "text", found))), cell.coordinate
                    compared += 1
    assert compared > 4
    names = ({name: one.attr_text for name, one in book.defined_names.items()} for book in (mine, other))
    assert next(names) == next(names)


def _plain(formula: str) -> str:
    """LibreOffice writes $'表'.A1 and 表.A1 as the mood takes it."""
    return re.sub(r"\$?'?([^'!()+*/,=<>&\"-]+)'?!", r"\1!", formula)
