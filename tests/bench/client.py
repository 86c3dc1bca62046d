"""HTTP clients that cost little themselves: one kept-alive connection, or many at once."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
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
            body = self._dechunk(body)
        elif status not in {204, 304}:
            raise ConnectionError(f"An answer of unknown length: {head!r}")
        self._used = time.monotonic()
        return Answer(status, headers, body)

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

    def _dechunk(self, data: bytes) -> bytes:
        chunks: list[bytes] = []
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
                return b"".join(chunks)
            chunks.append(data[: wanted - 2])
            data = data[wanted:]


def _parse(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in lines)
    return int(first.split(b" ")[1]), {name.lower(): value.strip() for name, _, value in pairs}


def throughput(port: int, paths: Sequence[str], *, clients: int, seconds: float) -> float:
    """Return the answers per second that so many clients get, each with one request at a time.

    One thread serves them all, so that the clients take as little as possible from the servers.
    """
    template = Connection(port)
    requests = [template.request(path) for path in paths]
    selector = selectors.DefaultSelector()
    states: dict[socket.socket, list[bytes | int]] = {}
    for number in range(clients):
        connection = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
        states[connection] = [b"", -1]
        connection.sendall(requests[number % len(requests)])
    done, turn = 0, clients
    began = time.perf_counter()
    until = began + seconds
    while time.perf_counter() < until:
        for key, _ in selector.select(timeout=1):
            ready: socket.socket = key.fileobj  # type: ignore[assignment]
            data = ready.recv(_CHUNK)
            if not data:
                raise ConnectionError("The server closed the connection.")
            state = states[ready]
            if state[1] == -1:
                state[0] += data  # type: ignore[operator]
                head, end, body = state[0].partition(_END_OF_HEAD)  # type: ignore[union-attr]
                if not end:
                    continue
                status, headers = _parse(head)
                if status != 200:
                    raise ConnectionError(f"HTTP {status} under load: {body[:200]!r}")
                state[1] = int(headers[b"content-length"]) - len(body)
            else:
                state[1] -= len(data)  # type: ignore[operator]
            if state[1] == 0:
                done += 1
                turn += 1
                state[:] = [b"", -1]
                ready.sendall(requests[turn % len(requests)])
    elapsed = time.perf_counter() - began
    for connection in states:
        selector.unregister(connection)
        connection.close()
    return done / elapsed
