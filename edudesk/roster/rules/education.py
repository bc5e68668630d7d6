"""学历 against what the law asks of a 学段 (教师法 1993, 第十一条; 教师资格条例, 第五条)."""

from typing import Final

from edudesk.roster.rows import TeacherDraft

# 研究生班 is no degree, yet more than 本科; 高中 and the like are no teacher's training
_RANK: Final = {
    "博士研究生": 7, "硕士研究生": 6, "研究生班": 6, "本科": 5, "专科": 4, "中专": 3,
    "职高": 2, "技校": 2, "高中": 2, "初中": 1, "小学": 0,
}  # fmt: skip
_LEGAL: Final = {"幼儿园": "中专", "小学": "中专", "初中": "专科", "高中": "本科"}
_HIGH: Final = {"幼儿园": "专科", "小学": "本科", "初中": "本科", "高中": "硕士研究生"}
_CERTIFICATES: Final = ("幼儿园", "小学", "初级中学", "高级中学")
_ALSO: Final = {"中职": 3, "中职实习指导": -1, "高校": 3}  # 高校 and 中职 stand with 高级中学
_NEEDED: Final = {"幼儿园": 0, "小学": 1, "初中": 2, "高中": 3}
GRADUATE: Final = frozenset(("博士研究生", "硕士研究生", "研究生班"))
HIGHER_DEGREES: Final = frozenset(("博士", "硕士"))  # 名誉博士 is an honour


def reaches(row: TeacherDraft, education: str) -> bool | None:
    """Whether somebody's highest 学历 is at least this one; None when it is not known."""
    own = _RANK.get(row.top_edu)
    return None if own is None else own >= _RANK[education]


def is_legal(row: TeacherDraft, stage: str) -> bool | None:
    """学历达标: what the law asks of teachers of a 学段, at least."""
    return reaches(row, _LEGAL.get(stage, "本科"))


def is_high(row: TeacherDraft, stage: str) -> bool | None:
    """高学历 of a 学段."""
    return reaches(row, _HIGH.get(stage, "本科"))


def is_graduate(row: TeacherDraft) -> bool | None:
    """研究生学历, or a degree of 硕士 and higher (E3)."""
    if row.top_edu in GRADUATE or row.degree in HIGHER_DEGREES:
        return True
    return False if row.top_edu in _RANK else None


def is_certified(row: TeacherDraft, stage: str) -> bool | None:
    """A 教师资格 of this 学段 or a higher one; None when the kind says nothing about it."""
    if not row.cert_type:
        return None
    rank = _CERTIFICATES.index(row.cert_type) if row.cert_type in _CERTIFICATES else _ALSO.get(row.cert_type)
    # a certificate of a kindergarten is for kindergartens alone, and no school teacher's for them
    if rank is None or stage not in _NEEDED:
        return None
    return rank == 0 if stage == "幼儿园" else rank >= _NEEDED[stage]
