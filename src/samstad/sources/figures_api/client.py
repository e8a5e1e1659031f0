"""Asking another service politely: not too often, again after a fault, never twice for what is already on disk."""

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext_noop

from samstad.refusals import Refusal
from samstad.sources.figures_api.lines import in_words

AGAIN = (429, 500, 502, 503, 504)
MOST_TRIES = 5
LONGEST_WAIT = 120.0
SECONDS_FOR_AN_ANSWER = 60
Made = TypeVar("Made")


class NoAnswer(Refusal):
    """The service did not give what was asked; the sentence says what it said and what to do.

    `text` and `said` are the sentence in two parts, as `in_words` takes them.
    """

    def __init__(self, text: str, **said: Any) -> None:
        super().__init__("no_answer", in_words(text, said))
        self.text, self.said = text, said


def _silence(text: str, said: Mapping[str, Any]) -> None:
    """Who nobody listens to tells nothing."""


@dataclass
class Client:
    """`folder` keeps answers, so that a run that was broken off goes on where it stopped. None keeps nothing.

    `sleep` and `clock` are the machine's unless a test gives its own. `asked` counts questions that left the machine.
    `tell` hears what happens, in two parts as `in_words` takes them. `was_kept` is true when the latest answer
    came from `folder`.
    """

    folder: Path | None = None
    pause: float = 0.5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    tell: Callable[[str, Mapping[str, Any]], None] = _silence
    asked: int = 0
    was_kept: bool = False
    _last: float = field(default=-1e9, repr=False)

    def json(self, address: str, read: Callable[[Any], Made], body: dict[str, Any] | None = None) -> Made:
        """What `read` makes of the answer; it raises `NoAnswer` for a wrong form, and only what it read is kept.

        Raises `NoAnswer` when the answer does not come, or is something else than JSON, after five tries.
        """
        kept = self._kept(address, body)
        if kept is not None and kept.is_file():
            with suppress(NoAnswer, ValueError):  # kept in a wrong form: ask again
                made = read(json.loads(kept.read_text(encoding="utf-8")))
                self.was_kept = True
                return made
        self.was_kept = False
        answer = self._ask_until_answered(address, body)
        made = read(answer)
        if kept is not None:
            _keep(kept, answer)
        return made

    def _ask_until_answered(self, address: str, body: dict[str, Any] | None) -> Any:
        fault: tuple[str, dict[str, Any]] = ("", {})
        for attempt in range(MOST_TRIES):
            if attempt:
                said = {"host": _host(address), "fault": fault, "attempt": attempt + 1, "most": MOST_TRIES}
                self.tell(gettext_noop("%(host)s %(fault)s. Nytt försök, %(attempt)d av %(most)d."), said)
                self.sleep(min(2.0**attempt, LONGEST_WAIT))
            self._be_polite()
            try:
                return self._ask(address, body)
            except urllib.error.HTTPError as answer:
                fault = gettext_noop("svarade %(code)d"), {"code": answer.code}
                if answer.code not in AGAIN:
                    text = gettext_noop("%(host)s %(fault)s på frågan. Se över koderna: %(address)s")
                    raise NoAnswer(text, host=_host(address), fault=fault, address=address) from None
                self.sleep(_retry_after(answer))
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                fault = gettext_noop("svarade inte"), {}
            except http.client.IncompleteRead:
                fault = gettext_noop("bröt av sitt svar"), {}
            except ValueError:
                fault = gettext_noop("svarade med något annat än JSON"), {}
        text = gettext_noop("%(host)s %(fault)s, %(most)d gånger. Försök igen om en stund; det hämtade är sparat.")
        raise NoAnswer(text, host=_host(address), fault=fault, most=MOST_TRIES)

    def _ask(self, address: str, body: dict[str, Any] | None) -> Any:
        self.asked += 1
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "User-Agent": "Samstad"}
        if data:
            headers["Content-Type"] = "application/json"
        question = urllib.request.Request(address, data=data, headers=headers)
        with urllib.request.urlopen(question, timeout=SECONDS_FOR_AN_ANSWER) as answer:
            return json.loads(answer.read().decode("utf-8"))

    def _be_polite(self) -> None:
        wait = self._last + self.pause - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._last = self.clock()

    def _kept(self, address: str, body: dict[str, Any] | None) -> Path | None:
        if self.folder is None:
            return None
        asked = json.dumps([address, body], sort_keys=True)
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


def _keep(kept: Path, answer: Any) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(".half")
    half.write_text(json.dumps(answer), encoding="utf-8")
    half.replace(kept)  # a run that is killed here leaves no half answer behind


def _retry_after(answer: urllib.error.HTTPError) -> float:
    """The seconds that the service asks for; none when it says nothing that is a number."""
    text = answer.headers.get("Retry-After", "")
    return min(float(text), LONGEST_WAIT) if text.isdigit() else 0.0


def _host(address: str) -> str:
    return address.split("/")[2] if "//" in address else address
