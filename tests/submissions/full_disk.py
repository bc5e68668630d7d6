"""A pack sent to a disk that fills up at every place, as folder and as zip (P27).

python -m tests.submissions.full_disk SCHOOL FOLDER, inside a mount namespace of its own: puts a tmpfs on FOLDER and lets
it grow. Prints one JSON line: how often it was refused and done, and everything that went wrong.
"""

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from edudesk.base.errors import UserError
from edudesk.desk import open_desk
from edudesk.submissions import making, sending
from edudesk.submissions.rules.packs import shipped_pack
from tests.store.full_disk import mount, used

STEPS = 6


def try_everything(school: Path, folder: Path) -> dict[str, object]:
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    pack = shipped_pack("P6")
    pack = replace(pack, files=pack.files[:3])  # Word's is the largest and takes as long as the rest
    with open_desk(school) as desk:
        mount(folder, 4096)
        for as_zip in (False, True):
            word = "zip" if as_zip else "folder"
            made = making.make(desk, pack)
            for step in range(STEPS + 1):
                before, there = len(desk.sendings.rows()), {path.name for path in folder.rglob("*")}
                mount(folder, used(folder) + 36_864 * step + 4096, "remount")
                try:
                    sending.send(desk, made, folder, as_zip=as_zip)
                    seen[f"{word} done"] += 1
                    made = making.make(desk, pack)  # the next one has the next number
                    continue
                except UserError as said:
                    seen[f"{word} refused"] += 1
                    if "磁盘" not in said.text or not said.hint:
                        wrong.append(f"{word} {step}: {said}")
                if {path.name for path in folder.rglob("*")} != there:
                    wrong.append(f"{word} {step}: left something")
                if len(desk.sendings.rows()) != before:
                    wrong.append(f"{word} {step}: kept in the history")
    return {"seen": seen, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(try_everything(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))
