"""The built program (make build) works without Python and without this checkout. Building takes over a minute,
so make test checks a program that is there and skips when none is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "dist" / "EduDesk"
SUFFIX = ".exe" if sys.platform == "win32" else ""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def program(name: str) -> Path:
    """The built executable; skips when there is none or when it is older than what it was built from."""
    path = FOLDER / (name + SUFFIX)
    if not path.exists():
        pytest.skip("dist/EduDesk has not been built: make build")
    sources = [*ROOT.glob("edudesk/**/*.py"), *ROOT.glob("forms/**/*.toml"), ROOT / "build.spec"]
    newer = [source for source in sources if source.stat().st_mtime > path.stat().st_mtime]
    if newer:
        pytest.skip(f"dist/EduDesk is older than {newer[0].relative_to(ROOT)}: make build")
    return path


def run(path: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run it from another folder, with a data folder of its own and nothing of this Python in sight."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    environment |= {"EDUDESK_HOME": str(home / "数据 文件夹"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [str(path), *arguments],
        check=False,
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", ["EduDesk", "edudesk-cli"])
def test_self_check_passes(name: str, tmp_path: Path) -> None:
    done = run(program(name), "--self-check", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_command_line_makes_and_exports_the_sample_school(tmp_path: Path) -> None:
    done = run(program("edudesk-cli"), "demo", "--out", "导出 文件", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.suffix for path in (tmp_path / "导出 文件").iterdir()}
    assert made >= {".edudesk", ".xlsx", ".pdf"}
