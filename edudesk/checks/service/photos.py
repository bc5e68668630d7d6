"""Photos beside sheets and problems, small enough for print."""

from collections.abc import Collection, Mapping

from edudesk.base.errors import UserError
from edudesk.base.form import Picture
from edudesk.base.photos import for_print
from edudesk.store.attachments import Attachments

_PHOTO = "image/jpeg"  # what checks keep of a photo (base.photos.shrunk)
MOST = 8  # of one record; a record is no album


def photos_of(attachments: Attachments, owner_ids: Collection[str]) -> Mapping[str, tuple[Picture, ...]]:
    """Id of a record -> its photos in the order they were added, at most MOST; those without are missing.

    A file that is missing or damaged is left out: the paper is printed without it.
    """
    found: dict[str, tuple[Picture, ...]] = {}
    for owner, rows in attachments.of(owner_ids).items():
        pictures = []
        for row in [row for row in rows if row.media == _PHOTO][:MOST]:
            try:
                pictures.append(for_print(attachments.content(row.sha256), row.caption))
            except UserError:
                continue
        if pictures:
            found[owner] = tuple(pictures)
    return found
