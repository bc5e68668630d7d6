"""How the key of an encrypted school file is derived: quickly in tests, at full strength where that is tested."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import sqlcipher3.dbapi2 as driver

FULL = 256_000  # rounds of SQLCipher 4: a fifth of a second for each file that is opened, copied or backed up
QUICK = 1_000


def _derive(rounds: int) -> None:
    """The default of the library, for all files that this process opens from now on; other processes keep theirs."""
    with closing(driver.connect(":memory:")) as raw:
        raw.execute(f"PRAGMA cipher_default_kdf_iter = {rounds}")


def derive_quickly() -> None:
    _derive(QUICK)


@contextmanager
def full_strength() -> Iterator[None]:
    """Files made and opened here can be opened by another process."""
    _derive(FULL)
    yield
    _derive(QUICK)
