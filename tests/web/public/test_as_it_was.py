"""Whatever has been done since: a past day reads as its pages read when that day had ended."""

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import Phase, given, settings
from tests.slow_examples import one_in
from tests.web.public.past_city import City, Days, days, read_back

pytestmark = pytest.mark.django_db


@settings(one_in(16), phases=[Phase.generate])
@given(days(City.DEEDS))
def test_a_past_day_reads_as_it_read_then(client: Client, done: Days) -> None:
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        assert read_back(client, City(), done, patch) == {}
        transaction.set_rollback(True)


def test_what_a_programme_asked_reads_as_it_read_then(client: Client) -> None:
    done = [
        (3, [("request_answers", "")]),
        (4, [("reword_request", ""), ("reword_goal", "")]),
        (5, [("withdraw_request", "")]),
    ]
    with pytest.MonkeyPatch.context() as patch:
        assert read_back(client, City(), done, patch) == {}
