"""Reads a zip of a stranger: in memory only, and without believing what it says of its sizes."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_BYTES = 30 * 1024 * 1024  # of a bundle, packed or unpacked
MAX_ENTRIES = 30
_MAX_DIRECTORY = 64 * 1024  # bytes of the list of entries: thirty of them need a tenth of it
_FIRST, _LAST, _LAST_64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_LAST_SIZE, _LAST_64_SIZE = 22, 20  # bytes of the records at the end (APPNOTE 4.3.15, 4.3.16)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # flag bits: traditional, strong, hidden directory
_CHUNK = 64 * 1024
# What reading a damaged archive raises.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


class DamagedError(Exception):
    """The archive, or one entry of it, cannot be read."""


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a zip does."""
    return data.startswith(_FIRST)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a plain zip: nothing before it, no comment after it, not of the 64-bit kind.

    Those have no use here, and keeping them out keeps readers from disagreeing about what an archive holds.

    Raises:
        DamagedError: it is none, or its list of entries is longer than any bundle's.
    """
    end = data[-_LAST_SIZE:]
    before = data[:-_LAST_SIZE][-_LAST_64_SIZE:]
    if not is_archive(data) or end[:4] != _LAST or end[-2:] != b"\0\0" or before[:4] == _LAST_64:
        raise DamagedError
    if struct.unpack_from("<L", end, 12)[0] > _MAX_DIRECTORY:
        raise DamagedError
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise DamagedError from error


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder; the library's own answer fails on a name of no letters."""
    return info.filename.endswith("/")


def is_plain(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is an ordinary file or folder: named, no link or device, not encrypted, packed as usual."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    wanted = stat.S_IFDIR if is_folder(info) else stat.S_IFREG
    return (
        bool(info.filename)
        and kind in {0, wanted}
        and not info.flag_bits & _ENCRYPTED
        and info.compress_type in _METHODS
    )


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | None:
    """The content of an entry, None as soon as it proves larger than `limit` bytes.

    Raises:
        DamagedError: it cannot be read.
    """
    if info.file_size > limit:
        return None
    content = bytearray()
    try:
        for chunk in _chunks(archive, info):
            content += chunk
            if len(content) > limit:
                return None
    except _DAMAGED as error:
        raise DamagedError from error
    return bytes(content)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
