"""A real WebDAV server (WsgiDAV on cheroot) on a free port of this machine, and a doorkeeper before it that makes the
troubles a server or a line may have."""

from __future__ import annotations

import hashlib
import io
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from wsgidav.fs_dav_provider import FilesystemProvider
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "siti.rahma", "xK7-padi-29q"
Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
Trouble = Callable[[Environ, Start, App], Iterable[bytes] | None]


@dataclass
class Door:
    """Stands before the server: counts what is asked, and lets a trouble answer instead while there is one."""

    app: App
    asked: list[tuple[str, str]] = field(default_factory=list)
    trouble: Trouble | None = None

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        answered = self.trouble(environ, start, self.app) if self.trouble is not None else None
        return self.app(environ, start) if answered is None else answered

    def count(self, method: str) -> int:
        """How often something was asked."""
        return sum(one == method for one, _path in self.asked)


@dataclass
class Served:
    """Where the server is, the folder it serves, and its door."""

    url: str
    folder: Path
    door: Door

    def names(self, box: str) -> list[str]:
        """What lies in a folder of the server."""
        place = self.folder / box
        return sorted(one.name for one in place.iterdir() if one.is_file()) if place.is_dir() else []


@contextmanager
def serving(
    folder: Path,
    *,
    mount: str = "/",
    door: Callable[[App], Door] = Door,
    certificate: tuple[Path, Path] | None = None,
) -> Iterator[Served]:
    """A server of ``folder`` at ``mount`` for the one user there is; with a certificate and its key, by TLS."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("wsgidav").propagate = False  # its warnings are meant for servers on the open net
    inner = WsgiDAVApp(
        {
            "provider_mapping": {mount: FilesystemProvider(str(folder))},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False, "enable_loggers": []},
            "verbose": 0,
            "hotfixes": {"re_encode_path_info": True},
        }
    )
    made = door(inner)
    server = wsgi.Server(("127.0.0.1", 0), made, numthreads=4, timeout=5, shutdown_timeout=1)
    server.expiration_interval = 0.02  # or ending it takes half a second
    if certificate is not None:
        server.ssl_adapter = BuiltinSSLAdapter(str(certificate[0]), str(certificate[1]))
    server.error_log = _unsaid  # type: ignore[method-assign]  # a torn line is what some tests are about
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield Served(f"http{'s' if certificate else ''}://127.0.0.1:{server.bind_addr[1]}", folder, made)
    finally:
        server.stop()
        thread.join(10)


def _unsaid(*_words: object, **_more: object) -> None:
    """What the server would complain about on the terminal."""


class Line:
    """The line to a server, which a test may tear: a forwarder of bytes that knows nothing of what they mean."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.tear_after: int | None = None
        """Bytes towards the server after which every connection is cut, ``None`` for never."""
        self.tear_back_after: int | None = None
        """The same towards us."""
        self.hold = False
        """While this holds, nothing passes towards the server."""
        self.went = self.came = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.close()

    def mend(self) -> None:
        self.tear_after = self.tear_back_after = None

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            for source, sink, counts in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass_on, args=(source, sink, counts), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, forth: bool) -> None:
        try:
            while block := source.recv(4096):
                while forth and self.hold:
                    threading.Event().wait(0.01)
                if self._torn(len(block), forth):
                    break
                sink.sendall(block)
        except OSError:
            pass
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _torn(self, size: int, forth: bool) -> bool:
        """Count what passes; whether the line is torn now."""
        if forth:
            self.went += size
            return self.tear_after is not None and self.went > self.tear_after
        self.came += size
        return self.tear_back_after is not None and self.came > self.tear_back_after


@contextmanager
def line_to(served: Served) -> Iterator[tuple[Line, str]]:
    """A line to a server, and the address at its near end."""
    made = Line(int(served.url.rpartition(":")[2]))
    try:
        yield made, f"http://127.0.0.1:{made.port}"
    finally:
        made.close()


# --- Troubles ---------------------------------------------------------------------------------------------------------


def status(line: str, *methods: str, headers: tuple[tuple[str, str], ...] = ()) -> Trouble:
    """Answer these methods with a status and nothing else."""

    def answer(environ: Environ, start: Start, _app: App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] not in methods:
            return None
        _swallow(environ)
        start(line, [("Content-Length", "0"), *headers])
        return [b""]

    return answer


def short(keeps: int) -> Trouble:
    """Keep only the first bytes of what is put, and say that all is well."""

    def answer(environ: Environ, start: Start, app: App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] == "PUT":
            _cut(environ, keeps)
        return None

    return answer


def other_content(at: int = -9) -> Trouble:
    """Keep as many bytes as were put, but nine others, at the end or elsewhere."""

    def answer(environ: Environ, start: Start, app: App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] == "PUT":
            body = bytearray(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)))
            place = at % len(body)
            body[place : place + 9] = b"\0" * 9
            environ["wsgi.input"] = io.BytesIO(bytes(body))
        return None

    return answer


def hashing(*, truly: bool = True) -> Trouble:
    """Answer what is put with its hash as a Nextcloud does, where it is asked for."""

    def answer(environ: Environ, start: Start, app: App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] != "PUT" or environ.get("HTTP_X_HASH") != "sha256":
            return None
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        said = hashlib.sha256(body if truly else body[1:]).hexdigest()
        return app(environ, lambda line, headers, *more: start(line, [*headers, ("X-Hash-SHA256", said)], *more))

    return answer


def without_ranges() -> Trouble:
    """A server that gives a file whole or not at all."""

    def answer(environ: Environ, start: Start, app: App) -> Iterable[bytes] | None:
        environ.pop("HTTP_RANGE", None)
        return None

    return answer


def answers(body: bytes, *, status: str = "200 OK") -> Trouble:
    """Answer every PROPFIND with this."""

    def answer(environ: Environ, start: Start, _app: App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] != "PROPFIND":
            return None
        _swallow(environ)
        start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def as_nextcloud(root: str, account: str) -> Trouble:
    """Tell, as a Nextcloud does at its dav root, whom it takes us for; the files themselves are served as ever."""
    body = (
        '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>' + root + "/remote.php/dav/</d:href>"
        "<d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><d:current-user-principal><d:href>"
        + root + "/remote.php/dav/principals/users/" + account + "/</d:href></d:current-user-principal></d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
    ).encode()  # fmt: skip
    inner = answers(body, status="207 Multi-Status")

    def answer(environ: Environ, start: Start, app: App) -> Iterable[bytes] | None:
        return inner(environ, start, app) if environ["PATH_INFO"] == f"{root}/remote.php/dav/" else None

    return answer


def _cut(environ: Environ, keeps: int) -> None:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body[:keeps]), str(min(keeps, len(body)))


def _swallow(environ: Environ) -> None:
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
