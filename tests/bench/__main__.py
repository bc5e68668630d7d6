"""Print every figure of bench_*.py; exit 1 when one misses its limit. Arguments choose files by name part."""

import importlib
import os
import pkgutil
import sys

import tests.bench as here
from tests.bench.figure import pace


def main(chosen: list[str]) -> int:
    # a program has its bytecode, as libraries have theirs; without this each measured process compiles anew
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    missed = 0
    for module in pkgutil.iter_modules(here.__path__):
        if not module.name.startswith("bench_") or (chosen and not any(c in module.name for c in chosen)):
            continue
        for figure in importlib.import_module(f"tests.bench.{module.name}").figures():
            value = "—" if figure.measured is None else f"{figure.measured:.3f}"
            print(
                f"{figure.verdict:8}{value:>9} {figure.unit:3} (limit {figure.limit:g})  {figure.name}  {figure.note}",
                flush=True,
            )
            missed += figure.verdict == "MISSED"
    print(f"20 million additions now take {pace():.1f} s; limits in seconds are meant for 0.9 s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
