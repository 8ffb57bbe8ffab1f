"""Asking a web server: one host, its certificate checked against the system's store, time limits, no redirects
followed, and what goes wrong as a plain sentence. The libraries are loaded at the first question only."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from kampungkb_desktop import __version__
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.transport.carrier import BLOCK
from kampungkb_desktop.transport.faults import fault, of_status

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

CONNECT_SECONDS, SILENT_SECONDS = 10.0, 30.0
"""How long a server may take to answer the call, and how long it may be silent while it is talking."""
MOST_ANSWER = 8 << 20
"""Bytes of an answer that is read whole (a list of files); more is no list of ours."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Answer(NamedTuple):
    """What a server said. ``headers`` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Upload:
    """A file as a body that can be stopped: read in blocks, each asking whether it shall go on."""

    def __init__(self, file: Any, size: int, work: Progress) -> None:
        self._file, self._size, self._work, self._done = file, size, work, 0
        self._hash = sha256()

    def __len__(self) -> int:
        return self._size

    def read(self, size: int = -1) -> bytes:
        """The next block."""
        self._work.report(self._done, self._size)
        block: bytes = self._file.read(BLOCK if size < 0 else size)
        self._done += len(block)
        self._hash.update(block)
        return block

    def sha256(self) -> str:
        """Of what has been read."""
        return self._hash.hexdigest()


class Web:
    """Questions to one host with one name and password, which go nowhere else."""

    def __init__(self, url: str, user: str, password: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        if parts.scheme != "https" and self.host not in LOCAL:
            raise fault("E-NET-PLAIN")
        self._origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        token = b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._headers = {"Authorization": f"Basic {token}", "User-Agent": f"KampungKB/{__version__}"}
        self._pool: Any = None

    def ask(
        self,
        method: str,
        path: str,
        *,
        good: frozenset[int],
        headers: Mapping[str, str] | None = None,
        body: bytes | Upload | None = None,
    ) -> Answer:
        """One question and its whole answer. KnownError where the status is not among ``good``."""
        with self._asked(method, path, headers, body) as response:
            data = _whole(response)
            if response.status not in good:
                raise of_status(response.status, host=self._leads_to(response))
            return Answer(response.status, {key.lower(): value for key, value in response.headers.items()}, data)

    @contextmanager
    def stream(
        self, path: str, *, good: frozenset[int], headers: Mapping[str, str] | None = None
    ) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Status and blocks of a file, as they come."""
        with self._asked("GET", path, headers, None) as response:
            if response.status not in good:
                raise of_status(response.status, host=self._leads_to(response))
            yield response.status, _blocks(response)

    def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            self._pool.clear()

    @contextmanager
    def _asked(
        self, method: str, path: str, headers: Mapping[str, str] | None, body: bytes | Upload | None
    ) -> Iterator[BaseHTTPResponse]:
        if self._pool is None:
            self._pool = _pool(self._origin, self.host)
        length = {"Content-Length": str(len(body))} if isinstance(body, Upload) else {}
        with _known():
            response: BaseHTTPResponse = self._pool.urlopen(
                method, self._origin + path, body=body, headers={**self._headers, **length, **(headers or {})},
                redirect=False, retries=False, preload_content=False,
            )  # fmt: skip
        try:
            yield response
        finally:
            response.close()  # a half-read answer must not be taken for the next one

    def _leads_to(self, response: BaseHTTPResponse) -> str:
        """The other host of a redirect; its address may carry more than a name."""
        return urlsplit(response.headers.get("Location", "")).hostname or ""


def _pool(origin: str, host: str) -> Any:
    """Connections as the system has them set up: its proxy and its certificates."""
    import ssl  # noqa: PLC0415  only who uses a storage pays for loading it
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415  the same

    import truststore  # noqa: PLC0415  the same
    import urllib3  # noqa: PLC0415  the same

    shared: dict[str, Any] = {
        "timeout": urllib3.Timeout(connect=CONNECT_SECONDS, read=SILENT_SECONDS),
        "ssl_context": truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        "maxsize": 2,
    }
    proxy = getproxies().get(urlsplit(origin).scheme)
    if proxy and host not in LOCAL and not proxy_bypass(host):
        address = proxy if "//" in proxy else f"http://{proxy}"
        return urllib3.ProxyManager(address, proxy_headers=_proxy_headers(address), **shared)
    return urllib3.PoolManager(**shared)


def _proxy_headers(address: str) -> dict[str, str]:
    """The proxy's own name and password, where the system keeps them in its address."""
    parts = urlsplit(address)
    if not parts.username:
        return {}
    said = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(said.encode()).decode('ascii')}"}


def _blocks(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The body as it comes; only what the network complains about is told in its words, not the reader's own disk."""
    with _known():
        yield from response.stream(BLOCK, decode_content=True)


def _whole(response: BaseHTTPResponse) -> bytes:
    with _known():
        data = response.read(MOST_ANSWER + 1, decode_content=True)
    if len(data) > MOST_ANSWER:
        raise fault("E-NET-STRANGE", "jawaban terlalu panjang")
    return data


@contextmanager
def _known() -> Iterator[None]:
    """What the network complains about, as a sentence."""
    from urllib3 import exceptions as wrong  # noqa: PLC0415  only who uses a storage pays for loading it

    try:
        yield
    except wrong.HTTPError as error:
        raise _of(error, wrong) from error
    except OSError as error:  # a socket that breaks while a body is being sent
        raise fault("E-NET-BROKEN") from error


def _of(error: Exception, wrong: Any) -> KnownError:
    cause = getattr(error, "reason", None) or getattr(error, "original_error", None) or error
    if isinstance(error, wrong.SSLError) or isinstance(cause, wrong.SSLError):
        return fault("E-NET-CERT")
    if isinstance(error, (wrong.NewConnectionError, wrong.ConnectTimeoutError, wrong.ProxyError)):
        return fault("E-NET-OFFLINE")
    if isinstance(error, wrong.LocationValueError):
        return fault("E-NET-ADDRESS")
    return fault("E-NET-BROKEN")
