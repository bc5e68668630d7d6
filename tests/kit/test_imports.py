"""Start-up pays for what kit imports: Qt and base, nothing heavier."""

import pkgutil
import subprocess
import sys

import edudesk.kit

HEAVY = (
    "openpyxl", "xlsxwriter", "reportlab", "pypinyin", "qtawesome", "sqlalchemy", "python_calamine",
    "concurrent.futures", "asyncio", "edudesk.sheets", "edudesk.papers", "edudesk.store",
)  # fmt: skip


def test_importing_every_module_of_kit_loads_nothing_heavy():
    modules = [f"edudesk.kit.{module.name}" for module in pkgutil.iter_modules(edudesk.kit.__path__)]
    script = f"import {', '.join(modules)}, sys\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
