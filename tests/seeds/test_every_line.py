"""Each of the 28 lines of domain.md 9 has a test here that cites its number."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_line_of_the_table_has_its_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_lines_*.py")]
    cited = {int(number) for text in texts for number in re.findall(r"^def test_line_(\d+)_", text, re.MULTILINE)}
    assert cited == set(range(1, 29))
