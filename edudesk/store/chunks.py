"""Long lists of ids cut so that a query can hold them."""

from collections.abc import Iterator, Sequence

_CHUNK = 400  # below SQLite's limit of bound variables in every build


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in order, in pieces short enough for an IN."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
