"""Real hosts on this machine: what the guide of deploying says, tried with the very files in deploy/. The rest is shared with Tests/Site."""

import importlib.util
from pathlib import Path

_shared = importlib.util.spec_from_file_location("shared_with_site", Path(__file__).resolve().parents[1] / "Site" / "conftest.py")
_module = importlib.util.module_from_spec(_shared)
_shared.loader.exec_module(_module)
globals().update({name: value for name, value in vars(_module).items() if not name.startswith("__")})
