"""Days and paragraphs as papers of a plan print them."""

from collections.abc import Iterator
from datetime import date

from edudesk.base.dates import chinese_day
from edudesk.base.document import Paragraph


def day_told(on: str) -> str:
    """An ISO day in running text, 2026年3月6日; as it is while it is no whole day."""
    return chinese_day(date.fromisoformat(on)) if len(on) == 10 else on


def paragraphs(text: str) -> Iterator[Paragraph]:
    """What somebody wrote, a paragraph for each line."""
    yield from (Paragraph(line.strip()) for line in text.split("\n") if line.strip())


def sentence(text: str) -> str:
    """With a full stop, whatever it ended with."""
    return text.strip().rstrip("。；;，,") + "。" if text.strip() else ""
