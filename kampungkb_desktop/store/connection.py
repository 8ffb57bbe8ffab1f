"""The type of an open transaction, for those above who hand one on but may not know SQLAlchemy."""

from __future__ import annotations

from sqlalchemy.engine import Connection

__all__ = ["Connection"]
