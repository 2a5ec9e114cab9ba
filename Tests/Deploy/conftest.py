"""Real hosts on this machine: what the guide of deploying says, tried with the very files in deploy/. The rest is shared with Tests/Site."""

import importlib.util
from pathlib import Path
import shutil
import tempfile

import pytest

_shared = importlib.util.spec_from_file_location("shared_with_site", Path(__file__).resolve().parents[1] / "Site" / "conftest.py")
_module = importlib.util.module_from_spec(_shared)
_shared.loader.exec_module(_module)
globals().update({name: value for name, value in vars(_module).items() if not name.startswith("__")})


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """A folder that a host with an account of its own can read: those of pytest are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="materia-hosts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
