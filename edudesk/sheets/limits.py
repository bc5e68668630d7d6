"""How large a stranger's workbook may be, and how it is turned away. Imported by the child: keep it lean."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Ceilings of one reading (promises.md P18); sizes in bytes."""

    file_bytes: int = 20_000_000
    entries: int = 1_000
    inflated_bytes: int = 200_000_000
    ratio: int = 100  # inflated ÷ stored of one entry, once it is past grace_bytes
    grace_bytes: int = 100_000
    rows: int = 50_000  # non-empty, over all sheets
    columns: int = 300
    empty_rows: int = 2_000  # in sequence; what lies behind is not read, and this is said
    memory_bytes: int = 512_000_000
    seconds: int = 30


LIMITS = Limits()


class Refused(Exception):
    """The workbook cannot be read. text: what is wrong; hint: what to do. Both Chinese sentences."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”后再导入。"
SAVE_AGAIN = "请重新下载或重新复制一份；如果仍打不开，请用 Excel 或 WPS 打开并另存为 .xlsx 后再导入。"
MAKE_SMALLER = "请把要导入的那张表复制到一个新的工作簿，保存后再导入。"


def spaced(name: str) -> str:
    """A name inside a sentence: a blank before one that begins with Latin letters."""
    return f" {name}" if name[:1].isascii() else name
