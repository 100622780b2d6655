"""A reconciliation service over HTTP: politely, and with bounds on what comes back.

Only this module of the package touches the network, and only when a service was named.
"""

import base64
import http.client
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import metadata
from typing import IO, Any, TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from kg.errors import ServiceError
from kg.link import service
from kg.link.service import Answer, Manifest, Request
from kg.model import EntityKind
from kg.version import __version__

MAX_BYTES = 10 << 20
TIMEOUT = 60.0
ATTEMPTS = 4
LONGEST_WAIT = 60.0
RATE = 1.0
"""Requests a second to another machine; this machine may be asked as fast as it answers."""

_AGAIN = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5

T = TypeVar("T")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(slots=True)
class Client:
    """One service. ``url`` is its address without credentials and fragment; ``interval`` are seconds between requests.

    ``backoff`` are the seconds before the first repetition; each later one waits twice as long, or as long as the
    service asks, but never more than ``LONGEST_WAIT``.
    """

    url: str
    authorization: str | None = field(default=None, repr=False)
    interval: float = 0.0
    backoff: float = 1.0
    timeout: float = TIMEOUT
    max_bytes: int = MAX_BYTES
    sleep: Callable[[float], None] = time.sleep
    _last: float | None = None

    @classmethod
    def of(cls, address: str, rate: float | None = None) -> "Client":
        """The client of an address; ServiceError if it is no http(s) URL. ``rate`` is in requests a second."""
        try:
            parts = urlsplit(address)
            host, _ = parts.hostname, parts.port
        except ValueError as e:
            raise ServiceError(f"not the address of a reconciliation service: {e}") from e
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2], path=quote(parts.path, safe="/%:@!$&'()*+,;=~"))
        url = urlunsplit(plain._replace(fragment=""))
        if not host or not service.is_iri(url):
            raise ServiceError("not the address of a reconciliation service: it begins with http:// or https://")
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
        header = "Basic " + base64.b64encode(secret.encode()).decode() if secret else None
        if rate is None:
            rate = 0.0 if is_local(host) else RATE
        return cls(url, header, 1 / rate if rate else 0.0)

    def manifest(self) -> Manifest:
        """What the service says of itself; ServiceError."""
        return self._named(lambda: Manifest.of(service.parsed(self._send(self.url, None))))

    def ask(self, manifest: Manifest, names: Sequence[tuple[EntityKind, str]]) -> tuple[Answer | None, ...]:
        """The answers to one batch, in its order; ServiceError."""
        sent = service.request(manifest, names)
        parts = urlsplit(self.url)
        url = urlunsplit(parts._replace(path=parts.path.rstrip("/") + sent.path)) if sent.path else self.url
        return self._named(lambda: service.answers(manifest, service.parsed(self._send(url, sent)), len(names)))

    def _named(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except ServiceError as e:
            raise ServiceError(f"{self.url}: {e}") from e

    def _send(self, url: str, sent: Request | None) -> bytes:
        """The body of the answer, repeated where the service is busy or out of reach for now."""
        wait = self.backoff
        for attempt in range(1, ATTEMPTS + 1):
            self._pace()
            try:
                return self._once(url, sent)
            except _BusyError as e:
                asked = e.wait if e.wait is not None else wait
                if attempt == ATTEMPTS or asked > LONGEST_WAIT:
                    later = f"; it asks to wait {asked:.0f} s" if e.wait is not None else ""
                    raise ServiceError(f"{e}{later}") from e
                self.sleep(asked)
                wait = min(2 * wait, LONGEST_WAIT)
        raise AssertionError("every attempt ends in an answer or an error")

    def _pace(self) -> None:
        now = time.monotonic()
        if self._last is not None and (left := self._last + self.interval - now) > 0:
            self.sleep(left)
        self._last = time.monotonic()

    def _once(self, url: str, sent: Request | None) -> bytes:
        for _ in range(_MOST_REDIRECTS):
            try:
                with _opener(url).open(self._request(url, sent), timeout=self.timeout) as response:
                    body = _read(response, time.monotonic() + self.timeout, self.max_bytes)
            except urllib.error.HTTPError as e:
                with e:
                    url = _redirected(url, e, sent)
                continue
            except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as e:
                raise _failure(e, self.timeout) from e
            if sent is None:
                self._moved(url)
            return body
        raise ServiceError(f"it sends on more than {_MOST_REDIRECTS} times")

    def _moved(self, url: str) -> None:
        """Later questions go where the manifest was found: a question itself is never sent on."""
        if urlsplit(url).netloc != urlsplit(self.url).netloc:
            self.authorization = None
        self.url = url

    def _request(self, url: str, sent: Request | None) -> urllib.request.Request:
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": user_agent()}
        if sent is not None:
            headers["Content-Type"] = sent.content_type
        if self.authorization and urlsplit(url).netloc == urlsplit(self.url).netloc:
            headers["Authorization"] = self.authorization
        return urllib.request.Request(url, sent.body if sent else None, headers)  # noqa: S310 - http(s) only, see ``of``


class _BusyError(Exception):
    """The service may answer later; ``wait`` are the seconds that it asks for, None where it does not say."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def user_agent() -> str:
    """The program, its version, and the address of the project where its metadata have one."""
    try:
        homes = metadata.metadata("hearsay-kg").get_all("Home-page") or []
    except metadata.PackageNotFoundError:
        homes = []
    return " ".join([f"Hearsay/{__version__}", *(f"(+{home})" for home in homes if home != "UNKNOWN")])


def is_local(host: str) -> bool:
    """Whether a host is this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Follows no redirect by itself; asks no proxy for this machine."""
    proxies = [urllib.request.ProxyHandler({})] if is_local(urlsplit(url).hostname or "") else []
    return urllib.request.build_opener(_NoRedirects, *proxies)


def _redirected(url: str, error: urllib.error.HTTPError, sent: Request | None) -> str:
    """Where an HTTP error sends on to; ServiceError or _BusyError for any that does not."""
    if error.code in _AGAIN:
        raise _BusyError(f"it answers {error.code} {error.reason}", _retry_after(error.headers.get("Retry-After")))
    if error.code not in _REDIRECTS:
        raise ServiceError(f"it answers {error.code} {error.reason}")
    target = urljoin(url, error.headers.get("Location") or "")
    if not service.is_iri(target):
        raise ServiceError(f"it sends on to {target[:200]!r}, which is no http(s) address")
    if url.startswith("https:") and not target.startswith("https:"):
        raise ServiceError(f"it sends on from https to {target[:200]}")
    if sent is not None:
        raise ServiceError(f"it sends the question on to {target[:200]}: give that address with --service")
    return target


def _retry_after(value: str | None) -> float | None:
    """The seconds of a Retry-After header, given as seconds or as a date; None where there is none that can be read."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _failure(error: Exception, timeout: float) -> Exception:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return _BusyError(f"no answer in {timeout:g} s")
    if isinstance(error, ValueError):
        return ServiceError(f"not an address that can be asked: {error}")
    if isinstance(error, urllib.error.URLError):
        return _BusyError(f"cannot be reached: {reason}")
    return _BusyError(f"the answer broke off ({str(error) or type(error).__name__})")


def _read(response: IO[bytes], end: float, most: int) -> bytes:
    """The body, unpacked; ServiceError if it is larger than ``most``, packed or not, or does not end in time."""
    packed = getattr(response, "headers", {}).get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(31) if packed else None
    parts: list[bytes] = []
    size = 0
    read = getattr(response, "read1", response.read)
    while part := read(1 << 16):
        if unpack is not None:
            try:
                part = unpack.decompress(part, most + 1 - size)
            except zlib.error as e:
                raise ServiceError(f"its answer is no gzip: {e}") from e
        parts.append(part)
        size += len(part)
        if size > most or (unpack is not None and unpack.unconsumed_tail):
            raise ServiceError(f"its answer is larger than {most >> 20} MB")
        if time.monotonic() > end:
            raise ServiceError("its answer does not end in time")
    if getattr(response, "length", None) or (unpack is not None and not unpack.eof):
        raise _BusyError("the answer broke off")
    return b"".join(parts)
