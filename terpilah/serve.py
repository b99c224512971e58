"""Serve the Dagster page and its daemon on this machine only, until interrupted."""

import signal
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from terpilah.home import prepare_home

MODULE = "assets.definitions"


def serve(console: Console, data: Path, port: int) -> int:
    """Start dagster-webserver on 127.0.0.1 and dagster-daemon; end both together."""
    prepare_home(data)
    web = ["dagster_webserver", "-h", "127.0.0.1", "-p", str(port), "-m", MODULE]
    daemon = ["dagster._daemon", "run", "-m", MODULE]
    console.print(f"Halaman Dagster: http://127.0.0.1:{port}  (Ctrl+C untuk berhenti)")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # end the two below also when stopped
    processes = [subprocess.Popen([sys.executable, "-m", *command]) for command in (web, daemon)]  # noqa: S603 - our own interpreter
    try:
        return processes[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
            process.wait()
