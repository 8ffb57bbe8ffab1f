"""A tiny proxy of an office between a laptop and the server there is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.transport.webdav_server import Served


class Proxy:
    """A tiny proxy of an office: CONNECT only, whatever the name, to the one server there is."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.asked: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            head = b""
            while b"\r\n\r\n" not in head and (block := near.recv(4096)):
                head += block
            self.asked.append(head.decode("latin-1"))
            near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            far = socket.create_connection(("127.0.0.1", self._to))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pour, args=(source, sink), daemon=True).start()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(4096):
            sink.sendall(block)
    for one in (source, sink):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def proxy_to(served: Served) -> Iterator[Proxy]:
    """A proxy through which the server is reached."""
    made = Proxy(int(served.url.rpartition(":")[2]))
    try:
        yield made
    finally:
        made.listener.close()
