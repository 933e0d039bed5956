"""Pages by their addresses: what is fetched, how it is bounded, and what is stored of it. Against a server of our own on this machine."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from digest.cli import main
from digest.read.encodings import in_utf8
from digest.read.page_links import attached
from digest.system import web
from digest.system.web import Fetched, fetched, is_public
from tests.tables import each

from . import makers
from .conftest import NOT_RUN
from .reading import ROOT

TEXT = (ROOT / "content" / "reports" / "141081" / "2024.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
PAGE = makers.web_page(TEXT)
LINKS = (
    "<html><head><title>侯马市2024年政府工作报告</title></head><body><p>发布日期：2024-03-20</p>"
    '<a href="/index.html">首页</a><a href="解读.pdf">图解政府工作报告.pdf</a><a href="/f/%E6%8A%A5%E5%91%8A.docx?a=1&amp;b=2">附件：侯马市2024年政府工作报告.docx</a></body></html>'
)


class Handler(BaseHTTPRequestHandler):
    """Answers from a table: a path → status, headers, body; or a function that writes what it likes."""

    pages: dict[str, object] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers)))
        answer = type(self).pages.get(self.path, (404, {}, b"none"))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    one = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.daemon_threads = True
    threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


@pytest.fixture
def pages(server: str) -> dict[str, object]:
    """What the server has, to be filled in."""
    Handler.pages, Handler.asked = {}, []
    return Handler.pages


def page(body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}, body


def code(found: object) -> str:
    return "fetched" if isinstance(found, Fetched) else found.code


def drip(every: float, piece: bytes, head: bytes = b"HTTP/1.0 200 OK\r\nContent-Length: 1000000\r\n\r\n"):
    """An answer that comes in small pieces and never ends."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(head)
            for _ in range(400):
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(every)
        except OSError:
            return

    return answer


ANSWERS = [
    ("a page", page(b"x"), "fetched"),
    ("packed", page(gzip.compress(b"x" * 1000), Content_Encoding="gzip"), "fetched"),
    ("without a length", (200, {"Content-Length": "", "Connection": "close"}, b"x"), "fetched"),
    ("not there", page(b"x", status=404), "web.status"),
    ("refused", page(b"x", status=403), "web.status"),
    ("nothing new", page(b"", status=304), "web.status"),
    ("moved to nowhere", page(b"", status=302), "web.status"),
    ("moved to a file", page(b"", status=302, Location="file:///etc/passwd"), "web.scheme"),
    ("moved in a circle", page(b"", status=302, Location="/x"), "web.redirects"),
    ("moved to another machine of ours", page(b"", status=302, Location="http://127.0.0.2:1/"), "web.private"),
    ("moved to a name and a password", page(b"", status=302, Location="http://a:b@127.0.0.1/"), "web.address"),
    ("too large", page(b"x" * 3000), "web.too-large"),
    ("too large when unpacked", page(gzip.compress(b"x" * 3000), Content_Encoding="gzip"), "web.too-large"),
    ("damaged packing", page(b"x" * 300, Content_Encoding="gzip"), "web.broken"),
    ("packing cut short", page(gzip.compress(TEXT[:900].encode())[:200], Content_Encoding="gzip"), "web.broken"),
    ("fewer bytes than promised", (200, {"Content-Length": "100"}, b"x"), "web.broken"),
    ("no answer of http", lambda handler: handler.wfile.write(b"SSH-2.0\r\n"), "web.broken"),
    ("nothing at all", lambda handler: None, "web.broken"),
    ("drop by drop", drip(0.05, b"x"), "web.late"),
    ("drop by drop before it begins", drip(0.05, b"X-A: b\r\n", b"HTTP/1.0 200 OK\r\n"), "web.late"),
    ("a line that never ends", drip(0.05, b"x", b""), "web.late"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "expected"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
def test_what_a_server_may_answer(server: str, pages: dict[str, object], monkeypatch, answer: object, expected: str):
    """127.0.0.1 counts as public here, 127.0.0.2 as a machine of our own network: it is asked of each connection."""
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(web, "LARGEST", 2000)
    pages["/x"] = answer
    began = time.monotonic()
    found = fetched(f"{server}/x", seconds=0.7)
    assert code(found) == expected and time.monotonic() - began < 5


def test_machines_of_our_own_network_are_asked_only_where_that_is_meant(server: str, pages: dict[str, object]):
    pages["/a"] = page(b"x")
    port = server.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
        assert code(fetched(f"http://{host}:{port}/a")) == "web.private" and not Handler.asked, host
    assert fetched(f"{server}/a", private=True) == Fetched(f"{server}/a", b"x", "text/html")


PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808")
OURS = ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "localhost", "")  # fmt: skip


@each(("address", "public"), [*((one, True) for one in PUBLIC), *((one, False) for one in OURS)])
def test_which_addresses_are_of_the_open_web(address: str, public: bool):
    assert is_public(address) == public


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("file:///etc/passwd", "web.scheme"),
        ("ftp://example.org/a", "web.scheme"),
        ("https://", "web.address"),
        ("https://name:word@example.org/", "web.address"),
        ("http://127.0.0.1:99999/", "web.broken"),
        ("http://127.0.0.1:1/", "web.broken"),
        ("http://no-such-host.invalid/", "web.no-host"),
        ("http://" + "a" * 80 + ".invalid/", "web.no-host"),
    ],
)
def test_what_is_no_address_of_a_page_is_told(address: str, expected: str):
    found = fetched(address, private=True)
    assert code(found) == expected and found.where == address


