"""What a command prints: progress on stderr, tables and results on stdout, one-line errors."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent


@contextmanager
def progress() -> Iterator[Step]:
    """A step that draws a progress bar, when a person is watching."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def step(done: int, total: int, text: str) -> None:
            bar.update(task, completed=done, total=total or None, description=text)

        yield step


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print a table; right: places of the columns that hold figures."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place, title in enumerate(head):
        drawn.add_column(title, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(cell.replace("[", r"\[") for cell in row))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(drawn)


def say(text: str) -> None:
    """One line on stdout."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def complain(error: UserError) -> None:
    """The error in one line on stderr; problems of fields take the place of the hint, which points at them."""
    told = "".join(problem.text for problem in error.problems) or error.hint
    sys.stderr.write(f"错误：{error.text}{told}\n".replace("\n", " ").rstrip() + "\n")
