"""An address of the web → what stands there: http and https alone, bounded in size, time and redirects, nothing of our own network.

Whether an address is public is asked of the very address that is connected to, on every redirect: a name may mean another machine each
time it is asked for. No proxy, no cookie, no password, no script.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from digest.model.problem import N_, Problem

LARGEST = 20 * 1024 * 1024  # bytes, packed and unpacked; as of a file
SECONDS = 60  # for all of it, redirects included
STEP = 20  # seconds without a byte
REDIRECTS = 5
MOVED = frozenset((301, 302, 303, 307, 308))
SAFE = "%/:@!$&'()*+,;=~-._?"  # what an address may hold as it is
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; report-digest)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/*;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, identity;q=0.9",
    "Connection": "close",
}
SAVE_IT = N_("open it in a browser, save it, and add the file")
LOOK = N_("see whether the address is right; or open it in a browser, save it, and add the file")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: where it was at last, its bytes, and what its server says that they are (text/html; charset=gbk)."""

    url: str
    data: bytes
    kind: str


class _RefusedError(Exception):
    """Why nothing is fetched: a message, a hint and their values."""

    def __init__(self, code: str, message: str, hint: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.message, self.hint, self.values = code, message, hint, values


@dataclass(slots=True)
class _Fetch:
    """One fetch with all its redirects, and the time that is left for it."""

    private: bool  # whether addresses of our own network may be asked
    seconds: float
    ends: float = field(init=False)
    late: bool = False
    open: socket.socket | None = None

    def __post_init__(self) -> None:
        self.ends = time.monotonic() + self.seconds

    def left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.too_late()
        return min(left, STEP)

    def too_late(self) -> _RefusedError:
        return _RefusedError("web.late", N_("the server takes longer than {seconds} seconds"), SAVE_IT, seconds=round(self.seconds))

    def connected(self, host: str, port: int) -> socket.socket:
        """A host → a connection to the first of its addresses that may be asked; the address is that of the connection, not of the name."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _RefusedError("web.no-host", N_("there is no server {host}"), LOOK, host=host[:80]) from error
        allowed = [info for info in found if self.private or is_public(str(info[4][0]))]
        if not allowed:
            raise _RefusedError("web.private", N_("{host} is a machine of this network, which is not asked"),
                                N_("if that is meant, add --private"), host=host[:80])  # fmt: skip
        last: OSError | None = None
        for family, kind, protocol, _, address in allowed[:4]:
            one = socket.socket(family, kind, protocol)
            try:
                one.settimeout(self.left())
                one.connect(address)
                return one
            except OSError as error:
                last = error
                one.close()
        raise last or OSError("no address")

    def asked(self, url: str) -> Fetched | str:
        """An address → what stands there, or where it has moved to."""
        parts = urlsplit(url)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        connection = http.client.HTTPConnection(host, port)
        self.open = self.connected(host, port)
        end = threading.Timer(max(self.ends - time.monotonic(), 0.01), self._cut)
        end.daemon = True
        end.start()
        try:
            if secure:
                wrapped = ssl.create_default_context().wrap_socket(self.open, server_hostname=host, do_handshake_on_connect=False)
                self.open = wrapped
                wrapped.do_handshake()
            connection.sock = self.open
            connection.request("GET", urlunsplit(("", "", parts.path or "/", parts.query, "")), headers=HEADERS)
            answer = connection.getresponse()
            if answer.status in MOVED and (where := answer.getheader("Location")):
                with contextlib.suppress(UnicodeError):  # Han as it is: the library takes the bytes for Latin
                    where = where.encode("latin-1").decode("utf-8")
                return urljoin(url, where)
            if answer.status != 200:
                raise _RefusedError("web.status", N_("the server answers {status} instead of the page"), LOOK, status=answer.status)
            return Fetched(url, self.body(answer), answer.getheader("Content-Type") or "")
        finally:
            end.cancel()
            connection.close()
            self.open.close()

    def _cut(self) -> None:
        """The time is over, wherever the connection waits: also in the middle of a line, or of agreeing on a key."""
        self.late = True
        if self.open is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.open, socket.SHUT_RDWR)

    def body(self, answer: http.client.HTTPResponse) -> bytes:
        """An answer → its bytes, unpacked; refused where they are too many."""
        packed = (answer.getheader("Content-Encoding") or "").lower().strip() in ("gzip", "x-gzip")
        unpack = zlib.decompressobj(31) if packed else None
        whole, taken = bytearray(), 0
        while chunk := answer.read1(65536):
            self.left()
            taken += len(chunk)
            whole += unpack.decompress(chunk, LARGEST + 1 - len(whole)) if unpack else chunk
            if max(len(whole), taken) > LARGEST:
                raise _RefusedError("web.too-large", N_("what stands there is larger than {most} MB"), N_("a report is text: save it without pictures"),
                                    most=LARGEST // 1024 // 1024)  # fmt: skip
        if answer.length or (unpack and not unpack.eof):  # fewer bytes than it promised
            raise http.client.IncompleteRead(b"")
        return bytes(whole)


def fetched(url: str, private: bool = False, seconds: float = SECONDS) -> Fetched | Problem:
    """An address → what stands there, or the problem that says why nothing is fetched. `private`: machines of our own network, too.

        https://example.org/报告.html → Fetched("https://example.org/%E6…", b"<html…", "text/html")     file:///etc → a Problem
    """
    fetch = _Fetch(private, seconds)
    try:
        at = _plain(url)
        for _ in range(REDIRECTS + 1):
            found = fetch.asked(at)
            if fetch.late:  # what was cut looks like an end
                raise fetch.too_late()
            if isinstance(found, Fetched):
                return found
            at = _plain(found)
        raise _RefusedError("web.redirects", N_("it leads on to another address more than {most} times"), LOOK, most=REDIRECTS)
    except _RefusedError as refused:
        wrong = refused
    except ssl.SSLCertVerificationError as error:
        wrong = _RefusedError("web.certificate", N_("the server can not prove who it is ({reason})"), SAVE_IT, reason=error.verify_message[:80])
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:80]
        wrong = fetch.too_late() if fetch.late or isinstance(error, TimeoutError) else _RefusedError(
            "web.broken", N_("the server does not give the page ({reason})"), LOOK, reason=reason)  # fmt: skip
    return Problem(url, 0, wrong.code, wrong.message, wrong.hint, tuple((key, str(value)) for key, value in wrong.values.items()))


def _plain(url: str) -> str:
    """An address as it is written → as it is asked: Han and spaces escaped, a name of Han as the servers know it, nothing behind a #."""
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https"):
        raise _RefusedError("web.scheme", N_("this is no address of http or https"), N_("write it like https://example.org/report.html"))
    if parts.username is not None or not parts.hostname:
        raise _RefusedError("web.address", N_("this is no address of a page"), N_("write it like https://example.org/report.html, without a password"))
    host = parts.hostname
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme.lower(), host + port, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE + "[]"), ""))


def is_public(address: str) -> bool:
    """An address of the network → whether it is one of the open web: not our own machine or network, nor one that only stands for it.

        93.184.215.14 → yes     127.0.0.1 · 10.1.2.3 · 169.254.169.254 · ::1 · fe80::1 · ::ffff:127.0.0.1 · 64:ff9b::7f00:1 → no
    """
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        inside = (one.ipv4_mapped, one.sixtofour, one.teredo[1] if one.teredo else None, _translated(one))
        if any(held is not None and not is_public(str(held)) for held in inside):
            return False
        if one.ipv4_mapped is not None or _translated(one) is not None:
            return True  # it stands for one that is
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_loopback or one.is_link_local or one.is_unspecified)


def _translated(one: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """An address of NAT64 → the older one that it stands for."""
    return ipaddress.IPv4Address(int(one) & 0xFFFFFFFF) if one in ipaddress.IPv6Network("64:ff9b::/96") else None
