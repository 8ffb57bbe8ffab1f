"""Errors a person can cause or meet, as plain sentences. Anything that is not a ``KnownError`` is a bug."""

from __future__ import annotations


class KnownError(Exception):
    """An expected refusal: nothing was changed, and the person is told what to do next.

    ``code`` is short and stable ("E-DAMAGED") for the help desk; ``sentence`` says what happened and ``next_step``
    what to do, both plain Indonesian without personal data.
    """

    def __init__(self, code: str, sentence: str, next_step: str = "") -> None:
        super().__init__(f"{code}: {sentence} {next_step}".rstrip())
        self.code = code
        self.sentence = sentence
        self.next_step = next_step


class Cancelled(Exception):  # noqa: N818  not an error: the person asked for it
    """The person pressed Batal; whatever was under way has been rolled back."""
