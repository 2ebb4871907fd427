"""A server that speaks LibreTranslate's interface, in a thread, and says what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["ar", "zh"]},
    {"code": "ar", "name": "Arabic", "targets": ["en"]},
]


@dataclass
class Libre:
    """What the server answers, and what it was asked."""

    address: str = ""
    status: int = 200
    languages: Any = field(default_factory=lambda: LANGUAGES)
    answer: bytes | None = None
    leads_to: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The texts that were to be translated."""
        return [content["q"] for _, path, content in self.asked if path.endswith("/translate")]


@contextmanager
def libre() -> Iterator[Libre]:
    """Give a server that turns every text into “[target] text”."""
    said = Libre()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said.asked.append(("GET", self.path, {}))
            self._send(json.dumps(said.languages).encode())

        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said.asked.append(("POST", self.path, content))
            words = {"translatedText": f"[{content['target']}] {content['q']}"}
            self._send(said.answer if said.answer is not None else json.dumps(words).encode())

        def _send(self, body: bytes) -> None:
            self.send_response(302 if said.leads_to else said.status)
            if said.leads_to:
                self.send_header("Location", said.leads_to)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    said.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield said
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
