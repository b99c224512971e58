#!/usr/bin/env python3
"""Set everything up on a machine that has only Python, then run the command or the tests.

    python3 start.py jalankan --contoh      any command of `terpilah`
    python3 start.py uji                    all tests (further words go to pytest)

The environment lies in .venv and is made anew only when a lock file changes. Only the
standard library is used here: nothing else is there yet.
"""

import hashlib
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
TESTS, OLDEST, NEWEST = "uji", (3, 11), (3, 13)
PIP = "https://pypi.org/pypi/pip/json"
LOCKS = {True: "requirements-dev.lock", False: "requirements.lock"}


def main() -> int:
    """Install what the command needs and hand over to it; the exit code is its own."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        print(f"terpilah memerlukan Python 3.11 sampai 3.13; ini Python {sys.version.split()[0]}.")
        return 2
    words = sys.argv[1:] or ["--help"]
    testing = words[0] == TESTS
    _install(testing=testing)
    if testing:
        return subprocess.call([BIN / "python", "-m", "pytest", *words[1:]], cwd=ROOT)
    return subprocess.call([BIN / "terpilah", *words])


def _install(*, testing: bool) -> None:
    """Make .venv hold exactly what the lock says, checked against its hashes."""
    lock = ROOT / LOCKS[testing]
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f".terpilah-{lock.stem}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Menyiapkan lingkungan Python (sekali saja, perlu jaringan) …", flush=True)
    pip = _pip()
    quiet = ["install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.check_call([*pip, *quiet, "--require-hashes", "-r", lock])
    subprocess.check_call([*pip, *quiet, "--editable", ROOT])
    stamp.write_text(wanted)


def _pip() -> list[str]:
    """A pip for .venv: its own; or, where Debian left ensurepip out, one straight from PyPI."""
    python = str(BIN / "python")
    if not BIN.is_dir():
        made = subprocess.run(
            [sys.executable, "-m", "venv", VENV], capture_output=True, check=False
        )
        if made.returncode:
            subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", "--clear", VENV])
    has_pip = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    return [python, "-m", "pip"] if has_pip.returncode == 0 else [python, f"{_pip_wheel()}/pip"]


def _pip_wheel() -> Path:
    with urllib.request.urlopen(PIP) as answer:
        files = json.load(answer)["urls"]
    wheel = next(file for file in files if file["filename"].endswith(".whl"))
    path = VENV / wheel["filename"]
    with urllib.request.urlopen(urljoin(PIP, wheel["url"])) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wheel["digests"]["sha256"]:
        raise SystemExit("Unduhan pip rusak; jalankan lagi.")
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    sys.exit(main())
