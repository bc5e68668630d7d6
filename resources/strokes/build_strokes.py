"""Builds strokes.txt beside this file: how many strokes each character has, for 姓氏笔画 order.

python build_strokes.py Unihan_IRGSources.txt [OUT_FILE]
The source is part of the Unicode Character Database (Unihan.zip; Debian has it in the package
unicode-data); the field is kTotalStrokes, whose first value is the one of mainland China. Characters from
U+3400 to U+9FFF stand in a row, 64 to a line; the letter is chr(48 + strokes), "0" for none.
"""

import sys
from pathlib import Path

FIRST, LAST = 0x3400, 0x9FFF
_A_LINE = 64


def strokes_of(source: Path) -> dict[int, int]:
    """Code point -> strokes, of every character the source tells."""
    found = {}
    for line in source.read_text("utf-8").splitlines():
        code, _, rest = line.partition("\t")
        field, _, value = rest.partition("\t")
        if code.startswith("U+") and field == "kTotalStrokes":
            found[int(code.removeprefix("U+"), 16)] = int(value.split()[0])
    return found


def main(source: Path, out: Path) -> None:
    strokes = strokes_of(source)
    letters = "".join(chr(48 + strokes.get(code, 0)) for code in range(FIRST, LAST + 1))
    lines = (letters[start : start + _A_LINE] for start in range(0, len(letters), _A_LINE))
    out.write_text("".join(f"{line}\n" for line in lines), "ascii", newline="\n")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("strokes.txt")
    )
