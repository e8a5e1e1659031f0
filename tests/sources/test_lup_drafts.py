"""What has been read is kept for review, row by row, with the lines it came from; a refused file keeps nothing."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from tests.builders import NOON
from tests.sources.lup_document.test_hand_made import TWO_BOARDS

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.models import DraftItem, ProgrammeImport
from samstad.refusals import Refusal
from samstad.sources.lup_document import draft_to_json, read_programme_document
from samstad.sources.lup_drafts import keep_for_review

pytestmark = pytest.mark.django_db

ACTIVITIES = "6 Planerade aktiviteter\n6.1 Norra stadsdelsnämnden\nTrygghet\n- Öppet hus\n- Kurser för unga\n"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def keep(folder: Path, text: str) -> ProgrammeImport:
    """The import of a text as it is stored."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return keep_for_review(read_programme_document(path), path, by=COMMAND_LINE, at=NOON)


def rows(kept: ProgrammeImport, kind: str) -> list[tuple[str, str, str]]:
    """Board, theme and text of the items of a kind, in their order."""
    found = kept.items.filter(kind=kind).order_by("order")
    return [(item.board_printed, item.theme, item.text) for item in found]


def test_every_kind_of_thing_becomes_an_item_of_its_own(tmp_path: Path) -> None:
    kept = keep(tmp_path, TWO_BOARDS + ACTIVITIES)
    north, south, east = (f"{name} stadsdelsnämnden" for name in ("Norra", "Södra", "Östra"))
    assert rows(kept, "focus_area") == [(north, "", "Ekby"), (south, "", "Viken"), (east, "", "Kullen")]
    assert rows(kept, "theme")[0] == (north, "Trygghet", "Trygghet: Alla ska våga gå ut.")
    assert rows(kept, "measure") == [
        (north, "Trygghet", "Nämnden ska rusta upp torget."),
        (south, "Hälsa", "Nämnden ska öppna ett gym."),
        (east, "Kultur", "Öppna en dansbana."),
        (east, "", "Nämnden ska lyssna på alla."),
    ]
    assert [text for _, _, text in rows(kept, "partner")][:3] == ["polisen", "skolan", "kyrkan"]
    assert rows(kept, "contribution") == [
        (north, "Trygghet", "Öppet hus"),
        (north, "Trygghet", "Kurser för unga"),
    ]


def test_every_item_points_at_lines_that_hold_its_words(tmp_path: Path) -> None:
    kept = keep(tmp_path, TWO_BOARDS + ACTIVITIES)
    for item in kept.items.all():
        lines = " ".join(kept.lines[item.line_from - 1 : item.line_to])
        first = item.text.split(":")[0].split()[0]
        assert first in lines, (item.kind, item.text, lines)


def test_a_goal_outside_every_theme_is_kept_as_a_goal(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace("Alla ska må bra.\n", "Alla ska må bra.\nUtöver dessa teman ska nämnden spara vatten.\n")
    kept = keep(tmp_path, text)
    assert rows(kept, "goal") == [("Södra stadsdelsnämnden", "", "Utöver dessa teman ska nämnden spara vatten.")]


def test_a_theme_without_goal_is_its_name_and_modalities_are_kept(tmp_path: Path) -> None:
    text = TWO_BOARDS.replace("Öppna en dansbana.", "Nämnden åtar sig att dansa. Nämnden vill sjunga. Klappa händer.")
    kept = keep(
        tmp_path,
        text.replace("2.3 Östra stadsdelsnämnden\nKullen är prioriterat område.\nKultur\nFler ska dansa.\n", ""),
    )
    found = kept.items.filter(kind="measure", theme="Kultur").order_by("order")
    assert [item.modality for item in found] == ["atar_sig", "vill", ""]
    assert rows(kept, "theme")[-1] == ("Östra stadsdelsnämnden", "Kultur", "Kultur")


def test_the_import_keeps_the_whole_source_and_says_who_and_when(tmp_path: Path) -> None:
    kept = keep(tmp_path, TWO_BOARDS)
    assert kept.lines == TWO_BOARDS.splitlines()
    assert (kept.title, kept.file_name, kept.year, kept.committee) == (
        "Lokala program 2031",
        "plan.txt",
        2031,
        "Kulturnämnden",
    )
    assert (kept.placed_share, kept.unplaced, kept.by_name, kept.at) == (1.0, [], "kommandorad", NOON)
    event = Event.objects.get(action="save_draft")
    assert (event.actor_name, event.change) == ("kommandorad", {"items": [0, kept.items.count()]})


def test_the_same_document_is_not_kept_twice(tmp_path: Path) -> None:
    keep(tmp_path, TWO_BOARDS)
    items = DraftItem.objects.count()
    with pytest.raises(Refusal, match="redan inläst"):
        keep(tmp_path, TWO_BOARDS)
    assert (ProgrammeImport.objects.count(), DraftItem.objects.count()) == (1, items)


def locked_word() -> bytes:
    """A packed file whose parts are marked as enciphered."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    raw = bytearray(stream.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    return bytes(raw)


def empty_word() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


REFUSED = {
    "tom.txt": (b"", "är tom"),
    "blank.txt": (b" \r\n\t\r\n" * 50, "är tom"),
    "tom.docx": (empty_word(), "är tom"),
    "bild.txt": (bytes(range(256)) * 200, "är ingen textfil"),
    "stor.txt": (b"1 Mal\n" * (50 * 1024 * 1024 // 6 + 1), "större än 20 MB"),
    "last.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    "chiffer.docx": (locked_word(), "lösenord"),
    "gammal.doc": (OLE + b"\0" * 512, "äldre Word-fil"),
    "plan.pdf": (b"%PDF-1.7\n", "är en PDF"),
    "trasig.docx": (b"PK\x03\x04" + b"x" * 99, "skadad"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("option", ["", "--json", "--save"])
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_and_changes_nothing(
    tmp_path: Path, name: str, option: str
) -> None:
    content, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    out = io.StringIO()
    with pytest.raises(Refusal, match=said) as refused:
        call_command("import_lup", str(path), *[option] * bool(option), stdout=out)
    assert refused.value.sentence.count("\n") == 0
    assert refused.value.sentence.endswith(".")
    assert out.getvalue() == ""
    assert not ProgrammeImport.objects.exists()
    assert not DraftItem.objects.exists()
    assert path.read_bytes() == content


def test_json_is_the_draft_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TWO_BOARDS, encoding="utf-8")
    out = io.StringIO()
    call_command("import_lup", str(path), "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert said == json.loads(json.dumps(draft_to_json(read_programme_document(path))))
    assert list(said) == ["document", "programmes", "common", "chapters", "unplaced", "placed_share"]
    assert not ProgrammeImport.objects.exists()


def test_the_summary_says_how_many_drafts_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TWO_BOARDS, encoding="utf-8")
    out = io.StringIO()
    call_command("import_lup", str(path), "--save", "--year", "2032", stdout=out)
    kept = ProgrammeImport.objects.get()
    assert out.getvalue().endswith(f"{kept.items.count()} utkast är sparade för granskning under Arbete, Utkast.\n")
    assert kept.year == 2032
