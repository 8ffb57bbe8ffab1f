"""LibreOffice Calc over the same families in a workbook, as an office keeps its register today: the file opened, a name
found, the list narrowed to a name, one cell changed and the file saved. What ``peers`` starts with the system's own
Python, which has UNO where LibreOffice is installed; Calc runs without a window, so nothing is painted.

The only line printed is a JSON object of figure to [cpu, wall] in milliseconds, memory in megabytes.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

WORDS = ("siti rah", "ahmad", "nur h", "sri w", "dewi s", "yoga")
PATIENCE_SECONDS = 60
_TICK = os.sysconf("SC_CLK_TCK")


class Calc:
    """A LibreOffice of its own, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        pipe = f"kkb{os.getpid()}"
        self.profile = f"-env:UserInstallation=file://{folder}/profil"
        self._process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", self.profile, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.uno: Any = importlib.import_module("uno")
        local = self.uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = self._resolved(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.pid = self._pid()

    def _resolved(self, resolver: Any, address: str) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return resolver.resolve(address)
            except Exception:
                if time.monotonic() > until or self._process.poll() not in (None, 0):
                    raise
                Event().wait(0.1)

    def _pid(self) -> int:
        for one in Path("/proc").glob("[0-9]*"):
            try:
                line = (one / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if self.profile in line and "soffice.bin" in line:
                return int(one.name)
        raise SystemExit("LibreOffice is not to be found among the processes")

    def cpu(self) -> float:
        """Milliseconds of processor time it has used."""
        words = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) * 1000 / _TICK

    def held_mb(self) -> float:
        """What it holds alone."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
        return held["Private_Clean"] + held["Private_Dirty"]

    def timed(self, deed: Callable[[], object]) -> tuple[float, float]:
        """Its processor time and the clock on the wall."""
        cpu, wall = self.cpu(), time.perf_counter()
        deed()
        return self.cpu() - cpu, (time.perf_counter() - wall) * 1000

    def named(self, name: str, value: object) -> Any:
        """An argument as UNO wants it."""
        made = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def end(self) -> None:
        """Close it."""
        with contextlib.suppress(Exception):  # it goes away while it answers
            self.desktop.terminate()
        self._process.wait(PATIENCE_SECONDS)


def narrow(calc: Calc, sheet: Any, words: str) -> None:
    """The standard filter: the name begins so or holds so."""
    cells = sheet.getCellRangeByPosition(0, 0, 4, sheet.Rows.Count - 1)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    cells = sheet.getCellRangeByPosition(0, 0, 4, cursor.RangeAddress.EndRow)
    asked = cells.createFilterDescriptor(True)
    asked.ContainsHeader = asked.UseRegularExpressions = True
    field = calc.uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    field.Field, field.StringValue, field.IsNumeric = 1, f".*{words}.*", False
    field.Operator = calc.uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    asked.setFilterFields((field,))
    cells.filter(asked)


def find(sheet: Any, words: str) -> None:
    """Ctrl+F: the first that holds the words."""
    asked = sheet.createSearchDescriptor()
    asked.SearchString = words
    sheet.findFirst(asked)


def main() -> None:
    """Each deed once or for each word; the slowest of the words counts."""
    with tempfile.TemporaryDirectory() as folder:
        calc = Calc(Path(folder))
        kept: list[Any] = []
        url = Path(sys.argv[1]).resolve().as_uri()
        hidden = (calc.named("Hidden", True),)
        load = calc.timed(lambda: kept.append(calc.desktop.loadComponentFromURL(url, "_blank", 0, hidden)))
        sheet = kept[0].Sheets.getByIndex(0)
        found = max(calc.timed(lambda words=words: find(sheet, words)) for words in WORDS)  # type: ignore[misc]
        some = max(calc.timed(lambda words=words: narrow(calc, sheet, words)) for words in WORDS[:3])  # type: ignore[misc]
        memory = calc.held_mb()
        sheet.getCellByPosition(1, 1).String = "Siti Rahma"
        saved = calc.timed(kept[0].store)
        print(json.dumps({
            "buka": load, "cari": found, "ketik": some, "simpan": saved, "memori": [memory, memory]
        }), flush=True)  # fmt: skip
        kept[0].close(True)
        calc.end()


if __name__ == "__main__":
    main()
