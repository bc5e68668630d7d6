"""The colours of verdicts."""

from collections.abc import Mapping

from edudesk.indicators.rows.values import Verdict
from edudesk.kit.theme import Tone

TONES: Mapping[Verdict, Tone] = {
    Verdict.MET: Tone.GOOD,
    Verdict.NEAR: Tone.WARN,
    Verdict.MISSED: Tone.BAD,
    Verdict.REPORTED: Tone.PLAIN,
    Verdict.UNKNOWN: Tone.WARN,
}
