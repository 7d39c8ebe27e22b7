"""The site as a static host serves it: compressed, on loopback."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.browser.conftest import Quiet

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Compressing(Quiet):
    """Answers text with gzip, as common hosts do; a missing page gets the site's own 404."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        data = path.read_bytes() if status == 200 else b""
        self.send_response(status)
        self.send_header(
            "Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if path.suffix in TEXT else "")
        )
        if path.suffix in TEXT:
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
