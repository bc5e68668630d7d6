"""Pack P6 of the sample school, 108 teachers: four files made, looked at and written, with 目录 and manifest."""

from pathlib import Path
from tempfile import TemporaryDirectory

from edudesk.desk import Desk, found_sample
from edudesk.submissions import making
from edudesk.submissions.checking import check
from edudesk.submissions.rules.packs import shipped_pack
from edudesk.submissions.sending import send
from tests.bench.figure import Figure, seconds

LIMITS = {"made, looked at and sent": 3.0, "looked at": 0.5}


def figures() -> list[Figure]:
    """Seconds for the whole pack, and for the look alone, which runs whenever the page is opened."""
    with TemporaryDirectory() as folder, found_sample(Path(folder) / "学校.edudesk") as desk:
        out = Path(folder) / "报送"
        _whole(desk, out)  # fonts and libraries are loaded once for all
        pack = making.make(desk, shipped_pack("P6"))
        own = {
            "made, looked at and sent": seconds(lambda: _whole(desk, out)),
            "looked at": seconds(lambda: check(desk, pack)),
        }
        count = len(pack.files)
    return [
        Figure(f"pack P6 of 108 teachers, {count} files, {name}", own[name], limit, "s")
        for name, limit in LIMITS.items()
    ]


def _whole(desk: Desk, out: Path) -> None:
    made = making.make(desk, shipped_pack("P6"))
    send(desk, made, out, findings=check(desk, made), reason="测速")
