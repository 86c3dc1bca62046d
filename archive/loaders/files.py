"""Opening files as they are found: packed or not, in bytes that may not be text, whole or cut."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from archive.errors import LoadError
from archive.loaders.base import Head

BYTE_ORDER_MARK = "\ufeff"
_HEAD_BYTES = 64 * 1024
_WIDE = (  # the longer ones first: what marks UTF-32 begins with what marks UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_PIECE = 1024 * 1024
_NOT_ASCII = 0x80
# A line of this length is no row of anything; reading on would only fill the memory.
_LONGEST_LINE = 64 * 1024 * 1024


class TextFile:
    """A file while it is read, unpacked, as UTF-8; `sha256` and `size` are of the unpacked bytes.

    Bytes that are not UTF-8 come as lone surrogates (“surrogateescape”), so that a reader can name
    the row that holds them. `done` counts the bytes that were read. Raises LoadError where the file
    cannot be opened or unpacked to its end. Where `raw` is given, those are its bytes, and `path`
    is only what it is called.
    """

    def __init__(self, path: Path, raw: bytes | None = None) -> None:
        self.path = path
        self._raw = raw
        self.done = 0
        digest, self.size = hashlib.sha256(), 0
        with self._open() as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                self.size += len(piece)
        self.sha256 = digest.hexdigest()
        if self.size == 0:
            raise LoadError("the file is empty", path=str(path))

    def whole(self, most: int) -> bytes:
        """Return all bytes. Raises LoadError where they are more than `most`."""
        if self.size > most:
            reason = f"holds {self.size:,} bytes, and no document has more than {most:,}"
            raise LoadError(reason, path=str(self.path))
        with self._open() as stream:
            raw = stream.read()
        self.done = self.size
        return raw

    def _open(self) -> AbstractContextManager[IO[bytes]]:
        return _open(self.path) if self._raw is None else nullcontext(io.BytesIO(self._raw))

    @contextmanager
    def _open_narrow(self) -> Iterator[IO[bytes]]:
        """Open what is read as UTF-8. Raises LoadError where its mark is another one."""
        with self._open() as stream:
            start = stream.read(4)
            for mark, name in _WIDE:
                if mark[0] > _NOT_ASCII and start.startswith(mark):
                    reason = f"is written in {name[:6].upper()}: save it as UTF-8"
                    raise LoadError(reason, path=str(self.path), line=1)
        with self._open() as stream:
            yield stream

    def lines(self) -> Iterator[str]:
        """Yield each line with its end, which only LF makes; a byte order mark is in the first."""
        with self._open_narrow() as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE):
                number += 1
                if len(line) == _LONGEST_LINE:
                    reason = f"no line end within {_LONGEST_LINE:,} bytes: this is no table"
                    raise LoadError(reason, path=str(self.path), line=number)
                self.done += len(line)
                yield _decode(line)

    def pieces(self) -> Iterator[str]:
        """Yield the text in pieces of about a megabyte, each of whole lines where it has lines."""
        with self._open_narrow() as stream:
            rest = b""
            while piece := stream.read(_PIECE):
                self.done += len(piece)
                # Cut behind a line end, or at a byte that begins a character.
                cut = piece.rfind(b"\n") + 1
                if cut == 0:
                    cut = len(piece)
                    while cut > 0 and piece[cut - 1] >= _NOT_ASCII:
                        cut -= 1
                yield _decode(rest + piece[:cut])
                rest = piece[cut:]
            if rest:
                yield _decode(rest)


def head_of(path: Path) -> Head:
    """Return what a format may look at to recognise a file."""
    with _open(path) as stream:
        return head_in(path.name, stream.read(_HEAD_BYTES))


def head_in(name: str, raw: bytes) -> Head:
    """Return what a format may look at to recognise bytes that are called so."""
    start = raw[:_HEAD_BYTES]
    for mark, encoding in _WIDE:
        if start.startswith(mark):
            # What is recognised is what stands there, not in what it is written.
            text = start.decode(encoding, "ignore").removeprefix(BYTE_ORDER_MARK)
            start = text.encode(errors="replace")
            break
    return Head(name, start)


def _decode(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(errors="surrogateescape")


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacking gzip and a zip of one file by what their bytes say."""
    try:
        with path.open("rb") as raw:
            magic = raw.read(4)
            raw.seek(0)
            if magic[:2] == b"\x1f\x8b":
                with gzip.open(raw) as packed:
                    yield io.BufferedReader(packed)
            elif magic == b"PK\x03\x04":
                with zipfile.ZipFile(raw) as folder, _only_member(folder, path) as member:
                    yield member
            else:
                yield raw
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        raise LoadError(f"cannot be unpacked: {error}", path=str(path)) from error
    except OSError as error:
        raise LoadError(error.strerror or "cannot be read", path=str(path)) from error


def _only_member(folder: zipfile.ZipFile, path: Path) -> IO[bytes]:
    members = [member for member in folder.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise LoadError(f"holds {len(members)} files; unpack it first", path=str(path))
    if members[0].flag_bits & 1:
        raise LoadError("is protected by a password", path=str(path))
    return folder.open(members[0])
