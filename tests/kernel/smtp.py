"""A mail server of the test's own: it keeps what it takes, and refuses what it is told to refuse."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What the server took, and how it answers each command; an empty answer hangs up."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextmanager
def mail_server(**answers: str) -> Iterator[MailServer]:
    """Give a server on a free loopback port; `data_end="451 later"` answers the end of a message so."""
    kept = MailServer(answers=answers)

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 ready")
            while line := self.rfile.readline().decode().strip():
                word = line.split(":")[0].split()[0].lower()
                kept.commands.append(word)
                if word == "data":
                    self._say("354 go on")
                    kept.taken.append(self._message())
                    word = "data_end"
                answer = kept.answers.get(word, "221 bye" if word == "quit" else "250 fine")
                if not answer:
                    return
                self._say(answer)

        def _say(self, answer: str) -> None:
            self.wfile.write(f"{answer}\r\n".encode())

        def _message(self) -> str:
            lines: list[str] = []
            while (line := self.rfile.readline().decode()) != ".\r\n":
                lines.append(line)
            return "".join(lines)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
