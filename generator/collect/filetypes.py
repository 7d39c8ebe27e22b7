"""Which kind of file an answer is that is no text, told by its first bytes. Pure."""

from __future__ import annotations

import codecs

_TYPES = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
)
_SAMPLE = 1000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0<", b"\0\0\0<", b"<\0", b"\0\0\xfe\xff", b"{\0", b"\0{")
"""How a text begins that has zero bytes: UTF-16 and UTF-32."""


def file_type(body: bytes) -> str:
    """A file that is no text, such as "a PDF document"; empty for all that may be one."""
    start = body[:_SAMPLE].lstrip(b" \t\r\n")
    known = next((name for magic, name in _TYPES if start.startswith(magic)), "")
    if known or body.startswith(_WIDE):
        return known
    return "a binary file" if start.lstrip(b"\0").count(b"\0") * 10 > len(start) else ""