def test_han_in_an_address_is_written_as_servers_know_it_and_nothing_of_ours_is_sent(server: str, pages: dict[str, object], monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    pages["/%E6%8A%A5%20%E5%91%8A/a.html?id=1&b=%E7%94%B2"] = page(b"x")
    found = fetched(f"{server}/报 %E5%91%8A/a.html?id=1&b=甲#第一章", private=True)
    assert found == Fetched(f"{server}/%E6%8A%A5%20%E5%91%8A/a.html?id=1&b=%E7%94%B2", b"x", "text/html")
    ((_, sent),) = Handler.asked
    assert set(sent) == {"Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"}


@pytest.mark.skipif(not shutil.which("openssl"), reason=f"{NOT_RUN} there is no openssl to make a certificate with")
def test_a_server_that_can_not_prove_who_it_is_is_told(tmp_path: Path, monkeypatch):
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", "/CN=x", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)  # fmt: skip
    one = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    one.socket = context.wrap_socket(one.socket, server_side=True)
    one.handle_error = lambda *_: None
    threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    try:
        Handler.pages = {"/": page(b"x"), "/slow": drip(0.05, b"x")}
        address = f"https://127.0.0.1:{one.server_port}/"
        assert code(fetched(address, private=True)) == "web.certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetched(address, private=True) == Fetched(address, b"x", "text/html")
        assert code(fetched(f"{address}slow", private=True, seconds=0.7)) == "web.late"
    finally:
        one.shutdown()
        one.server_close()


# --- in which encoding ------------------------------------------------------------------------------------------------

SIMPLE, OLD = "<p>政府工作报告，增长6%。</p>", "<p>政府工作報告，增長6%。</p>"


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        (SIMPLE.encode("gb18030"), "text/html; charset=gb2312", SIMPLE),
        (SIMPLE.encode("gb18030"), 'text/html; charset="GBK"', SIMPLE),
        (f'<meta charset="gbk">{SIMPLE}'.encode("gb18030"), "text/html", f'<meta charset="gbk">{SIMPLE}'),
        (OLD.encode("big5"), "text/html;charset=Big5", OLD),
        (f"<meta http-equiv=content-type content='text/html; charset = big5'>{OLD}".encode("big5"), "", f"<meta http-equiv=content-type content='text/html; charset = big5'>{OLD}"),
        (SIMPLE.encode("utf-16-le"), "text/html; charset=utf-16le", SIMPLE),
        (SIMPLE.encode("utf-16-be"), "text/html; charset=UTF-16BE", SIMPLE),
        (SIMPLE.encode(), "text/html; charset=gb2312", SIMPLE),  # said wrongly
        (f'<meta charset="gb2312">{SIMPLE}'.encode(), "text/html; charset=iso-8859-1", f'<meta charset="gb2312">{SIMPLE}'),
        (f'<meta charset="gb2312">{SIMPLE}'.encode("gb18030"), "text/html; charset=iso-8859-1", f'<meta charset="gb2312">{SIMPLE}'),
        (f'<meta charset="gb2312">{SIMPLE}'.encode("gb18030"), "text/html; charset=utf-8", f'<meta charset="gb2312">{SIMPLE}'),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_says(data: bytes, kind: str, text: str):
    assert in_utf8(data, kind).decode("utf-8") == text


@pytest.mark.parametrize("data", [b"%PDF-1.4 \xd0\xcf", b"PK\x03\x04\xd0", "\ufeff政府".encode("utf-16-le"), b"\xff\xfe\xff", b"\x81\x20\xff" * 9])
def test_what_is_no_page_or_nobody_can_read_stays_as_it_is(data: bytes):
    assert in_utf8(data, "text/html; charset=gb2312") == data


# --- the file that a page links to ------------------------------------------------------------------------------------

BASE = "https://example.org/a/b.html"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/f/1.docx">2024年政府工作报告</a>', ["https://example.org/f/1.docx"]),
        ('<a href="1.PDF" title="县人民政府工作报告">下载</a>', []),
        ('<a href=1.pdf title="x"><span>附件：</span>政府工作报告（全文）.pdf</a>', ["https://example.org/a/1.pdf"]),
        ('<a href="//cdn.example.org/x.wps">1.政府工作报告.wps</a><a href="y.doc">2.预算报告.doc</a>', ["https://cdn.example.org/x.wps"]),
        ('<a href="%E6%94%BF%E5%BA%9C%E5%B7%A5%E4%BD%9C%E6%8A%A5%E5%91%8A.doc">附件</a><a href="z.doc">附件2</a>', ["https://example.org/a/%E6%94%BF%E5%BA%9C%E5%B7%A5%E4%BD%9C%E6%8A%A5%E5%91%8A.doc"]),
        ("<title>政府工作报告</title><a href='down.jsp?id=3'>附件1：点击下载.docx</a>", ["https://example.org/a/down.jsp?id=3"]),
        ("<h1>政府工作报告</h1><a href='z.pdf'>全文下载</a>", ["https://example.org/a/z.pdf"]),
        ("<h1>财政预算报告</h1><a href='z.pdf'>全文下载</a>", []),
        ("<h1>政府工作报告</h1><a href='z.pdf'>全文下载</a><a href='y.pdf'>附件</a>", []),
        ('<a href="a.docx">图解政府工作报告.docx</a>', []),
        ('<a href="a.docx">《政府工作报告》名词解释</a>', []),
        ('<a href="a.docx">关于政府工作报告的决议</a>', []),
        ('<a href="a.html">2024年政府工作报告</a>', []),
        ('<a href="a.jpg">2024年政府工作报告</a>', []),
        ('<a href="javascript:x(\'政府工作报告.doc\')">2024年政府工作报告.doc</a>', []),
        ('<a href="file:///a.doc">2024年政府工作报告</a>', []),
        ('<a href="http://[/a.doc">2024年政府工作报告</a>', []),
        ("<p>政府工作报告</p>", []),
    ],
)  # fmt: skip
def test_which_link_leads_to_the_report_itself(html: str, found: list[str]):
    assert [link.address for link in attached(html, BASE)] == found


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    return tmp_path / "content"


