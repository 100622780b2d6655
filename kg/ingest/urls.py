"""Web addresses in one normal form, so that an article, a link to it and a citation of it meet.

RFC 3986, sections 6.2.2 and 6.2.3: scheme and host in lower case, no default port, non-ASCII percent-encoded; beyond
it, user names, fragments and tracking parameters are dropped. Nothing else changes: two addresses that a server may
tell apart stay apart.
"""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 4096
PORTS = {"http": 80, "https": 443}
TRACKER = re.compile(
    r"(?i)(utm_\w*|at_(medium|campaign|custom\d)|mc_[ce]id|[dmy]sclkid|fbclid|gclid|dclid|gbraid|wbraid|yclid|twclid|"
    r"ttclid|igshid|cmpid|ocid|smid|ncid|ftag|xtor|_ga|_gl|wt\.mc_id|spm|guccounter|guce_\w+)"
)
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT = "%:@!$&'()*+,;=~-._/?"


def canonical(url: str) -> str:
    """The normal form of an absolute http(s) address; ValueError, with the reason, for anything else."""
    url = url.strip()
    if len(url) > LONGEST:
        raise ValueError(f"a URL of {len(url)} characters is too long")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError as e:
        raise ValueError(f"not a web address: {url[:100]!r}") from e
    if parts.scheme not in PORTS:
        raise ValueError(f"not a web address (http or https): {url[:100]!r}")
    if not HOST.fullmatch(host):
        raise ValueError(f"a web address without a host: {url[:100]!r}")
    query = "&".join(p for p in parts.query.split("&") if p and not TRACKER.fullmatch(p.partition("=")[0]))
    place = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, _encoded(parts.path) or "/", _encoded(query), ""))


def absolute(reference: str, base: str | None) -> str | None:
    """The normal form of a link found on the page ``base``; None for what leads to no other page."""
    if not reference.strip() or reference.strip().startswith("#"):
        return None
    try:
        return canonical(urljoin(base or "", reference.strip()))
    except ValueError:
        return None


def _host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii").lower()


def _encoded(part: str) -> str:
    return quote(LONE_PERCENT.sub("%25", part), safe=KEPT, errors="replace")
