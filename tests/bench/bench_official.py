"""Writing an official document of 23 pages with 3 tables, alone and against LibreOffice making the PDF from its .docx."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from tests.bench.figure import Figure, seconds
from tests.bench.paper_document import document

_ALONE = 1.0  # seconds
_RATIO = 0.5


def figures() -> list[Figure]:
    """Seconds inside a program that has its fonts, and the ratio of whole processes."""
    with TemporaryDirectory() as folder:
        return [_alone(Path(folder)), _against(Path(folder))]


def _alone(folder: Path) -> Figure:
    made = document()
    pages = write_document(made, folder / "a.pdf", fonts=bundled_fonts()).pages
    measured = seconds(lambda: write_document(made, folder / "a.pdf", fonts=bundled_fonts()))
    return Figure(f"official document of {pages} pages, 3 tables", measured, _ALONE, "s")


def _against(folder: Path) -> Figure:
    name = "official document / LibreOffice from its .docx"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or importlib.util.find_spec("edudesk.papers.word") is None:
        return Figure(name, None, _RATIO, note="needs LibreOffice and the Word writer")
    word = folder / "theirs.docx"
    _run([sys.executable, "-m", "tests.bench.paper_document", str(word)])
    ours = [sys.executable, "-m", "tests.bench.paper_document", str(folder / "ours.pdf")]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    theirs = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    _run(theirs)  # makes the profile and warms the disk for both
    _run(ours)
    pairs = [(seconds(lambda: _run(ours), 1), seconds(lambda: _run(theirs), 1)) for _ in range(3)]
    own, other = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return Figure(name, own / other, _RATIO, note=f"{own:.2f} s against {other:.2f} s")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
