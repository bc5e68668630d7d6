"""What a PDF says, as a reader would see it."""

from pathlib import Path

import pypdfium2


def pdf_text(file: Path) -> str:
    """The text of all pages, a line feed between them."""
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
