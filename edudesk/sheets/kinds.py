"""What kind of file it is, by its content; the name may say anything. Runs in the child."""

from edudesk.sheets.limits import MAKE_SMALLER, SAVE_AGAIN, SAVE_AS_XLSX, Refused, spaced

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库"),
    (b"{\\rtf", "Word 文档"),
)
_RAW_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<div", b"<style")


def kind_of(content: bytes, suffix: str) -> str:
    """zip, ole, html or text. Raises Refused for everything that holds no table."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的，里面没有内容。", "请确认选对了文件，或重新下载后再导入。")
    if content.startswith(b"PK"):
        return "zip"
    if content.startswith(_OLE):
        return _ole_kind(content)
    for magic, name in _FOREIGN:
        if content.startswith(magic) and not (magic == b"BM" and suffix in (".csv", ".txt")):
            raise Refused(f"这是{spaced(name)}，不是表格。", "请选择 .xlsx、.xls 或 .csv 表格文件。")
    if content.startswith(_RAW_BIFF):
        raise Refused("这是很旧的 Excel 格式（Excel 95 以前），无法读取。", SAVE_AS_XLSX)
    start = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"mime-version:"):
        raise Refused("这是网页归档文件，不是 Excel 工作簿。", SAVE_AS_XLSX)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        raise Refused("这是“XML 表格 2003”格式，无法读取。", SAVE_AS_XLSX)
    if start.startswith(_HTML) or (start.startswith((b"<?xml", b"<!--")) and b"<html" in start):
        return "html"
    if start.startswith(b"<?xml"):
        raise Refused("这是 XML 文件，不是表格。", "请选择 .xlsx、.xls 或 .csv 表格文件。")
    if b"\0" in content[:4000] and not _looks_utf16(content):
        raise Refused("文件内容不是表格，或者已经损坏。", SAVE_AGAIN)
    return "text"


def _ole_kind(content: bytes) -> str:
    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has_stream("EncryptedPackage"):
        raise encrypted()
    if has_stream("WordDocument"):
        raise Refused("这是 Word 文档，不是表格。", "请把其中的表格复制到 Excel，保存为 .xlsx 后再导入。")
    if has_stream("PowerPoint Document"):
        raise Refused("这是演示文稿，不是表格。", "请选择 .xlsx、.xls 或 .csv 表格文件。")
    return "ole"


def _looks_utf16(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def encrypted() -> Refused:
    """The workbook asks for a password when it is opened."""
    return Refused(
        "这个工作簿设有打开密码，无法读取。",
        "请用 Excel 或 WPS 打开，取消“打开密码”（文件→信息→保护工作簿）后另存，再导入。",
    )


def damaged() -> Refused:
    """The package is broken: half-downloaded, cut off or mended by hand."""
    return Refused("文件不完整或已损坏，无法读取。", SAVE_AGAIN)


def too_large(what: str) -> Refused:
    """A limit is passed. what: which one, in words."""
    return Refused(f"{what}，为防止电脑卡死没有读取。", MAKE_SMALLER)


def unreadable_ole(suffix: str) -> Refused:
    """An OLE file in which calamine finds no workbook."""
    if suffix in (".et", ".ett"):
        return Refused("这是 WPS 表格的 .et 格式，无法读取。", SAVE_AS_XLSX)
    return damaged()
