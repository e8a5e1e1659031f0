"""The economy of a round: each kind of money for itself, and sums that say whom they hold."""

from typing import Any

from samstad.documents import Callout, Table, cell_text
from samstad.reports.council_report.economy import extract_economy, round_economy
from samstad.reports.council_report.economy_meeting import economy_talk
from samstad.reports.council_report.economy_tables import economy_blocks, economy_tables, in_one_table

Facts = dict[str, Any]


def row(kind: str, budget: str, forecast: str | None, deviation: str | None, **more: Any) -> Facts:
    return {
        "part": "operations", "kind": kind, "unit": "mnkr", "title": "Park", "budget": budget, "outcome": "1",
        "forecast": forecast, "deviation": deviation, "asked": None, "explanation": "", **more,
    }  # fmt: skip


def request(kind: str, asked: str, **more: Any) -> Facts:
    return {
        "part": "adjustment", "kind": kind, "unit": "mnkr", "title": "Hyra", "budget": None, "outcome": None,
        "forecast": None, "deviation": None, "asked": asked, "explanation": "Högre hyra.", **more,
    }  # fmt: skip


def text(slug: str, *rows: Facts, asked: bool = True, example: bool = False) -> Facts:
    tables = ["economy"] if asked else []
    told = extract_economy({"economy": list(rows), "chapters": [{"tables": tables}]})
    return {"board": {"slug": slug}, "economy": told, "example": example}


def of_round(*texts: Facts, bodies: str = "norr soder tyst") -> Facts:
    coverage = [{"slug": slug, "short_name": slug.capitalize()} for slug in bodies.split()]
    return round_economy(coverage, texts)


def shown(table: Table) -> list[list[str]]:
    return [[cell_text(cell, "sv") for cell in cells] for cells in table.rows]


NORR = text(
    "norr", row("running", "100", "110", "-10"), row("running", "5", "5", "0"), row("investment", "30", "20", "10")
)
SODER = text("soder", row("running", "50.5", "50", "0.5"))


def test_every_kind_has_its_own_table_and_is_never_added_to_another() -> None:
    running, investment = economy_tables(of_round(NORR, SODER))
    assert (running.caption, investment.caption) == ("Verksamhet, drift", "Verksamhet, investeringar")
    assert shown(running) == [
        ["Norr", "mnkr", "105,0", "2,0", "115,0", "−10,0"],
        ["Soder", "mnkr", "50,5", "1,0", "50,0", "0,5"],
        ["Summa för 2 av 3", "mnkr", "155,5", "3,0", "165,0", "−9,5"],
    ]
    assert shown(investment)[-1] == ["Summa för 1 av 3", "mnkr", "30", "1", "20", "10"]


def test_thousands_and_millions_stand_as_they_were_reported_and_add_up_in_millions() -> None:
    thousands = text("soder", row("running", "2500", "2600", "-100", unit="tkr"))
    (running,) = economy_tables(of_round(text("norr", row("running", "100", "110", "-10")), thousands))
    assert shown(running)[1:] == [
        ["Soder", "tkr", "2\N{NO-BREAK SPACE}500", "1", "2\N{NO-BREAK SPACE}600", "−100"],
        ["Summa för 2 av 3", "mnkr", "102,5", "1,001", "112,6", "−10,1"],
    ]


def test_a_column_that_somebody_lacks_has_no_sum() -> None:
    (running,) = economy_tables(of_round(SODER, text("norr", row("running", "100", None, None))))
    assert shown(running)[-1] == ["Summa för 2 av 3", "mnkr", "150,5", "2,0", "–", "–"]


def test_result_units_stand_beside_what_they_are_a_part_of() -> None:
    both = text("norr", row("running", "100", "100", "0"), row("running", "7", "6", "1", part="result_unit"))
    assert [(table.caption, shown(table)[0][2]) for table in economy_tables(of_round(both))] == [
        ("Verksamhet, drift", "100"),
        ("Resultatenheter, drift", "7"),
    ]


def test_the_silent_are_named_apart_from_those_who_have_not_sent_out() -> None:
    told = [block.text for block in economy_blocks(of_round(NORR, text("soder"))) if isinstance(block, Callout)]
    assert told == [
        "2 av 3 har inte redovisat någon ekonomi. "
        "Har sänt ut sin rapport utan ekonomi: Soder. Har inte sänt ut sin rapport: Tyst."
    ]


def test_a_round_that_asks_for_no_economy_has_no_section() -> None:
    assert of_round(text("norr", asked=False)) == {}
    assert of_round() == {}
    assert of_round(text("norr"))["silent"][0] == {"slug": "norr", "name": "Norr", "sent_out": True}


def test_a_text_from_before_there_was_economy_is_silent() -> None:
    assert extract_economy({}) == {"asked": False, "sums": [], "requests": []}


def test_requests_are_listed_with_why_and_summed_by_kind() -> None:
    asking = text("norr", request("running", "4"), request("investment", "9"), request("running", "1", title="El"))
    running, investment = economy_tables(of_round(asking))
    assert running.caption == "Begärda budgetjusteringar, drift"
    assert shown(running)[0] == ["Norr", "mnkr", "Hyra", "4", "Högre hyra."]
    assert shown(running)[-1] == ["Summa för 1 av 3", "mnkr", "", "5", ""]
    assert shown(investment)[-1][3] == "9"


def test_example_rows_say_so() -> None:
    made_up = text("norr", row("running", "1", "1", "0"), example=True)
    (running,) = economy_tables(of_round(made_up, SODER))
    assert [cells[-1] for cells in shown(running)] == ["ja", "", "ja"]


def test_one_table_for_files_holds_every_row_with_the_table_it_stands_in() -> None:
    tables = economy_tables(of_round(NORR, text("soder", request("running", "4"))))
    one = in_one_table(tables, "Ekonomi")
    rows = [[cell for cell in cells if cell] for cells in shown(one)]
    assert rows == [[table.caption, *(cell for cell in cells if cell)] for table in tables for cells in shown(table)]


def test_a_meeting_hears_the_largest_deviations_of_each_kind_and_every_request() -> None:
    many = [text(f"b{n}", row("running", "100", "0", str(n))) for n in range(5)]
    small = text("tkr", row("running", "9000", "9900", "-900", unit="tkr"), row("investment", "8", "9", "-1"))
    asking = text("fler", request("running", "4"))
    talk = economy_talk(of_round(*many, small, asking, bodies="b0 b1 b2 b3 b4 tkr fler tyst"))
    assert [sentence.split(":")[0] for sentence in talk.deviations] == [
        "B4, drift", "B3, drift", "B2, drift", "Tkr, investering",
    ]  # fmt: skip
    assert talk.deviations[-1] == "Tkr, investering: avvikelse −1 mnkr, budget 8 mnkr."
    assert talk.more == 2, "B1 and the thousands; no deviation is no exception"
    assert talk.requests == ("Fler begär 4 mnkr (budgetjustering, drift): Hyra. Högre hyra.",)
    assert (talk.silent, talk.bodies) == (1, 8)


def test_a_meeting_of_an_old_roll_up_says_nothing_of_economy() -> None:
    assert economy_talk(None).deviations == ()
