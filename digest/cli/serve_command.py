"""python build.py serve: the site as it would be published now, at an address of this machine alone. Nothing is published."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from collections.abc import Callable
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from urllib.parse import unquote, urlsplit

from digest.cli.console import LINE, progress, show_problems
from digest.cli.preview import Answer, Preview
from digest.model.build import Settings
from digest.model.exit_codes import Exit
from digest.model.problem import N_, Problem

Translate = Callable[[str], str]
HERE = "127.0.0.1"  # nobody else can ask
SEEN = N_("To be seen at {address} until Ctrl-C; what you change is seen when the page is loaded again.")
Asked = SimpleQueue[tuple[str, "Future[Answer]"]]  # addresses, and where the answer to each is awaited


def run_serve(options: argparse.Namespace, translate: Translate, settings: Settings) -> int:
    """Options of serve → exit code 2 where the port is taken; else it answers until it is stopped."""
    asked: Asked = SimpleQueue()
    try:
        server = ThreadingHTTPServer((HERE, options.port), handler_of(asked))
    except OSError as error:
        values = (("port", str(options.port)), ("reason", error.strerror or type(error).__name__))
        message, hint = N_("nothing can be served at port {port} ({reason})"), N_("name another one: --port 8001")
        show_problems((Problem("serve", 0, "serve.port", message, hint, values),), translate)
        return Exit.NOTHING
    address = f"http://{HERE}:{server.server_address[1]}/"
    with server, progress(translate, options.quiet) as told:
        preview = Preview(settings, translate, teller(translate, options.quiet), told)
        preview.now()  # so that the first page comes at once
        if not options.quiet:
            print(translate(SEEN).format(address=address), flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if options.open:
            webbrowser.open(address)
        while True:  # the work is done here, one page after the other: what reads documents makes processes, which threads may not
            route, awaited = asked.get()
            awaited.set_result(preview.answer(route))


def teller(translate: Translate, quiet: bool) -> Callable[[tuple[Problem, ...], float], None]:
    """→ what tells the terminal, after each making, how long it took and what is to be mended, where that is not what was told before."""
    before: list[tuple[Problem, ...]] = [()]

    def told(problems: tuple[Problem, ...], seconds: float) -> None:
        if not quiet:
            print(translate(LINE).format(name=translate(N_("made in seconds")), value=f"{seconds:.1f}"), flush=True)
        if problems != before[0]:
            show_problems(problems, translate)
        before[0] = problems

    return told


def handler_of(asked: Asked) -> type[BaseHTTPRequestHandler]:
    """Where addresses are asked for → what speaks HTTP with a browser of this machine: GET and HEAD, and nothing for pages of elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 60  # of a browser that opens a connection and says nothing

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            if self.headers.get("Host", "").rpartition(":")[0] not in (HERE, "localhost"):
                self.send_error(421)  # a name that somebody else made lead here
                return
            awaited: Future[Answer] = Future()
            asked.put((unquote(urlsplit(self.path).path), awaited))
            answer = awaited.result()
            self.send_response(answer.status)
            for name, value in (("Content-Type", answer.kind), ("Content-Length", str(len(answer.data))), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(answer.data)

        def log_message(self, format: str, *args: object) -> None:
            """The terminal tells of mistakes, not of requests."""

    return Handler
