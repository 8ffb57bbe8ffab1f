"""What the ways in without the password share: a secret, a new password, one try at a time, and every refusal said
below them with all answers kept. Each way is a page of its own."""

from __future__ import annotations

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.widgets import button, label


class WayIn(CoverPage):
    """``missing()`` is what is not answered yet, with the keys where it is; ``attempt()`` hands the answers over, and
    afterwards the program calls ``refused`` or lays the page aside; ``back_to_secret()`` puts the keys there."""

    def __init__(self) -> None:
        super().__init__()
        self._trying = False
        self.pair = PasswordPair()
        self.pair.entered.connect(self.submit)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.enter = button("Buka dan &ganti kata sandi", self.submit, kind="primary")

    def missing(self) -> str:
        """What the secret lacks: each way's own."""
        raise NotImplementedError

    def attempt(self) -> None:
        """Hand secret and password over: each way's own."""
        raise NotImplementedError

    def back_to_secret(self) -> None:
        """Put the keys where the secret is typed: each way's own."""
        raise NotImplementedError

    def submit(self) -> None:
        """Try, one try at a time."""
        if self._trying:
            return
        if problem := self.missing():
            self.back_to_secret()
            self.say(problem)
            return
        if problem := self.pair.problem():
            self.say(problem)
            return
        self.say("")
        self._trying = True
        self.enter.setEnabled(False)
        self.attempt()

    def refused(self, error: KnownError) -> None:
        """Say what is wrong with the secret, or with the data."""
        self._trying = False
        self.enter.setEnabled(True)
        self.back_to_secret()
        self.say(f"{error.sentence} {error.next_step}".strip())

    def say(self, sentence: str) -> None:
        """A sentence below the answers, or none."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
