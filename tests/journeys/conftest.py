"""Journeys see the same look as every widget test."""

from __future__ import annotations

from tests.ui.conftest import _dressed

__all__ = ["_dressed"]