def add(content: Path, *arguments: str, language: str = "en") -> int:
    return main.main(["add", *arguments, "--content", str(content), "--jobs", "1", "--lang", language])


def test_a_page_is_stored_with_its_address_and_the_day(server: str, pages: dict[str, object], content: Path, monkeypatch, capsys):
    class Day:
        @staticmethod
        def today():
            import datetime

            return datetime.date(2025, 2, 3)

    monkeypatch.setattr("digest.cli.given_files.date", Day)
    pages["/old"] = page(b"", status=301, Location="/new/报告.html".encode().decode("latin-1"))
    pages["/new/%E6%8A%A5%E5%91%8A.html"] = page(PAGE.encode("gb18030"), "text/html; charset=gb2312")
    assert add(content, f"{server}/old", "--private") == 0
    (stored,) = (content / "reports").rglob("*.md")
    text = stored.read_text(encoding="utf-8")
    assert stored.parent.name == "141081" and f'\nurl: "{server}/new/%E6%8A%A5%E5%91%8A.html"\nfetched: "2025-02-03"\n' in text
    assert add(content, str(stored), "--replace") == 0 and stored.read_text(encoding="utf-8") == text, "added once more: the same bytes"
    capsys.readouterr()
    assert add(content, f"{server}/old") == 1 and "add --private" in capsys.readouterr().err


def test_a_file_is_fetched_like_a_page_and_a_page_of_links_names_the_command(server: str, pages: dict[str, object], content: Path, capsys):
    pages["/f.docx"] = page(makers.word_report(TEXT), "application/octet-stream")
    assert add(content, f"{server}/f.docx", "--private", "--url", "https://example.org/report") == 0
    (stored,) = (content / "reports").rglob("*.md")
    assert 'url: "https://example.org/report"' in stored.read_text(encoding="utf-8"), "what the user states is believed"
    pages["/p/l.html"] = page(LINKS.encode())
    assert add(content, f"{server}/p/l.html", "--private", language="zh_CN") == 1
    err = capsys.readouterr().err
    assert f"python build.py add '{server}/f/%E6%8A%A5%E5%91%8A.docx?a=1&b=2'" in err and "这个网页链接的文件才是报告：附件：侯马市2024年政府工作报告.docx" in err
    assert "解读" not in err and err.count("错误：") == 1
    pages["/whole.html"] = page(PAGE.replace("</html>", '<a href="/f.docx">政府工作报告.docx</a></html>').encode())
    assert add(content, f"{server}/whole.html", "--private", "--replace") == 0
    assert "links to a file" not in capsys.readouterr().err, "the page itself is the whole report"
