"""How painted words stand, as the plain numbers ``QPainter.drawText`` takes.

Naming Qt's own ``Qt`` namespace makes PySide build two thousand Python enumeration members, a third of the start of a
bare window. The first screen therefore does without; a test holds these equal to Qt's.
"""

from __future__ import annotations

LEFT = 0x0001
RIGHT = 0x0002
ACROSS_MIDDLE = 0x0004
TOP = 0x0020
BOTTOM = 0x0040
MIDDLE = 0x0080
CENTER = ACROSS_MIDDLE | MIDDLE
MNEMONIC = 0x0800
WRAP = 0x1000

PLAIN_TEXT = 0
"""``Qt.TextFormat.PlainText``, for ``setProperty("textFormat", …)``."""
