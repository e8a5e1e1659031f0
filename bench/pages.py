"""Pages: how many questions they ask, and how long they take beside the same page with its rows already in memory."""

import gzip
import re
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write
from samstad.demo.synth import Size, build
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity

ROUNDS = 15
QUICK_SECONDS, MARGIN_SECONDS = 0.020, 0.040
LISTS = {"activities": "/atgarder/?ar=2017", "boards": "/namnder/", "areas": "/omraden/", "programmes": "/program/"}
DETAILS = {
    "area": "/omraden/omrade-3/",
    "goal": "/mal/2017/kf-2017-3/",
    "board": "/namnder/namnd-3/",
    "programme": "/program/program-namnd-3/",
    "start": "/",
}
READERS = {
    "activities": ("samstad.web.public.views_activities", ("read_activity_list", "followed_year")),
    "area": ("samstad.web.public.views_places", ("read_area_page", "followed_year")),
    "goal": ("samstad.web.public.views_goals", ("find_goal", "read_goal_page")),
    "board": ("samstad.web.public.views_boards", ("find_body", "read_board_page", "followed_year")),
    "programme": ("samstad.web.public.views_documents", ("find_document", "read_programme_page", "followed_year")),
    "index": ("samstad.web.public.views_need", ("find_run", "read_index_page")),
    "roll-up": ("samstad.web.public.followup", ("collect_round",)),
}
"""The view's module and the readers whose answers are kept for the yardstick."""


def full() -> None:
    """N: the generated city in its ordinary size."""
    seconds = _timed(lambda: build(Size()))
    write(line("generate the city, 1,000 goals and 10,000 activities", seconds, "s"))
    _count("full")
    rows = Activity.objects.filter(year=2017).count()
    write(line("activities in the measured list", min(rows, 1000), "rows"))
    for page, address in {"activities": LISTS["activities"], **DETAILS}.items():
        if page in READERS:
            beside_yardstick(page, address)


def tenfold() -> None:
    """10 N: ten times the goals and activities."""
    build(Size(goals=10_000, activities=100_000))
    _count("tenfold")


def council() -> None:
    """The roll-up of 40 boards with 300 goals each."""
    build(Size(boards=40, goals=12_000, activities=400, years=1))
    client = Client()
    asked = sql(client, "/uppfoljning/2017/t1/")
    write(line("SQL, council roll-up of 40 boards x 300 goals", asked, "queries", 20))
    beside_yardstick("roll-up", "/uppfoljning/2017/t1/")


COUNCIL_GOAL = "/mal/2017/kf-2017-3/"


def council_goal() -> None:
    """One council goal of 40 boards with 300 goals each, and five years of splits, mergers and judgements."""
    build(Size(boards=40, goals=60_000, activities=6_000, years=5))
    _council_goal("full")
    beside_yardstick("goal", COUNCIL_GOAL)


def council_goal_tenth() -> None:
    """The same with a tenth of the goals and activities: it asks the database exactly as much."""
    build(Size(boards=40, goals=6_000, activities=600, years=5))
    _council_goal("tenth")


def _council_goal(size: str) -> None:
    asked = sql(Client(), COUNCIL_GOAL)
    write({"row": f"_sql {size} council goal", "value": asked, "unit": "queries", "bar": 20, "ok": True})
    if size == "full":
        write(line("SQL, council goal of 40 boards x 300 goals, five years", asked, "queries", 20))


def first_page() -> None:
    """What a first visit costs over the wire, and whether anything comes from another host."""
    build(Size(boards=20, goals=100, activities=500, years=1))
    client = Client()
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    html = (
        gzip.decompress(page.content).decode()
        if page.headers.get("Content-Encoding") == "gzip"
        else page.content.decode()
    )
    addresses = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', html)
    own = [address for address in addresses if address.startswith("/static/")]
    size = len(page.content) + sum(_bytes(client, address) for address in own)
    foreign = [address for address in addresses if re.match(r"(?:https?:)?//", address)]
    write(line("first public page over the wire", size / 1000, "kB", 60))
    write(line("requests to any other host", len(foreign), "requests", 0))


def _bytes(client: Client, address: str) -> int:
    answer: Any = client.get(address, headers={"Accept-Encoding": "gzip"})
    return len(b"".join(answer.streaming_content)) if answer.streaming else len(answer.content)


def _count(size: str) -> None:
    client = _signed_in()
    for kind, pages, bar in (("list", LISTS, 15), ("details", DETAILS, 25)):
        for page, address in pages.items():
            asked = sql(client, address)
            write({"row": f"_sql {size} {page}", "value": asked, "unit": "queries", "bar": bar, "ok": True})
            if size == "full":
                write(line(f"SQL, {kind} {page}, signed in", asked, "queries", bar))


def sql(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(asked)


def beside_yardstick(page: str, address: str) -> None:
    """The page and its yardstick turn by turn: the same address and templates, the rows kept from the first reading."""
    client = _signed_in()
    module, names = READERS[page]
    kept = _keep(client, address, module, names)
    real, bare = [], []
    for _ in range(ROUNDS):
        real.append(_timed(lambda: client.get(address)))
        with _from_memory(module, kept):
            bare.append(_timed(lambda: client.get(address)))
    page_time, yardstick = statistics.median(real), statistics.median(bare)
    write(line(f"seconds, {page} page", page_time, "s"))
    write(line(f"seconds, yardstick of the {page} page", yardstick, "s"))
    if yardstick < QUICK_SECONDS:
        write(line(f"{page} page more than its yardstick", (page_time - yardstick) * 1000, "ms", MARGIN_SECONDS * 1000))
    else:
        write(line(f"{page} page beside its yardstick", page_time / yardstick, "x", 3))


def _keep(client: Client, address: str, module: str, names: tuple[str, ...]) -> dict[str, Any]:
    """What each reader answered for the page."""
    kept: dict[str, Any] = {}
    with ExitStack() as stack:
        for name in names:
            real = getattr(__import__(module, fromlist=[name]), name)
            stack.enter_context(patch(f"{module}.{name}", _remembering(real, name, kept)))
        client.get(address)
    return kept


def _remembering(real: Callable[..., Any], name: str, kept: dict[str, Any]) -> Callable[..., Any]:
    def ask(*given: Any, **named: Any) -> Any:
        kept[name] = real(*given, **named)
        return kept[name]

    return ask


def _from_memory(module: str, kept: dict[str, Any]) -> ExitStack:
    stack = ExitStack()
    for name, answer in kept.items():
        stack.enter_context(patch(f"{module}.{name}", lambda *_given, _answer=answer, **_named: _answer))
    return stack


def _signed_in() -> Client:
    user = User.objects.filter(email="bank@example.org").first() or User.objects.create_user("bank@example.org", "Bänk")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _timed(do: Callable[[], Any]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start
