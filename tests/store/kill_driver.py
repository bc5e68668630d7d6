"""Kill the program while it saves, again and again, and count what was lost (P1).

python -m tests.store.kill_driver FOLDER ROUNDS [early]: each round forks a child that opens the school file and
enters teachers, telling each by a pipe after its commit, until it is killed at a random moment. Then the
file is opened as the program would and held against what was told. early: the child tells before the
commit, the mistake this test must see. Prints one JSON line.
"""

import gc
import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from edudesk.roster.tables import Teacher
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from edudesk.store.verbs import VERBS
from tests.newborn import share_newborn
from tests.office import Office
from tests.statements import share_statements

PER_FILE = 50  # rounds on one school file; each checks its whole journal
LONGEST = 0.05  # seconds a child lives after the file is open


@dataclass
class Outcome:
    """What the rounds came to. lost: acknowledged and not there; broken: whatever else was wrong."""

    rounds: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    lost: int = 0
    broken: list[str] = field(default_factory=list)


def save(file: Path, teller: int, is_early: bool) -> None:
    """The child: enter one teacher after the other and tell each, until killed."""
    context = Context(open_store(file))
    office = Office(context)
    number = context.opened_at
    os.write(teller, b"open\n")
    while True:
        number += 1
        if is_early:
            with context.work(VERBS["office.office.enter"]) as work:
                work.insert(Teacher, [{"name": str(number)}])
                os.write(teller, f"{number}\n".encode())
        else:
            office.enter(str(number))
            os.write(teller, f"{number}\n".encode())


def killed(file: Path, is_early: bool, chance: random.Random) -> list[int]:
    """One child, killed after a random time: what it acknowledged."""
    listener, teller = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listener)
        try:
            save(file, teller, is_early)
        finally:
            os._exit(1)
    os.close(teller)
    if chance.random() < 0.8:  # else the opening itself may be cut short
        select.select([listener], [], [], 10)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(listener) as told:
        lines = told.read().split()
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child ended by itself")
    return [int(line) for line in lines if line != "open"]


def check(file: Path, told: list[int], known: int, outcome: Outcome) -> int:
    """Hold the file against what was told; returns how many teachers it holds now."""
    store = open_store(file)  # quick_check is part of it
    try:
        context = Context(store)
        numbers = sorted(int(name) for name in Office(context).names())
        proof = Timeline(context).verify()
    finally:
        store.close()
    outcome.lost += len(set(told) - set(numbers))
    expected = max([known, *told])
    if numbers != list(range(1, len(numbers) + 1)):
        outcome.broken.append(f"gaps: {numbers[-5:]}")
    if len(numbers) > expected + 1:
        outcome.broken.append(f"{len(numbers)} saved, {expected} told")
    if not proof.is_whole or proof.entries != len(numbers):
        outcome.broken.append(f"journal: {proof}")
    outcome.unacknowledged += len(numbers) == expected + 1
    return len(numbers)


def run(folder: Path, rounds: int, is_early: bool = False, seed: int = 2026) -> Outcome:
    chance = random.Random(seed)
    outcome = Outcome()
    share_statements()  # a child spends its short life saving, not putting SQL together
    share_newborn()
    warm = open_store(folder / "warm.edudesk", create=True)
    Office(Context(warm)).enter("1")
    warm.close()
    gc.freeze()  # else a child that looks for rubbish gets all memory as its own, page by page
    file, known = folder, 0
    for number in range(rounds):
        if number % PER_FILE == 0:
            file, known = folder / f"{number:05}.edudesk", 0
            open_store(file, create=True).close()
        told = killed(file, is_early, chance)
        outcome.rounds += 1
        outcome.acknowledged += len(told)
        known = check(file, told, known, outcome)
    return outcome


if __name__ == "__main__":
    result = run(Path(sys.argv[1]), int(sys.argv[2]), "early" in sys.argv[3:])
    print(json.dumps(asdict(result)))
