"""What a person sees: the only package that knows Qt. Pages get what they need as arguments and write by actions."""

import builtins

# PySide6 puts its own ``__import__`` in place, which reads the source of every module imported after it, looking for
# its name. That costs a quarter of our imports and, with SQLAlchemy after Qt, some 18 MB. It serves only
# ``from __feature__ import``, which nobody here uses, so Python's own is put back.
_plain_import = builtins.__import__

import PySide6.QtWidgets  # noqa: E402, F401  between the two halves of the cure

builtins.__import__ = _plain_import
