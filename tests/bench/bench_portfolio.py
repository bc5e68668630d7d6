"""业务档案 of the 108 teachers of the sample school in one PDF, from the facts read to the file on the disk.

Against reportlab alone writing the same words line by line on as many pages, without cells, lines or wrapping.
"""

import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.desk import found_sample
from edudesk.papers.form_writer import write_forms
from edudesk.roster.reports.portfolio import portfolio_book
from edudesk.submissions.registry import roster_facts
from tests.bench.figure import Figure, seconds

SECONDS, RATIO = 5.0, 4.0


def figures() -> list[Figure]:
    """Seconds for all files, and the ratio to the plain text."""
    with TemporaryDirectory() as folder, found_sample(Path(folder) / "龙城实验小学.edudesk") as desk:
        made = portfolio_book(roster_facts(desk, date(2026, 11, 20)), Audience.INTERNAL)
        target = Path(folder) / "档案.pdf"
        write_forms(made, target)  # the fonts are read once

        def everything() -> None:
            source = roster_facts(desk, date(2026, 11, 20))
            write_forms(portfolio_book(source, Audience.INTERNAL), target)

        own, plain = seconds(everything), seconds(lambda: _plain(made))
    name = f"业务档案 of {len(made.forms)} teachers as one PDF"
    return [
        Figure(name, own, SECONDS, "s"),
        Figure(
            f"{name} / its words as plain text", own / plain, RATIO, note=f"{own:.2f} s against {plain:.2f} s"
        ),
    ]


def _plain(book: FormBook) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(io.BytesIO())
    for form in book.forms:
        canvas.setFont("STSong-Light", 9)
        y = 800.0
        for row in form.rows:
            x = 40.0
            for cell in row.cells:
                canvas.drawString(x, y, cell.text)
                x += cell.share * 21
            y -= 16
        canvas.showPage()
    canvas.save()
