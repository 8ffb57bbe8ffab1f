"""What others made: every library that is handed out has a licence that agrees with its own word and whose text goes
along, none is GPL, and known vulnerabilities are found where somebody can be asked."""

from __future__ import annotations

import importlib.metadata
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests import audit

ROOT = Path(__file__).resolve().parents[1]
BUILD_BACKEND = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
"""In the lock because the checkout is installed with it; nothing of it is handed out."""
ELSEWHERE = {"pywin32-ctypes", "tzdata", "backports-tarfile", "importlib-metadata", "lazy-importer", "zipp",
             "secretstorage", "jeepney", "isal"}  # fmt: skip
"""Wanted on some systems and Pythons only, as their lines in the lock say."""
BY_TEXT = {
    "MIT": "Permission is hereby granted, free of charge", "BSD": "Redistribution and use in source and binary forms",
    "Apache": "Apache License", "zlib": "This software is provided 'as-is'", "LGPL": "GNU LESSER GENERAL PUBLIC",
    "PSF": "PYTHON SOFTWARE FOUNDATION LICENSE",
}  # fmt: skip
LICENCE_FILE = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice)", re.IGNORECASE)


def told() -> dict[str, tuple[str, str]]:
    """Of each library in THIRD_PARTY.md its licence and what is inside it."""
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([\w.-]+) \| \d[\w.]* \| ([^|]+) \| ([^|]*)\|", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): (terms.strip(), inside.strip()) for name, terms, inside in lines}


def installed() -> dict[str, importlib.metadata.Distribution]:
    """The libraries of the runtime lock that this system has."""
    names = set(audit.pins_of(ROOT / "requirements.lock")) - BUILD_BACKEND
    found = {one.name: one for name in names for one in importlib.metadata.Distribution.discover(name=name)}
    return {re.sub(r"[-_.]+", "-", name).lower(): one for name, one in found.items()}


def texts(one: importlib.metadata.Distribution) -> str:
    """The licence texts that a library brings along, chosen as build_installer.spec does."""
    files = [file for file in one.files or () if LICENCE_FILE.search(file.as_posix())]
    return "\n".join(Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in files)


def families(terms: str) -> set[str]:
    """Which of the licence families some words name."""
    named = terms.replace("LGPL", "Lesser").replace("Mozilla", "")
    found = {word for word in ("MIT", "BSD", "Apache", "zlib", "PSF") if word.lower() in named.lower()}
    return found | ({"LGPL"} if "LGPL" in terms or "Lesser" in terms else set())


def own_word(one: importlib.metadata.Distribution) -> str:
    """What a library says of its licence: its metadata, or the kind of its text."""
    head = one.metadata
    said = [line for word in ("License-Expression", "License") for line in head.get_all(word) or []]
    said += [line for line in head.get_all("Classifier") or [] if line.startswith("License")]
    words = " ".join(said)
    return words if families(words) else " ".join(kind for kind, start in BY_TEXT.items() if start in texts(one))


def test_every_library_says_the_licence_that_is_told_of_it() -> None:
    here, listed = installed(), told()
    assert set(audit.pins_of(ROOT / "requirements.lock")) - BUILD_BACKEND == set(listed)
    assert set(listed) - set(here) <= ELSEWHERE
    differing = {name: (listed[name][0], own_word(one)) for name, one in here.items()
                 if not families(listed[name][0]) & families(own_word(one))}  # fmt: skip
    assert differing == {}


def test_no_library_is_handed_out_under_the_gpl() -> None:
    gpl = re.compile(r"(?<!L)A?GPL|General Public|Affero", re.IGNORECASE)
    words = {name: terms + inside for name, (terms, inside) in told().items()}
    assert [name for name, said in words.items() if gpl.search(said.replace("Lesser General Public", ""))] == []
    offered = {name for name, one in installed().items() if gpl.search(own_word(one).replace("LGPL", ""))}
    assert offered <= {"pyside6-essentials", "shiboken6"}, "these offer the LGPL as well, and that is what is taken"


def test_the_text_of_every_licence_goes_along() -> None:
    ours = {one.stem for one in (ROOT / "resources" / "docs" / "licences").iterdir()}
    spec = (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    assert LICENCE_FILE.pattern in spec, "the texts are chosen here as they are there"
    assert {"Python", "LGPL-3.0", "GPL-3.0", "Apache-2.0"} <= ours
    here = installed()
    lacking = {name for name, one in here.items() if not texts(one)}
    assert {told()[name][0].split(" ")[0].removesuffix("-only") for name in lacking} <= ours
    inside = [(name, part) for name, (_, parts) in told().items() if name in here
              for part in re.findall(r"([A-Z]?[\w -]*?[\w-]+) \(", parts)]  # fmt: skip
    assert ("sqlcipher3", "SQLCipher") in inside
    unsaid = [
        (name, part) for name, part in inside
        if part.strip() not in ours | {"OpenSSL", "SQLite"}  # Apache-2.0 is there; the public domain asks for nothing
        and re.split("[ -]", part.strip())[0].lower() not in texts(here[name]).lower() and name not in lacking
    ]  # fmt: skip
    assert unsaid == []


class Service(BaseHTTPRequestHandler):
    """Speaks as OSV does and knows one vulnerability, of what the server's attribute says."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        ill = getattr(self.server, "ill", "")
        known = [{"vulns": [{"id": "GHSA-1", "modified": "2026-01-01T00:00:00Z"}]}
                 if one["package"]["name"] == ill else {} for one in asked]  # fmt: skip
        self._say({"results": known})

    def do_GET(self) -> None:
        name, day = getattr(self.server, "ill", ""), "2026-01-01T00:00:00Z"
        ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]
        affected = [{"package": {"name": name, "ecosystem": "PyPI"}, "ranges": ranges}]
        self._say({"id": "GHSA-1", "summary": "reads too far", "modified": day, "published": day, "affected": affected})

    def _say(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


@pytest.fixture
def service() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def asked(server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = audit.main(["--service-url", f"http://127.0.0.1:{server.server_port}/", *words])
    return status, capsys.readouterr().out


def test_a_known_vulnerability_is_found(service: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = asked(service, capsys, "--must")
    pins = len(audit.pins_of(ROOT / "requirements-dev.lock"))
    assert (status, said.split(",")[0]) == (0, f"audited: {pins} pins of requirements-dev.lock")
    service.ill = "urllib3"  # type: ignore[attr-defined]
    status, said = asked(service, capsys)
    assert status == audit.FOUND
    assert re.search(r"VULNERABLE  urllib3 [\d.]+ \(in what is handed out\): GHSA-1 reads too far, fixed in 99.0", said)


def test_what_could_not_be_asked_is_said_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    """A port that nobody listens on, then one that never answers: neither passes for an answer, neither is waited
    for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as silent:  # it listens, and nobody serves
        status, said = asked(silent, capsys, "--patience", "0.5")
        assert status == 0
        assert "NOT AUDITED" in said
        assert "no answer within" in said
    status, said = asked(silent, capsys, "--must")
    assert status == audit.UNASKED
    assert "NOT AUDITED" in said
    assert f"http://127.0.0.1:{silent.server_port}/" in said
