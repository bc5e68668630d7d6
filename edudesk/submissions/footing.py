"""The line at the foot of every paper."""

from edudesk.base import clock
from edudesk.submissions.sources import Sources


def footer(sources: Sources) -> str:
    """The small line at the foot of every paper: from which state of the data it was made (P33)."""
    head = sources.timeline.head()
    return f"校务通生成 {clock.today()}　操作记录第 {head.seq} 条　校验 {head.mac[:12]}"
