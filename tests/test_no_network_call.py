"""Nobody asked for a network, so nothing asks for one: a window is opened in a process of its own, every page is
visited and a file is made, while an ear inside Python hears every name looked up and every connection tried."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.upgrades import SETS, left_behind

ROOT = Path(__file__).resolve().parents[1]

TOUR = """
import json, os, sys
heard = []
def ear(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        heard.append([event, repr(arguments)[:200]])
sys.addaudithook(ear)
from pathlib import Path
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.app import Start
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.theme import application
folder = Path(sys.argv[1])
app = application(["tour"])
start = Start(app, folder, demo=True)
start.show()
def settle():
    for _ in range(200):
        app.processEvents()
        if start.program.desk is not None and not worker_of().busy():
            return
        worker_of()._thread.join(0.05)
settle()
visited = list(start.window.frame.entries)
for key in visited:
    start.window.frame.go(key)
    settle()
start.program.desk._send_courier()
settle()
export(start.program.desk.session, folder / "kirim", full=True)
if "--connect" in sys.argv:
    import socket
    try:
        socket.create_connection(("127.0.0.1", 9), 0.1)
    except OSError:
        pass
print(json.dumps({"heard": heard, "visited": visited}))
sys.stdout.flush()
os._exit(0)
"""


def toured(folder: Path, *more: str) -> dict[str, list[object]]:
    """What was heard on the tour, and which pages were visited."""
    ran = subprocess.run(
        [sys.executable, "-c", TOUR, str(folder), *more], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told: dict[str, list[object]] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_nothing_looks_for_a_network(tmp_path: Path) -> None:
    told = toured(left_behind(SETS[0], tmp_path), "--connect")
    assert len(told["visited"]) >= 8
    heard = [str(one) for one in told["heard"]]
    assert [one for one in heard if "127.0.0.1" not in one] == []
    assert len(heard) == 2, "one address is looked up and asked on purpose: the ear hears"
