"""An evaluation as it was reported, as text in its review, and back: what is changed later does not move it."""

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from edudesk.plan.forms.reading import plain_of, scheme_of
from edudesk.plan.forms.value import Scheme
from edudesk.plan.rules.rounds import Evaluation, PartScore
from edudesk.plan.rules.scoring import Line

_LINE_FRACTIONS: Final = ("full", "counted", "shown")
_PART_FRACTIONS: Final = ("share", "points")
_FRACTIONS: Final = ("score", "so_far")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a review was frozen with. on: ISO day of the figures."""

    on: str
    scheme: Scheme
    evaluation: Evaluation


def frozen(evaluation: Evaluation, scheme: Scheme, on: str) -> str:
    """As text (JSON); fractions exact, as 3/4."""
    plain = asdict(evaluation)
    plain["lines"] = [_out(line._asdict(), _LINE_FRACTIONS) for line in evaluation.lines]
    plain["parts"] = [_out(part, _PART_FRACTIONS) for part in plain["parts"]]
    content = {"on": on, "scheme": plain_of(scheme), "evaluation": _out(plain, _FRACTIONS)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=32)
def thawed(content: str) -> Kept:
    """What frozen() made: the same evaluation."""
    told = json.loads(content)
    plain = _in(told["evaluation"], _FRACTIONS)
    plain["lines"] = tuple(Line(**_in(line, _LINE_FRACTIONS)) for line in plain["lines"])
    plain["parts"] = tuple(PartScore(**_in(part, _PART_FRACTIONS)) for part in plain["parts"])
    key, number = plain["scheme"]
    plain |= {"scheme": (key, number), "lacks": tuple(plain["lacks"]), "notes": tuple(plain["notes"])}
    return Kept(told["on"], scheme_of(told["scheme"]), Evaluation(**plain))


def _out(plain: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return plain | {key: None if plain[key] is None else str(plain[key]) for key in keys}


def _in(plain: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return plain | {key: None if plain[key] is None else Fraction(plain[key]) for key in keys}
