"""What the sources say of Stockholm 2017, found by the thread check in the real pack."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests import builders as b
from tests.facts.stockholm import stockholm

from samstad.reports.thread_check import Finding, check


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Finding]]:
    with stockholm(django_db_blocker):
        yield check(on=b.day("2017-05-02"), year=2017)


def test_the_slip_in_skarholmen_is_the_only_target_group_that_differs(found: list[Finding]) -> None:
    [slip] = [row for row in found if row.code == "target-group-differs"]
    assert slip.where.startswith("Skärholmens stadsdelsnämnd")
    assert "16–19 år" in slip.text
    assert "16–29 år" in slip.text
    assert slip.programme == "lup-skarholmen"


def test_every_committee_and_company_but_the_social_services_is_silent_on_the_seven(found: list[Finding]) -> None:
    silent = {row.where for row in found if row.code == "no-priority"}
    assert "Socialnämnden" not in silent
    assert {"Utbildningsnämnden", "Trafiknämnden", "AB Svenska Bostäder", "Stockholms Stadshus AB"} < silent
    assert len(silent) == 19
    assert all("7 prioriterade" in row.text for row in found if row.code == "no-priority")


def test_the_six_districts_that_lead_the_known_sub_goal_have_not_answered_it(found: list[Finding]) -> None:
    rows = [row for row in found if row.code == "request-unanswered"]
    assert len({row.where for row in rows}) == len(rows) == 6
    assert all(row.programme == "sammanhallen-stad" for row in rows)
    assert not [row for row in found if row.code == "silent-board" and "ekonomiskt bistånd" in row.where]


def test_the_six_districts_have_no_plan_of_action_by_the_spring_that_the_sources_name(found: list[Finding]) -> None:
    rows = [row for row in found if row.code == "no-action-plan"]
    assert len(rows) == 6
    assert all("30 juni 2015" in row.text for row in rows)


def test_the_transport_committee_has_not_answered_what_skarholmen_assigns_to_it(found: list[Finding]) -> None:
    [row] = [row for row in found if row.code == "silent-board" and "Levande Stockholm" in row.where]
    assert "trafiknamnden" in row.bodies


def test_a_contribution_to_enskede_stands_under_another_theme(found: list[Finding]) -> None:
    [row] = [row for row in found if row.code == "other-theme"]
    assert "långvarigt försörjningsstöd" in row.where
    assert row.programme == "lup-enskede-arsta-vantor"


def test_no_local_goal_has_an_indicator_and_no_direction_a_baseline(found: list[Finding]) -> None:
    """The word indikator does not occur once in source 004."""
    local = Counter(row.code for row in found if "Lokalt mål" in row.where)
    assert local["goal-without-indicator"] == 115
    assert local["direction-without-baseline"] == 60


def test_nothing_is_asked_so_no_question_is_overdue(found: list[Finding]) -> None:
    """A partner list is an intention, not a question."""
    assert not [row for row in found if row.code == "question-unanswered"]
