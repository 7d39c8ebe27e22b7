"""hishel's storage on plain files: one answer per address, each written whole or not at all.

`<key>.json` holds the headers with length and checksum of `<key>.body`; a pair that does not fit together counts as
absent. Losing the folder costs bandwidth, nothing else. (hishel's own storage wants a further package for SQLite.)
"""

from __future__ import annotations

import json
import time
import uuid
import zlib
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hishel import AsyncBaseStorage, Entry, Headers, Request, Response

from generator.collect.failure import Failure
from generator.files import read_json, write_whole

_PIECE = 256 * 1024
_KEPT_SECONDS = 60 * 86400
"""An answer nobody asked for in so long is removed."""


class FileStorage(AsyncBaseStorage):
    """Answers in a folder. A disk that refuses ends the caching, not the fetch."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    async def create_entry(
        self, request: Request, response: Response, key: str, *, ttl: object = None, tti: object = None
    ) -> Entry:
        del ttl, tti  # entries leave when nobody asks for them
        identifier = uuid.UUID(key[:32])
        stream = self._saving(identifier, request, response)
        return Entry(identifier, request, replace(response, stream=stream))

    async def get_entries(self, key: str) -> list[Entry]:
        identifier = uuid.UUID(key[:32])
        try:
            meta = read_json(self._meta(identifier))
            request = Request(meta["method"], meta["url"], Headers(meta["request"]))
            stream = self._stored(identifier, int(meta["checksum"]))
            response = Response(int(meta["status"]), Headers(meta["response"]), stream)
            is_whole = self._body(identifier).stat().st_size == meta["length"]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        return [Entry(identifier, request, response)] if is_whole else []

    async def update_headers(self, id: uuid.UUID, headers: Headers) -> None:
        with suppress(OSError, ValueError, TypeError):
            meta = read_json(self._meta(id))
            write_whole(self._meta(id), json.dumps({**meta, "response": _plain(headers)}).encode())

    async def remove_entry(self, id: uuid.UUID) -> None:
        with suppress(OSError):
            self._meta(id).unlink(missing_ok=True)
            self._body(id).unlink(missing_ok=True)

    async def close(self) -> None:
        """Remove what has not been asked for in two months."""
        oldest = time.time() - _KEPT_SECONDS
        with suppress(OSError):
            for meta in self._folder.glob("*.json"):
                if meta.stat().st_mtime < oldest:
                    await self.remove_entry(uuid.UUID(meta.stem))

    async def _saving(self, identifier: uuid.UUID, request: Request, response: Response) -> AsyncIterator[bytes]:
        """The answer's bytes, which are kept if the reader has taken them to their end."""
        assert isinstance(response.stream, AsyncIterable)  # noqa: S101 (hishel's transport is asynchronous)
        chunks = []
        async for chunk in response.stream:
            chunks.append(chunk)
            yield chunk
        body = b"".join(chunks)
        meta = {
            "method": request.method, "url": request.url, "request": _plain(request.headers),
            "status": response.status_code, "response": _plain(response.headers),
            "length": len(body), "checksum": zlib.crc32(body),
        }  # fmt: skip
        with suppress(OSError):
            write_whole(self._body(identifier), body)
            write_whole(self._meta(identifier), json.dumps(meta).encode())

    async def _stored(self, identifier: uuid.UUID, checksum: int) -> AsyncIterator[bytes]:
        """The stored bytes; Failure at their end if they are not those that were written."""
        found = 0
        with suppress(OSError), self._body(identifier).open("rb") as file:
            while piece := file.read(_PIECE):
                found = zlib.crc32(piece, found)
                yield piece
        if found != checksum:
            await self.remove_entry(identifier)
            raise Failure("the cached answer was damaged", again=True)

    def _meta(self, identifier: uuid.UUID) -> Path:
        return self._folder / f"{identifier.hex}.json"

    def _body(self, identifier: uuid.UUID) -> Path:
        return self._folder / f"{identifier.hex}.body"


def _plain(headers: Headers) -> dict[str, Any]:
    return {name: headers.get_list(name) for name in headers}
