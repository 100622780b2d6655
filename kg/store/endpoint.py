"""The SPARQL 1.1 protocol: one address for queries, one for updates, and what can go wrong between here and there.

    http://host/db/query, .../sparql       updates go to .../update beside it
    http://host:7878/  (no path)           queries to /query, updates to /update
    http://host/repositories/NAME          updates to /repositories/NAME/statements
    QUERY-ADDRESS#update=UPDATE-ADDRESS    both are said
    any other address                      takes both

A user name and password stand in the address (http://user:password@host/...), else in KG_STORE_USER and
KG_STORE_PASSWORD.
"""

import base64
import http.client
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.store.sparql import shorten

MAX_BYTES = 1 << 30
CANCELLED = b"operation has been cancelled"
"""What Oxigraph's server writes behind an answer that it cut short at its time limit."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where queries and updates go, and the Authorization header if there is one (never shown)."""

    query: str
    update: str
    authorization: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, location: str) -> "Endpoint":
        """The endpoint of an address as above; StoreError if it is none."""
        try:
            parts = urlsplit(location)
            host, _ = parts.hostname, parts.port
        except ValueError as e:
            raise StoreError(f"not the address of a SPARQL endpoint: {e}") from e
        if parts.scheme not in ("http", "https") or not host:
            raise StoreError("not the address of a SPARQL endpoint: http://HOST:PORT/query is one")
        user = unquote(parts.username) if parts.username else os.environ.get("KG_STORE_USER", "")
        secret = unquote(parts.password) if parts.password else os.environ.get("KG_STORE_PASSWORD", "")
        header = "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode() if user else None
        fragment = parts.fragment
        path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2], path=path, fragment="")
        query, update = _addresses(plain.path)
        both = [urlunsplit(plain._replace(path=path)) for path in (query, update)]
        if fragment.startswith("update="):
            both[1] = fragment.removeprefix("update=")
            if urlsplit(both[1]).netloc != plain.netloc:
                raise StoreError("the address of updates is on another host than that of queries")
        return cls(both[0], both[1], header)

    def send_query(self, sparql: str, accept: str, timeout: float) -> bytes:
        """The answer to a query; QueryError for one that the server refuses, QueryTimeoutError after ``timeout``."""
        body = urlencode({"query": sparql}).encode()
        return self._send(self.query, body, "application/x-www-form-urlencoded", accept, timeout)

    def send_update(self, sparql: str, timeout: float) -> None:
        """One request, so one transaction where the server keeps the standard's advice; StoreError if it says no."""
        try:
            self._send(self.update, sparql.encode(), "application/sparql-update", "*/*", timeout)
        except QueryError as e:
            raise StoreError(f"cannot write to {self.update}: {e}") from e

    def _send(self, url: str, body: bytes, content_type: str, accept: str, timeout: float) -> bytes:
        headers = {"Content-Type": content_type, "Accept": accept, "User-Agent": "hearsay-kg"}
        if self.authorization:
            headers["Authorization"] = self.authorization
        request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - http(s) only, see ``of``
        end = time.monotonic() + timeout
        try:
            with _opener(url).open(request, timeout=timeout) as response:
                return _read(response, url, end)
        except urllib.error.HTTPError as e:
            raise _refusal(url, e) from e
        except TimeoutError as e:
            raise QueryTimeoutError(f"{url} gave no answer in {timeout:g} s") from e
        except urllib.error.URLError as e:
            if isinstance(e.reason, TimeoutError):
                raise QueryTimeoutError(f"{url} gave no answer in {timeout:g} s") from e
            raise StoreError(f"cannot reach {url}: {e.reason}") from e
        except (http.client.HTTPException, OSError, ValueError) as e:
            raise StoreError(f"{url}: the answer broke off ({shorten(str(e) or type(e).__name__, 100)})") from e


def _addresses(path: str) -> tuple[str, str]:
    head, _, last = path.rstrip("/").rpartition("/")
    if not last:
        return "/query", "/update"
    if last in ("query", "sparql"):
        return path.rstrip("/"), f"{head}/update"
    if head.endswith("/repositories"):
        return path.rstrip("/"), f"{path.rstrip('/')}/statements"
    return path, path


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Follows no redirect; asks no proxy for this machine."""
    host = urlsplit(url).hostname or ""
    local = host in ("localhost", "::1") or host.startswith("127.")
    proxies = [urllib.request.ProxyHandler({})] if local else []
    return urllib.request.build_opener(_NoRedirects, *proxies)


def _read(response: IO[bytes], url: str, end: float) -> bytes:
    parts, size = [], 0
    read = getattr(response, "read1", response.read)
    while part := read(1 << 16):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise QueryError(f"the answer is larger than {MAX_BYTES >> 20} MB: add LIMIT")
        if time.monotonic() > end:
            raise QueryTimeoutError(f"{url} did not end its answer in time: make the query narrower, or add LIMIT")
    missing = getattr(response, "length", None)
    if missing:
        raise StoreError(f"{url}: the answer broke off ({missing} bytes are missing)")
    return b"".join(parts)


def _refusal(url: str, error: urllib.error.HTTPError) -> Exception:
    try:
        text = shorten(error.read(2_000).decode("utf-8", "replace"), 200)
    except (OSError, http.client.HTTPException):
        text = ""
    if error.code in (301, 302, 303, 307, 308):
        return StoreError(f"{url} sends on to {error.headers.get('Location', '?')}: give that address with --store")
    if error.code == 400:
        return QueryError(f"{url} cannot read the query: {text}")
    if error.code in (401, 403):
        return StoreError(f"{url} wants a user name and password: put them in KG_STORE_USER and KG_STORE_PASSWORD")
    return StoreError(f"{url} answers {error.code} {error.reason}: {text}")
