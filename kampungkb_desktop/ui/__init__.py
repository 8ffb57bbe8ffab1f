"""What a person sees: the only package that knows Qt. Pages get what they need as arguments and write by actions."""

import builtins
from typing import Any

# PySide6 puts its own ``__import__`` in place, which reads the source of every module imported after it, looking for
# its name. That costs a quarter of our imports and, with SQLAlchemy after Qt, some 18 MB. It serves only
# ``from __feature__ import``, which nobody here uses, so Python's own is put back.
_plain_import, _plain_compile = builtins.__import__, builtins.compile

_FOR_MAKERS = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes stubs of Qt for editors; no program ever calls it."""


def _without_tools(source: Any, filename: Any, *given: Any, **named: Any) -> Any:
    # PySide6 compiles a dozen modules of its own at every start, the largest of them for nothing: 20 milliseconds
    # before Masuk, most of them spent on its patterns. That one is left empty.
    return _plain_compile("" if filename == _FOR_MAKERS else source, filename, *given, **named)


builtins.compile = _without_tools
try:
    import PySide6.QtWidgets  # noqa: F401  between the two halves of the cure
finally:
    builtins.compile, builtins.__import__ = _plain_compile, _plain_import
