"""The pages of the desk ask as much in a city ten times as large, with something in every part of them."""

import pytest
from tests.bench.full_city import BOARD, LARGE, SMALL, city, counts

pytestmark = pytest.mark.django_db
LIST, DETAILS = 15, 25
REPORT = f"rapport/{BOARD}/2017/t1/"
WITHIN = {
    "begart/": LIST,
    "program/": LIST,
    "siffror/": LIST,
    "siffror/skydd/": LIST,
    "behov/": LIST,
    "utkast/": LIST,
    "": DETAILS,
    f"rapport/{BOARD}/": DETAILS,
    f"plan/{BOARD}/": DETAILS,
    f"plan/{BOARD}/2017/las-in/": DETAILS,
    f"plan/{BOARD}/2017/nasta/": DETAILS,
    f"{REPORT}ekonomi/": DETAILS,
    f"{REPORT}enheter/": DETAILS,
    f"rapport/{BOARD}/2017/underlag/atgarder/": DETAILS,
    f"enhet/{BOARD}-enhet-0/": DETAILS,
    f"handlingsplan/{BOARD}/": DETAILS,
    f"begaran/program-{BOARD}/": DETAILS,
    f"medverkan/{BOARD}/": DETAILS,
    f"program/program-{BOARD}/": DETAILS,
    f"medel/{BOARD}/": DETAILS,
    "staden/2017/andringar/": DETAILS,
    "staden/2017/kf-budget/": DETAILS,
    "staden/2017/t1/namnd-2/": DETAILS,
}
WHOLE = {
    "luckor/": 34,
    f"luckor/{BOARD}/": 36,
    f"luckor/program/program-{BOARD}/": 36,
    "staden/2017/t1/": 37,
    REPORT: 53,
    f"rapport/{BOARD}/2017/underlag/": 43,
}
"""Pages that set the whole of a report, a round or the red thread side by side: more than a page of details."""


def test_a_full_page_of_the_desk_asks_as_much_in_a_city_ten_times_as_large() -> None:
    most = {f"/arbete/{page}": bar for page, bar in (WITHIN | WHOLE).items()}
    with city(SMALL) as visitor:
        few = counts(visitor, most)
    with city(LARGE) as visitor:
        assert counts(visitor, most) == few
    assert {address: asked for address, asked in few.items() if asked > most[address]} == {}
