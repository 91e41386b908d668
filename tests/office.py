"""Opening what was written in LibreOffice."""

import shutil
import subprocess
from pathlib import Path

import pytest

_PROGRAMS = Path("/usr/lib/libreoffice/program")


def converted(path: Path, form: str, *, part: str) -> None:
    """Have LibreOffice write `path` in another `form` beside it; `part` is its Calc ("sc") or Writer ("sw").

    Debian packages the parts one by one: a test is skipped where its own is not there.
    """
    soffice = shutil.which("soffice")
    if soffice is None or (_PROGRAMS.is_dir() and not (_PROGRAMS / f"lib{part}lo.so").is_file()):
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
