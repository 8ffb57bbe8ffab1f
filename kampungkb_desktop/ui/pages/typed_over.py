"""Whether a form holds more than the record it was given. Such a form is left alone when records change around it: what
is typed stays, and saving still compares with the record as it was when the person began."""

from __future__ import annotations

from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.form_view import FormView


def typed_over(view: FormView, shown: Record | None) -> bool:
    """``shown`` is the record as the form was given it; its status is set by saving and does not count."""
    if shown is None:
        return False
    return bool(view.typed()) or view.record().changed(status=shown.status) != shown
