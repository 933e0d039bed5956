"""The preview: a page is what a build would publish of the files as they are now; a mistake is told in its place; nothing is published."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue

import pytest

from digest.cli import main
from digest.cli.arguments import make_parser
from digest.cli.preview import Answer, Preview
from digest.cli.serve_command import handler_of
from digest.pipeline import prepare
from digest.system import machine


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """The preview of a new site, in whose folder we stand."""
    assert main.main(("new", str(tmp_path / "mysite"), "--quiet")) == 0
    monkeypatch.chdir(tmp_path / "mysite")
    Path("site.yaml").write_text(Path("site.yaml").read_text(encoding="utf-8") + "traditional: true\n", encoding="utf-8")
    options = make_parser(str).parse_args(["serve", "--jobs", "1"])
    return Preview(main.settings(options), str)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_what_is_changed_is_seen_and_a_mistake_is_told_in_its_place(preview: Preview) -> None:
    before = preview.answer("/topics/ecology.html")
    assert before.status == 200 and "示例县" in before.data.decode() and preview.answer("/").data == preview.answer("/index.html").data
    assert preview.answer("/assets/site.css").kind.startswith("text/css") and preview.answer("/topics/").status == 200
    assert not Path("site").exists(), "nothing is published"
    # a note
    write("notes/ecology.md", "今年的看点在这里。\n")
    seen = preview.answer("/topics/ecology.html").data.decode()
    assert "今年的看点在这里" in seen
    made = prepare(replace(preview.settings, late=True))
    pages = sorted(page for page in made.files if page.endswith((".html", ".md", ".css", ".csv")) and not page.startswith(("bulletins/", "data/")))[::9]
    assert len(pages) > 15 and {page: preview.answer(page).data for page in pages} == {page: made.files[page] for page in pages}, "what a build would publish"
    # a template with a mistake: the page that it is for says so
    original = preview.settings.templates.tool / "markdown" / "place.md.j2"  # type: ignore[union-attr]
    write("templates/markdown/place.md.j2", original.read_text(encoding="utf-8") + "{{ nme }}\n<b>\n")
    assert preview.answer("/topics/ecology.html").status == 200
    wrong = preview.answer("/places/990101.html")
    line = len(original.read_text(encoding="utf-8").splitlines()) + 1
    assert wrong.status == 500 and f"<b>templates/markdown/place.md.j2:{line}</b>: nme is not a name known here" in wrong.data.decode()
    Path("templates/markdown/place.md.j2").unlink()
    # a report
    text = Path("reports/样板县/2025.md").read_text(encoding="utf-8")
    write("reports/样板县/2025.md", text.replace("增长5.5%左右", "增长5.9%左右"))
    assert preview.answer("/topics/economy.html").data.decode().count("5.9%") > 0
    missing = preview.answer("/topics/ecologi.html")
    assert missing.status == 404 and "did you mean /topics/ecology.html?" in missing.data.decode()
    if all(map(machine.has, (machine.PANGO, machine.PANGOFT2, machine.FONT))):
        bulletin = preview.answer("/bulletins/ecology.pdf")
        assert bulletin.kind == "application/pdf" and bulletin.data.startswith(b"%PDF")
        assert "ecology.pdf" in preview.answer("/topics/ecology.html").data.decode()
    assert preview.answer("/bulletins/ecology.docx").data.startswith(b"PK")
    assert not Path("site").exists()


def test_a_mistake_of_ours_does_not_end_it(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.cli.preview.prepare", lambda *_: 1 / 0)
    assert preview.answer("/").status == 500 and b"ZeroDivisionError" in preview.answer("/").data


@pytest.fixture
def address() -> Iterator[str]:
    """Where a server answers each address with itself."""
    asked: SimpleQueue[tuple[str, Future[Answer]]] = SimpleQueue()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(asked))

    def answer() -> None:
        while True:
            route, awaited = asked.get()
            awaited.set_result(Answer(404 if "none" in route else 200, "text/plain; charset=utf-8", route.encode()))

    for work in (server.serve_forever, answer):
        threading.Thread(target=work, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_browser_of_this_machine_is_answered_and_no_other_name(address: str) -> None:
    assert get(f"{address}/a/%E4%BE%AF%E9%A9%AC.html?q=1") == (200, "/a/侯马.html")
    assert get(f"{address}/none") == (404, "/none")
    assert get(f"{address}/", Host="evil.example:80")[0] == 421 and get(f"{address}/", Host="localhost:1")[0] == 200


def test_a_port_that_is_taken_is_told(address: str, preview: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    port = address.rpartition(":")[2]
    assert main.main(("serve", "--port", port, "--quiet")) == 2
    assert f"nothing can be served at port {port}" in capsys.readouterr().err
