"""All papers of a term of checks of the sample school, 108 teachers, in every format they can have."""

from pathlib import Path
from tempfile import TemporaryDirectory

from edudesk.base.jobs import silent
from edudesk.base.masking import Audience
from edudesk.desk import Desk, found_sample
from edudesk.kit.writing import write
from edudesk.submissions.registry import Offer, offers
from tests.bench.figure import Figure, seconds

MOST = 10.0  # seconds


def figures() -> list[Figure]:
    """Seconds, fonts and libraries loaded before."""
    papers = [one for one in offers() if one.feature == "checks"]
    with TemporaryDirectory() as folder, found_sample(Path(folder) / "学校.edudesk") as desk:
        _make(desk, papers[:1], Path(folder))
        took = seconds(lambda: _make(desk, papers, Path(folder)), runs=1)
    files = sum(len(one.formats) for one in papers)
    return [Figure(f"term papers of 108 teachers: {len(papers)} papers, {files} files", took, MOST, "s")]


def _make(desk: Desk, papers: list[Offer], folder: Path) -> None:
    for one in papers:
        paper = one.build(desk, Audience.INTERNAL)
        for kind in one.formats:
            target = folder / f"{one.key}.{kind}"
            with desk.exports.leaving(paper, target, unit=one.unit):
                write(paper, target, silent)
