"""What the tests need of npm, installed into the data folder when it is not there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKED = ROOT / "tests" / "node"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Where the packages of tests/node are."""
    if not all(map(shutil.which, ("node", "npm"))):
        pytest.skip("needs node and npm")
    folder = ROOT / "var" / "node"
    stamp = folder / "node_modules" / ".installed"
    wanted = (LOCKED / "package-lock.json").read_text(encoding="utf-8")
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCKED / name, folder / name)
        install = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
        done = subprocess.run(install, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            pytest.skip(f"npm cannot install what tests/node lists: {done.stderr[-200:]}")
        stamp.write_text(wanted, encoding="utf-8")
    return folder / "node_modules"


@pytest.fixture(scope="session")
def own_network() -> None:
    """The stand-in listens on every address, so it runs in a network of its own."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip"))):
        pytest.skip("needs root, unshare and ip")
