"""The generated city with something in every part of every page, at two sizes, and somebody who may see all of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.demo.synth import Size, build
from samstad.domain.organisation.choices import CITY_ROLES, Role
from samstad.domain.organisation.models import Organisation

BOARD = "namnd-3"
"""Its report of the last tertial is being written; that of the board before it is decided."""
SMALL, LARGE = (Size(boards=5, goals=80 * times, activities=160 * times, years=2) for times in (1, 10))


@contextmanager
def city(size: Size) -> Iterator[Client]:
    """The city, and afterwards none; the visitor holds every role."""
    with transaction.atomic():
        build(size)
        board = Organisation.objects.get(slug=BOARD)
        client = Client()
        client.force_login(b.person("Ada Lind", *((role, None if role in CITY_ROLES else board) for role in Role)))
        yield client
        transaction.set_rollback(True)


def counts(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    """How many questions each page asks once it has been seen."""
    return {address: _asked(client, address) for address in addresses}


def counted(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len(asked)


def _asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)
