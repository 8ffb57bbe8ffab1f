"""Kampung KB Desktop: the offline record of *Kampung Keluarga Berkualitas* villages.

    base      errors, progress, paths, clock, text, log: knows nothing of the programme
    forms     what the programme asks: immutable records whose fields declare themselves
    rules     what the programme computes: pure functions with reasons
    store     the encrypted database, its change log, drafts and search
    bundle    the sealed file an officer carries, and the one pure merge
    report    paper
    actions   everything a person can do; the only door for writes
    ui        the window; the only user of Qt

Who may import whom is a contract in ``pyproject.toml``; the reasons are in ``resources/docs/architecture.md``.
"""

__version__ = "0.1.0"
BUILD_DATE = "2026-11-21"
"""Day of this release (ISO): a clock that says earlier than this is not trusted (``base.clock``)."""
