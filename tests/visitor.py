"""Somebody who waits for the service to answer, looks at one file, and asks it to end."""

import os
import signal
import threading
import time
import urllib.error
import urllib.request


class Visitor(threading.Thread):
    """`with Visitor(port) as visitor:` serve inside; afterwards `answers` holds what it was answered."""

    def __init__(self, port: int, ending: signal.Signals = signal.SIGINT) -> None:
        super().__init__()
        self.address = f"http://127.0.0.1:{port}/static/samstad.css"
        self.ending = ending
        self.answers: list[int] = []
        self.has_left = False

    def __enter__(self) -> "Visitor":
        self.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.has_left = True
        self.join()

    def run(self) -> None:
        while not self.has_left:
            try:
                with urllib.request.urlopen(self.address, timeout=5) as answer:
                    self.answers.append(answer.status)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
            else:
                os.kill(os.getpid(), self.ending)
                return
