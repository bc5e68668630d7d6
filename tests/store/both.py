"""Run a test with an unprotected and with an encrypted school file."""

import pytest

PASSWORD = '春风化雨 "2026"'
both = pytest.mark.parametrize("password", [None, PASSWORD], ids=["plain", "encrypted"])
