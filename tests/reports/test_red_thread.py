"""The red thread on each page: what it ties together, and the gaps it names."""

import pytest
from tests import builders as b
from tests.reports import small_city

from samstad.domain.programmes.models import Question
from samstad.domain.steering.models import ActivityGoal, Goal, GoalIndicator, GoalLink
from samstad.reports.area_page import read_area_page
from samstad.reports.board_page import read_board_page
from samstad.reports.goal_page import find_goal, read_goal_page
from samstad.reports.programme_page import find_document, read_programme_page
from samstad.reports.red_thread import ThreadNode

pytestmark = pytest.mark.django_db


def goal_thread(slug: str) -> tuple[ThreadNode, ...]:
    goal = find_goal(slug)
    assert goal is not None
    return read_goal_page(goal, year=2017, on=small_city.TODAY).thread


def labels(thread: tuple[ThreadNode, ...]) -> list[str]:
    return [node.label for node in thread]


def gaps(thread: tuple[ThreadNode, ...]) -> list[str]:
    return [node.items[0].text for node in thread if node.state == "gap"]


def test_the_thread_runs_from_vision_to_figure() -> None:
    small_city.build(times=0)
    thread = goal_thread("farsta-lokalt")
    assert labels(thread) == [
        "Vision", "KF:s mål 1.3", "Nämndmål", "Program", "Tema", "Lokalt mål", "1 åtgärd", "Indikator", "Medverkan",
    ]  # fmt: skip
    assert [node.state for node in thread] == [*["link"] * 5, "present", "link", "link", "gap"]
    assert gaps(thread) == ["Trafiknämnden har inte svarat på frågan."]


def test_what_is_missing_is_a_gap_with_a_sentence() -> None:
    b.goal("Ensamt", "local", None, slug="ensamt", owner=b.board())
    assert gaps(goal_thread("ensamt")) == [
        "Inget av fullmäktiges mål för 2017 är kopplat hit.",
        "Inget nämndmål bär detta.",
        "Ingen åtgärd är knuten till målet.",
        "Målet har ingen indikator. Det går inte att se om det nås.",
    ]


def test_a_council_goal_that_nobody_answers_says_so() -> None:
    b.goal("Ensamt", "council", slug="ensamt")
    found = gaps(goal_thread("ensamt"))
    assert "Ingen koppling till en vision är inlagd." in found
    assert "Ingen nämnd har ännu svarat på målet med egna mål eller åtgärder." in found


def test_a_goal_of_another_year_breaks_the_chain() -> None:
    """The programme served the goals of 2015; in 2017 nothing above it is tied, not even the vision."""
    vision = b.goal("Vision", "vision", None)
    earlier = b.goal("Målet 2015", "council", 2015, under=vision)
    b.goal("Delmål", "programme", None, under=earlier, slug="delmalet")
    thread = goal_thread("delmalet")
    assert "Vision" not in labels(thread)
    assert "Inget av fullmäktiges mål för 2017 är kopplat hit." in gaps(thread)


def test_a_board_goal_that_takes_up_the_theme_carries_it() -> None:
    board = b.board()
    theme = b.goal("Temat", "local", None, slug="temat", owner=board)
    b.goal("Nämndens mål", "board", 2017, under=theme, owner=board)
    thread = goal_thread("temat")
    assert "Inget nämndmål bär detta." not in gaps(thread)
    assert labels(thread).count("Nämndmål") == 1


def test_an_interpretation_is_marked() -> None:
    upper = b.goal("Målet", "council", 2017)
    lower = b.goal("Temat", "local", None, slug="temat")
    GoalLink.objects.create(lower=lower, upper=upper, meaning="contributes", interpretation=True, interpreted_by="Bo")
    notes = [item.note for node in goal_thread("temat") for item in node.items if item.text == "Målet"]
    assert notes == ["tolkning"]


def test_many_things_are_counted_and_not_listed() -> None:
    board = b.board()
    goal = b.goal(slug="stort", owner=board)
    for number in range(9):
        b.activity(board, f"Nr {number}", goal)
    measures = next(node for node in goal_thread("stort") if node.label == "9 åtgärder")
    assert (len(measures.items), measures.more) == (6, 3)


