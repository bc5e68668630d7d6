"""异议与更正记录 of a sheet: what was doubted, decided and changed after it was handed in (教学常规检查 5.4)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from edudesk.base.columns import Column, Kind

DISPUTE, UPHELD, CORRECTED = "异议", "维持", "更正"
VETO, WITHDRAWN, ADDED, DELETED = "确认否决", "撤回否决", "补录", "删除"
SCORE = "得分"
COUNTED = "计入得分"  # of what is checked, when the sheet stays as it is: 免检, 改回应检


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of it. act: one of the words above; on: ISO day; by: who decided; field: what it is about, old and new as
    they print; words: why, or the decision; is_reported: the check was 通报 by then, so that reprints are 更正版."""

    act: str
    on: str = ""
    by: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    words: str = ""
    is_reported: bool = False

    @property
    def change(self) -> str:
        """97→93.5; "" when no figure changed."""
        return f"{self.old or '无'}→{self.new or '无'}" if self.old or self.new else ""

    @property
    def sentence(self) -> str:
        """2026-11-20 更正 得分 97→93.5：反思漏看两篇（蒋建明）."""
        what = " ".join(filter(None, (self.on, self.act, self.field, self.change)))
        return what + (f"：{self.words}" if self.words else "") + (f"（{self.by}）" if self.by else "")

    @property
    def changes_paper(self) -> bool:
        """What was printed with the 通报 no longer holds."""
        return self.is_reported and self.act not in (DISPUTE, UPHELD)


def corrections_of(text: str) -> tuple[Correction, ...]:
    """From the column; a sentence that an older version of the program wrote there is one 更正."""
    if not text:
        return ()
    if not text.startswith("["):
        return (Correction(CORRECTED, words=text),)
    return tuple(Correction(**one) for one in json.loads(text))


def corrections_text(corrections: Sequence[Correction]) -> str:
    """As the column keeps them; what is empty is left out."""
    plain = [{key: value for key, value in asdict(one).items() if value} for one in corrections]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if plain else ""


CORRECTION_COLUMNS = (
    Column("on", "日期", Kind.DATE, 28, is_shown=True),
    Column("act", "类别", width=18, is_shown=True),
    Column("field", "项目", width=40, is_shown=True),
    Column("old", "原来", width=14, is_shown=True),
    Column("new", "改为", width=14, is_shown=True),
    Column("words", "理由或裁定", width=50, is_shown=True),
    Column("by", "提出或裁定人", Kind.NAME, 24, is_shown=True),
)
