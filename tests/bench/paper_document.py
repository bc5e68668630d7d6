"""An official document of at least 20 pages with 3 tables; run as a program it writes it and is measured as a whole.

python -m tests.bench.paper_document FILE.pdf|FILE.docx
"""

import sys
from datetime import date
from pathlib import Path

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Document, Heading, Imprint, Paragraph
from edudesk.base.report import A4, Report
from edudesk.papers.fonts import bundled_fonts

TEXTS = Path(__file__).parents[1] / "data" / "texts"
DAY = date(2025, 12, 5)
_COLUMNS = (
    Column("goal", "目标", Kind.TEXT, 40),
    Column("weight", "权重", Kind.INT, 15),
    Column("done", "达成度", Kind.NUMBER, 18),
    Column("how", "主要举措", Kind.TEXT, 70),
)


def document() -> Document:
    """The five public texts as one report, with tables of 40 rows between them."""
    body: list[Heading | Paragraph | Report] = []
    for number, path in enumerate(sorted(TEXTS.glob("*.txt")), 1):
        body.append(Heading(f"{'一二三四五'[number - 1]}、第{number}部分", 1))
        body += [Paragraph(text) for text in path.read_text("utf-8").splitlines()]
        if number <= 3:
            rows = tuple((f"目标{n}", n, n / 2, "完善章程，修订制度，召开教代会") for n in range(1, 41))
            body.append(Report(f"t{number}", f"表{number}　目标达成情况", "", DAY, _COLUMNS, rows, paper=A4))
    return Document(
        "bench",
        "龙城实验小学2025年度发展规划实施情况自评报告",
        tuple(body),
        ("龙城实验小学",),
        DAY,
        masthead="龙城实验小学文件",
        number="龙实小〔2025〕8号",
        addressee="区教育局",
        imprint=Imprint("龙城实验小学办公室", DAY, ("区人民政府教育督导室",)),
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.suffix == ".docx":
        from edudesk.papers.word.writing import write_word

        write_word(document(), target, fonts=bundled_fonts())
    else:
        from edudesk.papers.official import write_document

        print(write_document(document(), target, fonts=bundled_fonts()).pages)
