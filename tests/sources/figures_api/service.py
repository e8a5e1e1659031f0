"""A service of our own that speaks as Kolada and SCB are documented to do, faults included."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

REGIONS, YEARS, SEXES = ("0180A", "0180B", "0180C"), ("2022", "2023", "2024"), ("1", "2")
PER_PAGE = 4


class Service(ThreadingHTTPServer):
    """`faults` are served one by one before the right answer: a status, a word or an answer of the test's own.

    The words are "html", "cut", "short" and "new form": "cut" is half a text sent as if whole; "short" says that it
    is longer than it is.
    """

    faults: deque[Any]
    asked: list[str]
    selections: list[dict[str, list[str]]]

    @property
    def base(self) -> str:
        return f"http://localhost:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *args: Any) -> None:
        """Silent: the test says what it saw."""

    def _answer(self, body: Any) -> None:
        self.server.asked.append(self.path)
        fault = self.server.faults.popleft() if self.server.faults else None
        if isinstance(fault, int):
            self._send(fault, b"{}", retry="3" if fault == 429 else "")
            return
        if fault == "html":
            self._send(200, b"<html><body>Underhall</body></html>")
            return
        answer = {"data": []} if fault == "new form" else fault if isinstance(fault, dict) else self._content(body)
        text = json.dumps(answer).encode()
        sent = text[: len(text) // 2] if fault in ("cut", "short") else text
        self._send(200, sent, length=len(text) if fault == "short" else len(sent))

    def _send(self, status: int, text: bytes, retry: str = "", length: int | None = None) -> None:
        self.send_response(status)
        if retry:
            self.send_header("Retry-After", retry)
        self.send_header("Content-Length", str(len(text) if length is None else length))
        self.end_headers()
        self.wfile.write(text)

    def _content(self, body: Any) -> Any:
        path = urlparse(self.path)
        if path.path.startswith("/data/kpi/"):
            return self._kolada(path.path.split("/"), parse_qs(path.query))
        if path.path.endswith("/metadata"):
            return json_stat({"Region": REGIONS, "Kon": SEXES, "Tid": YEARS}, None)
        chosen = {row["variableCode"]: row["valueCodes"] for row in body["selection"]}
        self.server.selections.append(chosen)
        return json_stat(chosen, [cell(*codes) for codes in _each(chosen)])

    def _kolada(self, words: list[str], query: dict[str, list[str]]) -> Any:
        kpis, places, years = (words[at].split(",") for at in (3, 5, 7))
        rows = [
            {"kpi": kpi, "municipality": place, "period": int(year), "values": genders(kpi, year)}
            for kpi in kpis
            for place in places
            for year in years
        ]
        page = int(query.get("page", ["1"])[0])
        more = page * PER_PAGE < len(rows)
        following = f"{self.server.base}{urlparse(self.path).path}?page={page + 1}" if more else None
        return {"values": rows[(page - 1) * PER_PAGE : page * PER_PAGE], "next_url": following}


def genders(kpi: str, year: str) -> list[dict[str, Any]]:
    value = None if year == "2016" else float(year) / 100
    return [
        {"gender": "T", "status": "Missing" if value is None else "", "value": value},
        {"gender": "K", "status": "", "value": 1.5},
    ]


def cell(region: str, sex: str, year: str) -> float:
    """A new code counts nobody before 2023: the service says zero, as the real one does."""
    return 0.0 if region == "0180C" and year < "2023" else REGIONS.index(region) * 100 + int(sex) * 10 + int(year) % 10


def _each(chosen: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    return [(r, s, y) for r in chosen["Region"] for s in chosen["Kon"] for y in chosen["Tid"]]


def json_stat(chosen: dict[str, Any], values: list[float] | None) -> dict[str, Any]:
    dimension = {
        name: {"category": {"index": {code: at for at, code in enumerate(codes)}}} for name, codes in chosen.items()
    }
    marks = {str(at): ".." for at, value in enumerate(values or ()) if value == 11 + 2}
    return {
        "id": list(chosen),
        "size": [len(c) for c in chosen.values()],
        "dimension": dimension,
        "value": values,
        "status": marks,
    }


@contextmanager
def running(*faults: Any) -> Iterator[Service]:
    """The service on a port of its own."""
    server = Service(("localhost", 0), _Answers)
    server.faults, server.asked, server.selections = deque(faults), [], []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
