"""HTTP clients that cost little themselves: one kept-alive connection, or many at once."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_CHUNK = 1 << 18
_END_OF_HEAD = b"\r\n\r\n"
_TIMEOUT = 120  # seconds without a byte
_IDLE = 3  # seconds after which a server may close the connection: uvicorn waits five


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


@dataclass
class Connection:
    """A kept-alive connection to one server."""

    port: int
    _socket: socket.socket | None = field(default=None, repr=False)
    _used: float = 0.0

    def request(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        """Return the bytes of a GET, to be sent as often as wanted."""
        extra = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: */*\r\n{extra}\r\n"
        ).encode()

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self.send(self.request(path, headers))

    def send(self, request: bytes) -> Answer:
        """Send a request and return its whole answer."""
        if time.monotonic() - self._used > _IDLE:
            self.close()
        connection = self._connected()
        connection.sendall(request)
        data = connection.recv(_CHUNK)
        while _END_OF_HEAD not in data:
            data = self._more(data)
        head, _, body = data.partition(_END_OF_HEAD)
        status, headers = _parse(head)
        length = headers.get(b"content-length")
        if length is not None:
            wanted = int(length)
            if len(body) < wanted:
                parts, have = [body], len(body)
                while have < wanted:
                    part = connection.recv(_CHUNK)
                    if not part:
                        raise ConnectionError("The answer was cut off.")
                    parts.append(part)
                    have += len(part)
                body = b"".join(parts)
        elif headers.get(b"transfer-encoding") == b"chunked":
            body = b"".join(self._chunks(body))
        elif status not in {204, 304}:
            raise ConnectionError(f"An answer of unknown length: {head!r}")
        self._used = time.monotonic()
        return Answer(status, headers, body)

    def stream(self, path: str) -> Iterator[bytes]:
        """Yield a long answer as it comes; raises ConnectionError unless it is 200 and whole."""
        self.close()
        connection = self._connected()
        connection.sendall(self.request(path))
        data = b""
        while _END_OF_HEAD not in data:
            data = self._more(data)
        head, _, data = data.partition(_END_OF_HEAD)
        status, headers = _parse(head)
        if status != 200 or headers.get(b"transfer-encoding") != b"chunked":
            self.close()
            raise ConnectionError(f"HTTP {status} for {path}: {data[:200]!r}")
        yield from self._chunks(data)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connected(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=_TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _more(self, data: bytes) -> bytes:
        part = self._connected().recv(_CHUNK)
        if not part:
            self.close()
            raise ConnectionError("The server closed the connection.")
        return data + part

    def _chunks(self, data: bytes) -> Iterator[bytes]:
        """Yield the chunks of an answer, of which `data` has come already."""
        while True:
            while b"\r\n" not in data:
                data = self._more(data)
            size, _, data = data.partition(b"\r\n")
            wanted = int(size.split(b";")[0], 16) + 2
            parts, have = [data], len(data)
            while have < wanted:
                part = self._connected().recv(_CHUNK)
                if not part:
                    raise ConnectionError("The answer was cut off.")
                parts.append(part)
                have += len(part)
            data = b"".join(parts)
            if wanted == 2:  # the last chunk is empty
                return
            yield data[: wanted - 2]
            data = data[wanted:]


def _parse(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in lines)
    return int(first.split(b" ")[1]), {name.lower(): value.strip() for name, _, value in pairs}


@dataclass
class _Waiting:
    """A client that waits for an answer: what has come of its head, how much of it is missing."""

    socket: socket.socket
    head: bytes = b""
    missing: int | None = None  # bytes of the body; None while the head is not complete

    def receive(self) -> bool:
        """Take what has come; return whether the answer is complete."""
        data = self.socket.recv(_CHUNK)
        if not data:
            raise ConnectionError("The server closed the connection.")
        if self.missing is not None:
            self.missing -= len(data)
        else:
            self.head += data
            head, end, body = self.head.partition(_END_OF_HEAD)
            if end:
                status, headers = _parse(head)
                if status != 200:
                    raise ConnectionError(f"HTTP {status} under load: {body[:200]!r}")
                self.missing = int(headers[b"content-length"]) - len(body)
        return self.missing == 0

    def ask(self, request: bytes) -> None:
        self.head, self.missing = b"", None
        self.socket.sendall(request)


def throughput(port: int, path: str, *, clients: int, seconds: float) -> float:
    """Return the answers per second that so many clients get, each with one request at a time.

    One thread serves them all, so that the clients take as little as possible from the servers.
    """
    request = Connection(port).request(path)
    selector = selectors.DefaultSelector()
    for _ in range(clients):
        connection = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client = _Waiting(connection)
        selector.register(connection, selectors.EVENT_READ, client)
        client.ask(request)
    done = 0
    began = time.perf_counter()
    while time.perf_counter() < began + seconds:
        for key, _ in selector.select(timeout=1):
            if key.data.receive():
                done += 1
                key.data.ask(request)
    elapsed = time.perf_counter() - began
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    selector.close()
    return done / elapsed
