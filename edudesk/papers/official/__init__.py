"""An official document (base/document.py) as a PDF after GB/T 9704-2012: value → pieces → pages → drawing."""

from edudesk.papers.official.writer import write_document

__all__ = ["write_document"]
