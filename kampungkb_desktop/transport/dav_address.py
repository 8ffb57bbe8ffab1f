"""From the address a person knows (the one in the browser) to where the files are asked for.

Only reading of text here: which of the candidates is right, the server says when it is asked.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from kampungkb_desktop.transport.faults import fault
from kampungkb_desktop.transport.web import LOCAL

_PAGES = re.compile(r"/(index\.php|apps|login|settings|f)(/|$).*")
"""What a browser shows behind the root of a Nextcloud."""
_DAV = re.compile(r"/(remote\.php/(dav|webdav)|public\.php)(/|$)")
_SHARE = re.compile(r"/(index\.php/)?s/[A-Za-z0-9]+/?$")
LONGEST = 300


def origin_and_path(typed: str) -> tuple[str, str]:
    """``https://host`` and the plain path without a slash at its end.

    KnownError E-NET-ADDRESS, E-NET-PLAIN, E-NET-SHARE.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    text = re.sub(r"^(web)?davs?://", lambda found: "https://" if "s:" in found[0] else "http://", text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise fault("E-NET-ADDRESS") from error
    host = (parts.hostname or "").lower()
    named = re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:]+", host)
    if len(text) > LONGEST or parts.scheme not in {"http", "https"} or not host or not named:
        raise fault("E-NET-ADDRESS")
    if host not in LOCAL and (parts.scheme != "https" or "." not in host):
        raise fault("E-NET-PLAIN" if parts.scheme != "https" else "E-NET-ADDRESS")
    if _SHARE.search(parts.path):
        raise fault("E-NET-SHARE")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}", unquote(parts.path).rstrip("/")


def without_secrets(typed: str) -> str:
    """What was typed, without a name or password in front of the host: that is not to be kept or shown."""
    return re.sub(r"^(\s*[a-z]+://)?[^/@\s]*@", r"\1", typed.strip(), flags=re.IGNORECASE)


def cloud_roots(path: str) -> list[str]:
    """Paths under which a Nextcloud may live, the likeliest first; none where the address names its files already."""
    if _DAV.search(path + "/"):
        return []
    root = _PAGES.sub("", path)
    return list(dict.fromkeys((root, "")))


def quoted(path: str) -> str:
    """A path as it goes over the line."""
    return quote(path, safe="/")


def folder_of(typed: str) -> str:
    """The office's folder as a path without slashes around; "" for the root. KnownError E-NET-FOLDER for tricks."""
    steps = [step.strip() for step in typed.replace("\\", "/").split("/") if step.strip()]
    if any(step in {".", ".."} or re.search(r'[\x00-\x1f<>:"|?*]', step) for step in steps) or len(typed) > LONGEST:
        raise fault("E-NET-FOLDER")
    return "/".join(steps)
