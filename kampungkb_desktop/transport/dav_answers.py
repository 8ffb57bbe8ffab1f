"""Reading a WebDAV server's lists of files (RFC 4918, 207 Multi-Status). What a server says is not believed further
than its words: only the last step of an address is used, and nothing in it is followed."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from kampungkb_desktop.transport.carrier import MOST_LISTED
from kampungkb_desktop.transport.faults import fault

_D = "{DAV:}"

WANTED = (
    b'<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop>'
    b"<d:resourcetype/><d:getcontentlength/><d:current-user-principal/></d:prop></d:propfind>"
)
"""What is asked of every address."""


class Entry(NamedTuple):
    """A file or folder; ``size`` is -1 where the server does not tell. ``principal`` is whom it takes us for."""

    path: str
    folder: bool
    size: int
    principal: str

    @property
    def name(self) -> str:
        """The last step of its path."""
        return self.path.rstrip("/").rpartition("/")[2]


def entries(body: bytes) -> list[Entry]:
    """The entries of an answer. KnownError E-NET-NODAV where it is none."""
    # A document type is where XML becomes dangerous (entities within entities); WebDAV never needs one.
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise fault("E-NET-STRANGE", "jawaban tidak wajar")
    try:
        root = ET.fromstring(body)  # noqa: S314  no document type, and bounded in size
    except (ET.ParseError, ValueError, LookupError) as error:  # the latter for strange encodings
        raise fault("E-NET-NODAV") from error
    if root.tag != f"{_D}multistatus":
        raise fault("E-NET-NODAV")
    try:
        return [_entry(one) for one in root.findall(f"{_D}response")[:MOST_LISTED]]
    except ValueError as error:  # an address that is none
        raise fault("E-NET-STRANGE", "alamat tidak wajar") from error


def _entry(one: ET.Element) -> Entry:
    path = unquote(urlsplit(one.findtext(f"{_D}href", "").strip()).path)
    folder, size, principal = False, -1, ""
    for stat in one.findall(f"{_D}propstat"):
        if " 200" not in stat.findtext(f"{_D}status", ""):
            continue
        folder = folder or stat.find(f"{_D}prop/{_D}resourcetype/{_D}collection") is not None
        length = stat.findtext(f"{_D}prop/{_D}getcontentlength", "").strip()
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else size
        href = stat.findtext(f"{_D}prop/{_D}current-user-principal/{_D}href", "")
        principal = unquote(urlsplit(href.strip()).path) or principal
    return Entry(path, folder, size, principal)
