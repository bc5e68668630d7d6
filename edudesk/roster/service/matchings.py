"""How people matched the headers of workbooks: kept under the fingerprint of each header, for the next file like it."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from edudesk.store import settings

if TYPE_CHECKING:
    from edudesk.roster.intake.values import Preview


def matched_before(connection: Connection, kind: str, fingerprint: str) -> dict[str, str]:
    """Header -> field, "" for left out, as they were matched the last time a sheet had these headers.

    kind: of the workbooks, stable (roster, history.title, projects).
    """
    return dict(settings.get(connection, _key(kind, fingerprint), {}))


def keep_matches(connection: Connection, kind: str, preview: "Preview[Any]", *fingerprints: str) -> None:
    """Keep what the user decided on in a preview that is imported. fingerprints: of which headers, none = of all."""
    for one in fingerprints or preview.heads:
        if decided := preview.remembered_fields(one):
            settings.put(connection, _key(kind, one), decided)


def _key(kind: str, fingerprint: str) -> str:
    return f"import.{kind}.{fingerprint}"