def test_an_answered_question_is_no_gap() -> None:
    made = small_city.build(times=1)
    Question.objects.filter(pk=made.question.pk).delete()
    thread = goal_thread("farsta-lokalt")
    assert gaps(thread) == []
    assert labels(thread)[-1] == "Medverkan"


def test_a_programmes_thread_counts_what_it_holds() -> None:
    small_city.build(times=1)
    document = find_document("lup-farsta")
    assert document is not None
    page = read_programme_page(document, year=2017, on=small_city.TODAY)
    assert labels(page.thread)[-6:] == [
        "Under",
        "Lokalt utvecklingsprogram",
        "Tema",
        "Åtgärder",
        "Indikator",
        "Medverkan",
    ]
    assert gaps(page.thread) == ["1 fråga är obesvarad"]


def test_a_programme_without_measures_and_figures_says_so() -> None:
    document = b.programme(b.board())
    b.put_in_programme(document, b.goal("Mål", "local", None))
    found = gaps(read_programme_page(document, year=2017, on=small_city.TODAY).thread)
    assert "Ingen åtgärd är inlagd." in found
    assert "Inget av målen har en indikator. Det går inte att se om de nås." in found
    assert "Inget nämndmål bär detta." in found


def test_a_programme_shows_what_others_give_when_nothing_is_unanswered() -> None:
    made = small_city.build(times=1)
    Question.objects.filter(answers=None).delete()
    thread = read_programme_page(made.programme, year=2017, on=small_city.TODAY).thread
    assert thread[-1].items[0].text == "1 bidrag från andra"


def test_a_boards_thread_names_what_it_lacks() -> None:
    board = b.board()
    found = gaps(read_board_page(board, year=2017).thread)
    assert found == [
        "Inget av fullmäktiges mål för 2017 är kopplat hit.",
        "Inga egna mål är inlagda för året.",
        "Ingen åtgärd är inlagd för året.",
    ]


def test_a_board_with_goals_but_no_figures_or_answers() -> None:
    made = small_city.build(times=1)
    GoalIndicator.objects.all().delete()
    assert "Inget av de egna målen har en indikator." in gaps(read_board_page(made.board, year=2017).thread)
    assert "1 fråga väntar på svar" in gaps(read_board_page(made.partner, year=2017).thread)


def test_an_external_partner_is_not_asked_for_goals() -> None:
    partner = b.board(kind="external")
    assert labels(read_board_page(partner, year=2017).thread) == ["Extern part"]


def test_a_places_thread() -> None:
    small_city.build(times=0)
    page = read_area_page("fagersjo", year=2017, on=small_city.TODAY)
    assert page is not None
    assert labels(page.thread) == [
        "Vision", "KF:s mål 1.3", "Nämndmål", "Program", "Stadsdel", "Mål för platsen", "Åtgärder", "Siffror",
    ]  # fmt: skip


def test_an_empty_place_says_what_is_missing() -> None:
    b.area("tomt", "Tomt", kind="torg")
    page = read_area_page("tomt", year=2017, on=small_city.TODAY)
    assert page is not None
    assert gaps(page.thread) == [
        "Inget program pekar ut platsen.",
        "Inget mål gäller just den här platsen.",
        "Ingen åtgärd är inlagd för platsen.",
        "Inga siffror finns för platsen.",
    ]


def test_a_vision_needs_no_indicator() -> None:
    b.goal("Ett Stockholm för alla", "vision", None, slug="visionen")
    assert "Indikator" not in labels(goal_thread("visionen"))


def test_measures_of_the_goals_below_belong_to_a_theme() -> None:
    made = small_city.build(times=0)
    assert ActivityGoal.objects.filter(goal=made.theme).count() == 0
    assert "1 åtgärd" in labels(goal_thread("farsta-tema"))
    assert Goal.objects.filter(slug="farsta-tema").exists()
