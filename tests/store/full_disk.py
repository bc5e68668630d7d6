"""Save, back up and restore on a disk that fills up at every place, in ten steps (P5).

python -m tests.store.full_disk FOLDER, inside a mount namespace of its own: puts a tmpfs on FOLDER and lets it grow.
Prints one JSON line: per deed how often it was refused and done, and everything that went wrong.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.store import backup, restore
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from tests.office import Office

STEPS = 10
ROOMY = 64 * 1024 * 1024


def mount(folder: Path, size: int, *options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", ",".join([*options, f"size={size}"]), "tmpfs", str(folder)]
    subprocess.run(command, check=True, capture_output=True)


def used(folder: Path) -> int:
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*") if path.is_file())


def try_everything(folder: Path) -> dict[str, object]:
    mount(folder, ROOMY)
    store = open_store(folder / "学校.edudesk", create=True)
    context = Context(store)
    office = Office(context)
    office.enter(*(f"教师{number}" for number in range(100)))
    then = backup.take(store)
    office.enter("后来的")
    wrong: list[str] = []
    seen: Counter[str] = Counter()

    timeline = Timeline(context)
    backups = paths.backup_folder(folder / "学校.edudesk")

    def listed() -> int:
        return len(backup.listed(folder / "学校.edudesk"))

    def attempt(word: str, deed: Callable[[], object], enough: int) -> None:
        """Do the deed with ever more room, up to enough bytes."""
        for step in range(STEPS):
            before, made = timeline.head(), listed()
            mount(folder, used(folder) + enough * step // (STEPS - 1), "remount")
            try:
                deed()
                seen[f"{word} done"] += 1
            except UserError as said:
                seen[f"{word} refused"] += 1
                if "磁盘" not in said.text or not said.hint:
                    wrong.append(f"{word} {step}: {said}")
                if timeline.head() != before:
                    wrong.append(f"{word} {step}: the school changed")
                if listed() != made and word != "restore":  # which backs up first, and keeps that
                    wrong.append(f"{word} {step}: a backup came of nothing")
            left = [path.name for path in folder.rglob("*") if ".part" in path.name]
            if left or len(list(backups.glob("*.edudesk"))) != listed():
                wrong.append(f"{word} {step}: left {left}")
            mount(folder, ROOMY, "remount")
            office.enter("接着用")  # without a restart
        if not timeline.verify().is_whole:
            wrong.append(f"{word}: journal")
        with store.raw() as raw:
            if raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                wrong.append(f"{word}: integrity")

    size = used(folder)
    attempt("save", lambda: office.enter(*(f"新教师{number}" for number in range(200))), size)
    attempt("backup", lambda: backup.take(store), 8 * size)
    # and with the question for room left out: what is written must not matter either
    backup.need_space = restore.need_space = lambda folder, needed, target: None
    attempt("blind backup", lambda: backup.take(store), 4 * size)
    attempt("restore", lambda: restore.restore(store, then, "本机用户", "教务处电脑"), 6 * size)
    store.close()
    return {"seen": seen, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(try_everything(Path(sys.argv[1])), ensure_ascii=False))
