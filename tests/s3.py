"""As much of S3's protocol as object storage needs, over HTTP on this machine: objects, lists and uploads in
parts, in memory. Requests must be signed, though nobody knows the key; what it can't do it refuses."""

import contextlib
import hashlib
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

import pytest

_STAMP = "2026-01-01T00:00:00.000Z"
_PAGE = 3
"""Names in one answer to a list, so that everybody has to ask on."""


class S3:
    """What is in it, by name, for tests that break it."""

    def __init__(self, port: int) -> None:
        self.url = "s3://bucket/some/prefix"
        self.endpoint = f"http://127.0.0.1:{port}"
        self.objects: dict[str, bytes] = {}
        self.away = False
        """Whether it answers nothing but 503."""
        self.most_at_once = 1 << 40
        """Bytes of a body that get through before the line is cut."""
        self.together = threading.Semaphore(1)
        """Who uploads a part; and whether there was ever more than one."""
        self.crowded = False

    def under(self, part: str) -> list[str]:
        return sorted(name for name in self.objects if part in name)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def _begin(self) -> tuple[S3, str, dict[str, str], bytes]:
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        assert self.headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=us/")
        return self.server.s3, unquote(parts.path).removeprefix("/bucket").strip("/"), asked, body

    def _say(self, status: int, body: bytes = b"", size: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if size is None else size))
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body[: self.server.s3.most_at_once])
        self.close_connection = len(body) > self.server.s3.most_at_once

    def _act(self) -> None:
        s3, name, asked, body = self._begin()
        if s3.away:
            return self._say(503)
        match self.command:
            case "GET" if asked.get("list-type") == "2":
                return self._list(s3, asked)
            case "GET" | "HEAD":
                return self._get(s3, name)
            case "PUT" if "partNumber" in asked:
                self._meet(s3)
                self.server.parts.setdefault(asked["uploadId"], {})[int(asked["partNumber"])] = body
                return self._say(200, ETag=f'"{hashlib.sha256(body).hexdigest()}"')
            case "PUT":
                s3.objects[name] = body
                return self._say(200, ETag=f'"{hashlib.sha256(body).hexdigest()}"')
            case "POST" if "uploads" in asked:
                return self._xml(f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId>")
            case "POST" if "uploadId" in asked:
                parts = self.server.parts.pop(asked["uploadId"])
                s3.objects[name] = b"".join(parts[number] for number in sorted(parts))
                return self._xml('<CompleteMultipartUploadResult><ETag>"x"</ETag>')
            case "POST" if "delete" in asked:
                keys = re.findall("<Key>.*?</Key>", body.decode())
                for key in keys:
                    s3.objects.pop(unescape(key[5:-6]), None)
                return self._xml("<DeleteResult>" + "".join(f"<Deleted>{key}</Deleted>" for key in keys))
        return self._say(501)

    def _meet(self, s3: S3) -> None:
        """Long enough for others to come meanwhile, if any do."""
        if not s3.together.acquire(blocking=False):
            s3.crowded = True
            return
        time.sleep(0.2)
        s3.together.release()

    do_GET = do_HEAD = do_PUT = do_POST = _act

    def _get(self, s3: S3, name: str) -> None:
        body = s3.objects.get(name)
        if body is None:
            return self._say(404)
        told = {"ETag": f'"{hashlib.sha256(body).hexdigest()}"'}
        if self.command == "HEAD":
            return self._say(200, b"", len(body), **told)
        ranged = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not ranged:
            return self._say(200, body, **told)
        first, last = int(ranged[1]), min(int(ranged[2]), len(body) - 1)
        told["Content_Range"] = f"bytes {first}-{last}/{len(body)}"
        return self._say(206, body[first : last + 1], **told)

    def _list(self, s3: S3, asked: dict[str, str]) -> None:
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter", "")
        after = asked.get("continuation-token", "")
        names, folders = [], set()
        for name in s3.under(""):
            rest = name.removeprefix(prefix)
            if not name.startswith(prefix):
                continue
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.partition(delimiter)[0] + delimiter)
            elif name > after:
                names.append(name)
        more = len(names) > _PAGE
        told = f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>"
        told += f"<NextContinuationToken>{escape(names[_PAGE - 1])}</NextContinuationToken>" if more else ""
        for name in names[:_PAGE]:
            told += f"<Contents><Key>{escape(name)}</Key><LastModified>{_STAMP}</LastModified>"
            told += f'<Size>{len(s3.objects[name])}</Size><ETag>"x"</ETag></Contents>'
        for name in sorted(folders):
            told += f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
        self._xml(told)

    def _xml(self, told: str) -> None:
        outer = told[1 : told.index(">")]
        self._say(200, f"{told}</{outer}>".encode(), Content_Type="application/xml")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def an_s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    """An S3 that ``s3://`` addresses of this process, and of those it starts, lead to."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.s3, server.parts = S3(server.server_port), {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, value in (
        ("AWS_ENDPOINT_URL", server.s3.endpoint),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "us"),
        ("AWS_SECRET_ACCESS_KEY", "a secret"),
        ("AWS_REGION", "here"),
    ):
        monkeypatch.setenv(name, value)
    try:
        yield server.s3
    finally:
        server.shutdown()
        server.server_close()
