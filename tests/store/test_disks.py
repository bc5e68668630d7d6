"""Disks that are full, folders that are read-only: two plain sentences, and everything as before (P5, P13)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.store.engine import Store
from edudesk.store.timeline import Timeline
from tests.office import Office


def own_mounts() -> bool:
    """Whether this machine lets us mount inside a namespace of our own."""
    try:
        command = ["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_a_full_disk_refuses_a_save_and_keeps_what_is_saved(school: Store, office: Office) -> None:
    """Everywhere: SQLite's own limit of pages gives the same error as the disk. See below for a real one."""
    office.enter("李静")
    with school.raw() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError) as caught:
        office.enter(*(f"教师{n}" for n in range(500)))
    assert (caught.value.text, caught.value.hint) == (
        "磁盘已满，这一步没有保存。",
        "请清理磁盘空间后再试；已保存的数据没有改动。",
    )
    assert office.names() == ["李静"]
    with school.raw() as raw:
        raw.execute("PRAGMA max_page_count = 100000")
    office.enter("周敏华")
    assert office.names() == ["李静", "周敏华"]


def test_a_disk_that_really_fills_up_at_every_place(tmp_path: Path) -> None:
    if not own_mounts():
        pytest.skip("no mount namespace here: only SQLite's page limit and the question for room were tested")
    command = ["unshare", "-m", sys.executable, "-m", "tests.store.full_disk", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome: dict[str, Any] = json.loads(done.stdout)
    assert outcome["wrong"] == []
    # each deed was both refused and done, or the steps did not reach
    assert len(outcome["seen"]) == 8, outcome["seen"]


READ_ONLY = """
import os
import sys
from pathlib import Path
from edudesk.base.errors import UserError
from edudesk.store import backup
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from tests.office import Office

folder = Path(sys.argv[1])
if os.getuid() == 0:  # root may write anywhere
    os.setgid(65534)
    os.setuid(65534)

def attempt(deed):
    try:
        return deed()
    except UserError as said:
        print(f"{said.text}|{said.hint}")

store = attempt(lambda: open_store(folder / "学校.edudesk"))
if store is not None:
    attempt(lambda: Office(Context(store)).enter("李静"))
    attempt(lambda: backup.take(store))
    store.close()
attempt(lambda: open_store(folder / "新学校.edudesk", create=True))
attempt(lambda: open_store(folder / "里面" / "新学校.edudesk", create=True))
"""


def test_a_read_only_folder_is_said_in_words(school: Store, school_file: Path) -> None:
    school.close()
    # reached by an ordinary user, unlike the folders of pytest
    shared = Path("/tmp") / f"edudesk-read-only-{os.getpid()}"
    shared.mkdir()
    try:
        (shared / "学校.edudesk").write_bytes(school_file.read_bytes())
        (shared / "学校.edudesk").chmod(0o666)
        shared.chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(shared)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert len(lines) >= 3, lines
        for line in lines:
            text, _, hint = line.partition("|")
            assert text.endswith("。"), line
            assert hint.endswith("。"), line
        assert [path.name for path in shared.iterdir()] == ["学校.edudesk"]
        assert (shared / "学校.edudesk").read_bytes() == school_file.read_bytes()
    finally:
        shared.chmod(0o755)
        (shared / "学校.edudesk").unlink(missing_ok=True)
        shared.rmdir()


def test_undo_on_a_full_disk_changes_nothing(school: Store, office: Office, timeline: Timeline) -> None:
    office.enter(*(f"教师{n}" for n in range(300)))
    before = office.state()
    with school.raw() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="磁盘已满"):
        timeline.undo()
    assert office.state() == before
    upcoming = timeline.next_steps().undo
    assert upcoming is not None
    assert upcoming.seq == 1
