"""Files of the user's disk as they are kept beside a record: photos made small, programs and huge videos refused."""

from pathlib import Path
from typing import Final, NamedTuple, Protocol

from edudesk.base import photos
from edudesk.base.errors import UserError
from edudesk.base.files import safe_name
from edudesk.store.attachments import FileDraft
from edudesk.store.kept_files import MOST

PAPERS: Final = (
    ".pdf",
    ".doc",
    ".docx",
    ".xls",
    ".xlsx",
    ".ppt",
    ".pptx",
    ".wps",
    ".et",
    ".dps",
    ".txt",
    ".mp4",
    ".mov",
    ".avi",
    ".ofd",
    ".zip",
    ".rar",
)
"""What may be kept beside photos: nothing that a double click would run."""
_ALLOWED: Final = "只能放照片、视频、PDF、OFD、压缩包和 Office 文件"
_PROGRAMS: Final = (
    ".exe",
    ".com",
    ".bat",
    ".cmd",
    ".msi",
    ".scr",
    ".vbs",
    ".js",
    ".ps1",
    ".lnk",
    ".jar",
    ".apk",
)
_MOST_READ: Final = 200_000_000  # bytes of a photo that is to be made smaller
_RUNS: Final = b"MZ"  # what a Windows program begins with, whatever it is called


class Keeper(Protocol):
    """Where the bytes go and come from (store.attachments)."""

    def keep(self, name: str, content: bytes, taken: str = "") -> FileDraft:
        """Keep bytes that are to be attached."""

    def content(self, sha256: str) -> bytes:
        """The bytes of a file."""


class Taken(NamedTuple):
    """A file that is kept. remark: a sentence when its name had to be changed, else ""."""

    file: FileDraft
    remark: str = ""


def take(keeper: Keeper, file: Path, *, only_photos: bool = False) -> Taken:
    """Keep a file. Raises UserError for what may not be kept (a program, a huge video) or cannot be read."""
    suffix, is_picture = file.suffix.lower(), photos.is_photo(file.name)
    if suffix in _PROGRAMS and not only_photos:
        raise _program(file.name)
    if not is_picture and (only_photos or suffix not in PAPERS):
        what = "只能放照片" if only_photos else _ALLOWED
        raise UserError(f"“{file.name}”没有放入：这里{what}。", "请换一个文件；其他内容都还在。")
    try:
        size = file.stat().st_size
        if size > (_MOST_READ if is_picture else MOST):
            raise _too_large(file.name, size, is_picture)
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"读不出“{file.name}”，没有放入。", "请检查文件是否还在；其他内容都还在。") from error
    if content.startswith(_RUNS):
        raise _program(file.name)
    name = safe_name(file.stem) + file.suffix
    remark = "" if name == file.name else f"文件名“{file.name}”里有不能用的符号，已存为“{name}”。"
    if not is_picture:
        return Taken(keeper.keep(name, content), remark)
    photo = photos.shrunk(content, file.name)
    return Taken(keeper.keep(f"{safe_name(file.stem)}.jpg", photo.content, photo.taken), remark)


def _program(name: str) -> UserError:
    return UserError(
        f"“{name}”是程序，没有放入：这里{_ALLOWED}。",
        "请换一个文件；其他内容都还在。",
    )


def _too_large(name: str, size: int, is_picture: bool) -> UserError:
    if is_picture:
        return UserError(f"“{name}”太大，没有放入。", "请先缩小或截取后再放；其他内容都还在。")
    return UserError(
        f"“{name}”有 {size // 1_000_000} MB，超过 {MOST // 1_000_000} MB，没有放入。",
        "请存到学校网盘或平台，把网址填在“链接”里；其他内容都还在。",
    )
