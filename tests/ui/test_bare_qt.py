"""What is done to PySide6 while it is read: its tool for editors is left out, and nothing else is lacking after it."""

from __future__ import annotations

import json
import subprocess
import sys

CODE = """
import builtins, json, sys
before = builtins.compile, builtins.__import__
import kampungkb_desktop.ui
from PySide6.QtWidgets import QApplication, QLabel
tool = sys.modules["shibokensupport.signature.lib.pyi_generator"]
app = QApplication(["uji", "-platform", "offscreen"])
try:
    QLabel(1, 2, 3, 4)
except TypeError as error:
    said = str(error)
print(json.dumps({
    "put back": (builtins.compile, builtins.__import__) == before,
    "tool": [name for name in vars(tool) if not name.startswith("__")],
    "said": said,
    "made": eval(compile("1 + 1", "uji", "eval")),
}))
"""


def test_only_the_tool_for_editors_is_left_out() -> None:
    ran = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True)
    told = json.loads(ran.stdout)
    assert told["put back"]
    assert told["tool"] == []
    assert "QLabel(" in told["said"], "a wrong argument is still told with what would be right"
    assert told["made"] == 2
