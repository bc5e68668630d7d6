"""Text files in the encodings Chinese offices use. Imported by the child that reads sheets: keep it lean."""

from typing import Final

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030 (which holds GBK and GB2312).

    Raises ValueError when it is none of them.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    # a file cut off in the middle of a character is still read; one full of foreign bytes is not
    text = content.decode("gb18030", "replace")
    if text.count("\ufffd") > len(text) // 200 + 1:
        raise ValueError("no encoding we know")
    return text
