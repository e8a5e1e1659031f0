"""A small mail server that takes mail as a real one does, and refuses whom it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class PostOffice:
    port: int = 0
    refused: set[str] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)


@contextmanager
def post_office(*refused: str) -> Iterator[PostOffice]:
    """Open while the block runs; `mails` holds what was handed in."""
    office = PostOffice(refused=set(refused))

    class Counter(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 post.example.org")
            while line := self.rfile.readline().decode().strip():
                word = line.split(" ")[0].upper()
                if word == "RCPT" and any(address in line for address in office.refused):
                    self._say("550 no such box")
                elif word == "DATA":
                    self._take()
                else:
                    self._say("221 bye" if word == "QUIT" else "250 ok")
                if word == "QUIT":
                    return

        def _take(self) -> None:
            self._say("354 go on")
            lines: list[bytes] = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            mail: Any = message_from_bytes(b"".join(lines), policy=policy.default)
            office.mails.append(mail)
            office.raw.append(b"".join(lines))
            self._say("250 taken")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
