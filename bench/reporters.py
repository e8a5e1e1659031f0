"""A hundred reporters who save at once for a minute: nobody overwrites another, and nobody meets an error page."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from bench.lines import line, write
from samstad.demo.synth import Size, build
from samstad.domain.cycle.models import ActivityRow, Report
from samstad.domain.cycle.queries import due_rows
from samstad.domain.history.models import Event
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.models import User

REPORTERS, ROWS = 100, 20
SECONDS, BARE_SECONDS = 60, 10
TOKEN = "b" * 32
VERSION = re.compile(r'\.version" value="(\d+)"')


@dataclass
class Reporter:
    """What one of them met: `saved` are the texts that the service said it had kept, by row."""

    cookie: str
    row: str
    saved: list[tuple[str, str]] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    version: str = "0"


def reporters() -> None:
    """Saves, refusals told to a person, errors, lost updates; and the 95th percentile beside that of a bare view."""
    build(Size(boards=1, goals=20, activities=60, years=1))
    report = Report.objects.select_related("round", "organisation").get(round__kind="t1")
    rows = [activity.slug for activity in due_rows(report).activities][:ROWS]
    people = [Reporter(_signed_in(report, number), rows[number % len(rows)]) for number in range(REPORTERS)]
    address = f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/"
    database = connection.vendor
    with _served("samstad", "serve") as port:
        _at_once(people, lambda reporter, number: _save(reporter, number, port, address), SECONDS)
    with _served("bench.bare") as port:
        bare = [Reporter(reporter.cookie, reporter.row) for reporter in people]
        _at_once(bare, lambda reporter, _number: _ask(reporter, port, "/", {}), BARE_SECONDS)
    answers = sum((reporter.answers for reporter in people), Counter[int]())
    told = answers[200] + answers[409]
    write(line(f"saves by {REPORTERS} reporters in {SECONDS} s, {database}", answers[200], "rows"))
    write(line(f"told that somebody was first, {database}", answers[409], "rows"))
    write(line(f"error pages to {REPORTERS} reporters, {database}", answers.total() - told, "answers", 0))
    write(line(f"lost updates of {REPORTERS} reporters, {database}", _lost(people, report), "rows", 0))
    write(line(f"milliseconds, p95 of a save, {database}", _p95(people), "ms"))
    write(line(f"milliseconds, p95 of a bare view with as many, {database}", _p95(bare), "ms"))


def _lost(people: list[Reporter], report: Report) -> int:
    """Saves that were acknowledged and are neither counted by their row nor remembered in its history."""
    acknowledged = Counter(row for reporter in people for row, _text in reporter.saved)
    stored = dict(ActivityRow.objects.filter(report=report).values_list("activity__slug", "version"))
    uncounted = sum(abs(stored.get(row, 0) - saves) for row, saves in acknowledged.items())
    remembered = {
        change["deviation"][1]
        for change in Event.objects.filter(action="save_activity_row").values_list("change", flat=True)
        if "deviation" in change
    }
    return uncounted + sum(text not in remembered for reporter in people for _row, text in reporter.saved)


def _signed_in(report: Report, number: int) -> str:
    """The cookies of a reporter of the board who has signed in."""
    user = User.objects.create_user(f"rapportor-{number}@example.org", f"Rapportör {number}")
    RoleAssignment.objects.create(user=user, role=Role.REPORTER, organisation=report.organisation)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _at_once(people: list[Reporter], do: Callable[[Reporter, int], object], seconds: float) -> None:
    """Everybody does it again and again until the time is out."""
    end = time.monotonic() + seconds

    def work(reporter: Reporter) -> None:
        number = 0
        while time.monotonic() < end:
            number += 1
            do(reporter, number)

    threads = [threading.Thread(target=work, args=(reporter,)) for reporter in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _save(reporter: Reporter, number: int, port: int, address: str) -> None:
    """One row as the page saves it; a refused reporter looks at the row and tries once more, as a person would."""
    text = f"{reporter.cookie[10:22]} {number}"
    key = f"a.{reporter.row}"
    form = {f"{key}.version": reporter.version, f"{key}.status": "deviates", f"{key}.deviation": text}
    status, page = _ask(reporter, port, address, form)
    if status == 200:
        reporter.saved.append((reporter.row, text))
    found = VERSION.search(page)
    if found:
        reporter.version = found[1]


def _ask(reporter: Reporter, port: int, address: str, form: dict[str, str]) -> tuple[int, str]:
    body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
    headers = {"Cookie": reporter.cookie, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
    start = time.perf_counter()
    asked = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        asked.request("POST", address, body, headers)
        answer = asked.getresponse()
        page = answer.read().decode()
        status = answer.status
    except OSError:
        status, page = 0, ""
    finally:
        asked.close()
    reporter.seconds.append(time.perf_counter() - start)
    reporter.answers[status] += 1
    return status, page


def _p95(people: list[Reporter]) -> float:
    return statistics.quantiles([one for reporter in people for one in reporter.seconds], n=20)[-1] * 1000


@contextmanager
def _served(*module: str) -> Iterator[int]:
    """The service in a process of its own, on the database of this one; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "PORT": str(port), "SAMSTAD_HOSTS": "localhost"}
    process = subprocess.Popen([sys.executable, "-m", *module], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the service did not start") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the service did not answer")
