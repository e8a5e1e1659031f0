"""A tried file becomes figures as a whole or not at all, and is taken back as a whole."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in
from tests.sources.figure_upload.files import city, figures, kept, stored, write

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions.uploads import keep_upload, save_mapping, store_upload, undo_upload
from samstad.domain.steering.models import FigureMapping, FigureUpload, Value
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.figure_upload import keep_file, kept_file, store

pytestmark = pytest.mark.django_db
LONG = "kod;indikator;år;värde\n"


@pytest.fixture(autouse=True)
def _city() -> None:
    city()


def undo(upload: FigureUpload, reason: str = "Fel tabell.") -> int:
    return undo_upload(upload=upload, reason=reason, by=COMMAND_LINE, at=b.NOON)


def test_what_is_stored_carries_its_source_its_day_and_its_file(tmp_path: Path) -> None:
    upload = stored(write(tmp_path, LONG + "farsta;bistand;2016;7,1\n"))
    value = Value.objects.get()
    assert (value.value, value.source, value.known_from, value.upload) == (
        Decimal("7.1"), upload.source, upload.known_from, upload,
    )  # fmt: skip
    assert upload.state == "stored"
    event = Event.objects.get(action="store_upload")
    assert event.change["values"] == [None, 1]


def test_only_what_differs_is_stored_and_the_earlier_stays_beside_it(tmp_path: Path) -> None:
    stored(write(tmp_path, LONG + "farsta;bistand;2015;7\nfarsta;bistand;2016;7\n"))
    stored(write(tmp_path, LONG + "farsta;bistand;2015;7\nfarsta;bistand;2016;6\n"))
    assert Value.objects.count() == 3
    assert figures()["bistand", "farsta", "2016"] == 6


def test_an_undone_file_gives_back_what_was_known_before(tmp_path: Path) -> None:
    stored(write(tmp_path, LONG + "farsta;bistand;2016;7\n"))
    upload = stored(write(tmp_path, LONG + "farsta;bistand;2016;6\nalvsjo;bistand;2016;2\n"))
    assert undo(upload) == 2
    assert figures() == {("bistand", "farsta", "2016"): 7}
    assert Value.every.filter(upload=upload, withdrawn=True).count() == 2
    assert Event.objects.get(action="undo_upload").change["reason"] == [None, "Fel tabell."]
    upload.refresh_from_db()
    assert (upload.state, upload.reason) == ("undone", "Fel tabell.")


def test_the_same_file_may_be_stored_again_after_it_was_undone(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;bistand;2016;7\n")
    undo(stored(path))
    stored(path)
    assert figures() == {("bistand", "farsta", "2016"): 7}


def test_a_refused_row_stops_the_file_unless_it_is_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;bistand;2016;7\nalvsjo;bistand;2016;sju\n")
    with pytest.raises(Refusal, match="Rad 3: ”sju” är inget tal"):
        stored(path)
    assert Value.objects.count() == 0
    stored(path, leave_out_refused=True)
    assert figures() == {("bistand", "farsta", "2016"): 7}


def test_people_who_would_be_lost_stop_the_file_whatever_is_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;folkmangd;2016;70\nNorrmalm;folkmangd;2016;30\n")
    with pytest.raises(Refusal, match=r"30 \(30,0 procent\) hör till områden som inte finns"):
        stored(path, leave_out_refused=True)
    assert Value.objects.count() == 0


def test_what_was_shown_is_what_is_stored(tmp_path: Path) -> None:
    upload = kept(path := write(tmp_path, LONG + "farsta;bistand;2016;7\n"))
    stored(write(tmp_path, LONG + "farsta;bistand;2016;6\n", name="annan.csv"))
    with pytest.raises(Refusal, match="har ändrats sedan filen provades"):
        store(path, upload, by=COMMAND_LINE, at=b.NOON)
    assert figures()["bistand", "farsta", "2016"] == 6


def test_a_file_is_stored_once_and_undone_once(tmp_path: Path) -> None:
    upload = stored(write(tmp_path, LONG + "farsta;bistand;2016;7\n"))
    with pytest.raises(Refusal, match="redan inläst"):
        store_upload(upload=upload, figures=[], by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="Skriv varför"):
        undo(upload, reason=" ")
    undo(upload)
    with pytest.raises(Refusal, match="redan ångrad"):
        undo(upload)


def test_a_source_is_asked_for_and_a_day_that_has_been() -> None:
    asked: dict[str, Any] = {"file_name": "a.csv", "sha256": "0", "columns": {}, "by": COMMAND_LINE, "at": b.NOON}
    with pytest.raises(Refusal, match="var siffrorna kommer ifrån"):
        keep_upload(source=" ", known_from=b.day("2017-01-01"), **asked)
    with pytest.raises(Refusal, match="inte har varit"):
        keep_upload(source="Tabell", known_from=b.day("2017-06-01"), **asked)


def test_only_who_may_load_figures_keeps_stores_or_names(tmp_path: Path) -> None:
    reporter = b.actor("coordinator", b.board())
    upload = kept(write(tmp_path, LONG + "farsta;bistand;2016;7\n"))
    with pytest.raises(NotAllowed, match="läsa in siffror"):
        store_upload(upload=upload, figures=[], by=reporter, at=b.NOON)
    with pytest.raises(NotAllowed):
        save_mapping(title="Tabell b1", columns={}, by=reporter, at=b.NOON)
    save_mapping(title="Tabell b1", columns={"name": "Område"}, by=b.actor("city_coordinator"), at=b.NOON)
    save_mapping(title="Tabell b1", columns={"name": "Namn"}, by=COMMAND_LINE, at=b.NOON)
    assert FigureMapping.objects.get().columns == {"name": "Namn"}


def test_the_file_is_kept_under_its_own_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    name = "Tabell.CSV"
    kept_as = keep_file(name, [b"kod;", b"2016\n"])
    assert kept_file(name, kept_as).read_bytes() == b"kod;2016\n"
    with pytest.raises(Refusal, match="finns inte kvar"):
        kept_file(name, "0" * 64)
    with pytest.raises(Refusal, match="CSV-fil eller en Excel-fil"):
        keep_file("bild.png", [b""])


CELLS = st.sampled_from(["7", "6,5", "..", "", "sju"])
FILES = st.lists(st.dictionaries(st.sampled_from(["farsta", "alvsjo"]), CELLS, min_size=1), min_size=1, max_size=3)


@one_in(6)
@given(FILES)
def test_undoing_backwards_gives_back_what_was_there_each_time(tmp_path: Path, files: list[dict[str, str]]) -> None:
    Value.every.all().delete()
    history = []
    for rows in files:
        before = figures()
        text = LONG + "".join(f"{area};bistand;2016;{cell}\n" for area, cell in rows.items())
        history.append((before, stored(write(tmp_path, text), leave_out_refused=True)))
    for before, upload in reversed(history):
        undo(upload)
        assert figures() == before
