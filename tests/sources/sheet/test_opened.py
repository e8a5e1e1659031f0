"""Files as programs write them and as people change them: read with all that is in them, or refused in a sentence."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.sources.figure_upload.files import write, write_excel

from samstad.refusals import Refusal
from samstad.sources.sheet import Number, Size, open_sheet

Rows = list[tuple[int, list[str]]]
KNOWN = ("Område", "År", "Värde")


def score(names: Sequence[str]) -> int:
    return sum(name in KNOWN for name in names)


def read(path: Path) -> tuple[tuple[str, ...], Rows, list[str]]:
    with open_sheet(path, score=score) as sheet:
        return sheet.headings, list(sheet.rows), sheet.notes


def said_of(path: Path) -> str:
    """The sentence that the file is refused with; a full stop for one that is read."""
    try:
        read(path)
    except Refusal as refusal:
        return refusal.sentence
    return "."


def saved(folder: Path, fill: Callable[[Workbook], None]) -> Path:
    book = Workbook()
    fill(book)
    path = folder / "fil.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with parts changed, as another program would have written it."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_same_table_is_read_from_every_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = "Område;År;Värde\r\nÄlvsjö;2016;7\r\n".replace(";", separator)
    assert read(write(tmp_path, text, encoding=encoding))[:2] == (KNOWN, [(2, ["Älvsjö", "2016", "7"])])


def test_a_line_that_tells_excel_the_separator_is_obeyed(tmp_path: Path) -> None:
    assert read(write(tmp_path, "sep=|\nOmråde|År|Värde\nA;B|2016|7\n"))[1] == [(3, ["A;B", "2016", "7"])]


def test_titles_and_empty_rows_above_the_headings_are_passed_over_and_told(tmp_path: Path) -> None:
    path = write(tmp_path, "Siffror, per år, och område\n\n;;\nOmråde;År;Värde\n;;\nFarsta;2016;7\n")
    headings, rows, notes = read(path)
    assert (headings, rows) == (KNOWN, [(6, ["Farsta", "2016", "7"])])
    assert notes == ["Rad 1 står ovanför rubrikerna och läses inte."]


def test_a_row_is_called_by_the_line_it_begins_on(tmp_path: Path) -> None:
    rows = read(write(tmp_path, 'namn;värde\n"Stora\nEssingen";1\n\nFarsta;2\n'))[1]
    assert [line for line, _cells in rows] == [2, 5]


def test_headings_that_come_again_on_each_page_are_passed_over(tmp_path: Path) -> None:
    rows = read(write_excel(tmp_path, [list(KNOWN), ["Farsta", 2016, 1], list(KNOWN), ["Älvsjö", 2016, 2]]))[1]
    assert [line for line, _cells in rows] == [2, 4]


def test_excel_gives_what_a_person_sees(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Område", "År", "Värde", "a", "b", "c", "d", "e", "f"])
        day, moment = date(2017, 5, 31), datetime(2017, 5, 31, 13, 0)  # noqa: DTZ001 - sheets have no zones
        sheet.append(["Farsta", 2016, 7.1, day, moment, 0.125, 127, 1_234_567, True])
        for place, form in {"F2": "0.0%", "G2": "0000", "H2": "# ##0,"}.items():
            sheet[place].number_format = form

    cells = read(saved(tmp_path, fill))[1][0][1]
    assert cells == ["Farsta", "2016", "7.1", "2017-05-31", "2017-05-31", "12.5%", "0127", "1234.567", "1"]
    assert [isinstance(cell, Number) for cell in cells[:3]] == [False, True, True]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Sko\u00adla", "Skola"), ("\ufeffSkola\u200b", "Skola"), ("\u200fSkola\u202c", "Skola"),
        ("Skola_x000D_\nPark", "Skola\nPark"), ("Sko\x85la", "Sko\x85la"), ("a\u030ang", "ång"),
        ("👩‍🔬 kör", "👩‍🔬 kör"),
    ],
)  # fmt: skip
def test_what_nobody_sees_in_a_cell_is_left_out_and_what_is_seen_stays(tmp_path: Path, written: str, told: str) -> None:
    rows = read(write_excel(tmp_path, [list(KNOWN), [written, 2016, 1]]))[1]
    assert rows[0][1][0] == told


def test_control_characters_do_not_reach_the_database(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Område;År;Värde\nFar\x00sta\x07;2016;1\n"))[1][0][1][0] == "Farsta"


def test_the_sheet_with_the_headings_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append(["Läs mig", "först"])
        data, lists = book.create_sheet("Data"), book.create_sheet("Listor")
        for row in ([*KNOWN], ["Farsta", 2016, 1]):
            data.append(row)
        lists.append(["Ja"])
        lists.sheet_state = "hidden"
        book.create_sheet("Tomt")

    headings, rows, notes = read(saved(tmp_path, fill))
    assert (headings, len(rows)) == (KNOWN, 1)
    assert notes == ["Bladen ”Sheet”, ”Listor” läses inte."]


def test_two_sheets_with_the_same_headings_are_asked_about(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        for name in ("Farsta", "Älvsjö"):
            sheet = book.create_sheet(name)
            sheet.append([*KNOWN])
            sheet.append([name, 2016, 1])

    with pytest.raises(Refusal, match="Bladen ”Farsta”, ”Älvsjö” har samma rubriker"):
        read(saved(tmp_path, fill))


def test_a_sheet_with_headings_only_does_not_stand_in_the_way(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append([*KNOWN])
        data = book.create_sheet("Data")
        data.append([*KNOWN])
        data.append(["Farsta", 2016, 1])

    assert len(read(saved(tmp_path, fill))[1]) == 1


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in ([*KNOWN], ["Farsta", 2016, 1], ["Älvsjö", 2016, 2]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True

    _headings, rows, notes = read(saved(tmp_path, fill))
    assert (len(rows), notes) == (2, ["Rad 3 är dold i Excel och läses ändå."])


def test_a_size_that_the_file_is_wrong_about_does_not_hide_rows(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, 1], ["Älvsjö", 2016, 2]])
    rewritten(path, lambda name, part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part))
    assert len(read(path)[1]) == 2


def test_columns_without_heading_may_be_empty_but_nothing_in_them_is_lost(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Område;;Värde\nFarsta;;2\n"))[1] == [(2, ["Farsta", "", "2"])]
    with pytest.raises(Refusal, match="rad 2: kolumn B har innehåll men ingen rubrik"):
        read(write(tmp_path, "Område;;Värde\nFarsta;1;2\n"))
    with pytest.raises(Refusal, match="rad 2: kolumn D har innehåll men ingen rubrik"):
        read(write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, 1, "obs!"]]))


def test_a_formula_without_its_answer_is_named_and_one_with_it_is_read(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, "=1+1"]])
    with pytest.raises(Refusal, match="Cell C2 har en formel utan uträknat värde"):
        read(path)
    rewritten(path, lambda name, part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert read(path)[1][0][1][2] == "2"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "är tom"),
        ("\n\n;;\n", "är tom"),
        ("namn;2016;2016\nFarsta;1;2\n", "kolumnen ”2016” finns två gånger"),
        ("namn;värde\nFarsta;1;2\n", "rad 2: raden har 3 celler men rubriken 2"),
        ('namn;värde\nFarsta;1\n"Älvsjö;2\n', "rad 3: raden går inte att tyda. Se över citattecknen"),
        (f'namn;värde\n"{"x" * 200_000}";1\n', "rad 2: raden går inte att tyda"),
        ("<html><table><tr><td>namn</td></tr></table></html>", "är en webbsida"),
        ('<?xml version="1.0"?><Workbook/>', "är en webbsida"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        read(write(tmp_path, text))


def word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"inte excel", "Spara om den som .xlsx"),
        ("a.xls", OLD + bytes(600), "spara den som Excel"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "låst med lösenord"),
        ("a.xlsx", word(), "är ingen tabell"),
        ("a.csv", word(), "är ingen tabell"),
        ("a.xlsx", b"PK\x03\x04trasig", "går inte att läsa som Excel"),
        ("a.ods", archive(content_dot_xml=b"<x/>"), "spara den som Excel"),
        ("a.xlsb", archive(xl__workbook_dot_bin=b"x"), "spara den som Excel"),
        ("a.xlsx", archive(xl__workbook_dot_xml=b"<x/>"), "går inte att läsa som Excel"),
        ("a.xlsx", archive(xl__a_dot_xml=b"0" * 3_000_000), "när den packas upp"),
        ("a.xlsx", archive(xl__a_dot_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "går inte att läsa som Excel"),
        ("a.pdf", b"%PDF-1.4", "är ingen tabell"),
        ("a.csv", b"\x00\x01\x02\x03bin\x00", "tecken som inte går att läsa"),
        ("a.csv", "Område;Värde\nÅ;1\n".encode("cp1252") + b"\x81\x8d", "tecken som inte går att läsa"),
    ],
)
def test_a_file_of_another_kind_says_what_to_do(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with (
        pytest.raises(Refusal, match=sentence),
        open_sheet(path, size=Size(4_000_000, 2_000_000)) as sheet,
    ):
        list(sheet.rows)


def test_excel_under_another_name_is_read_by_what_it_is(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, 1]])
    assert read(path.rename(tmp_path / "fil.csv"))[0] == KNOWN


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="finns inte"):
        read(tmp_path / "borta.csv")
    with pytest.raises(Refusal, match="större än"), open_sheet(write(tmp_path, "a;b\n"), size=Size(3, 3)):
        pass


def test_a_row_with_a_number_beyond_every_sheet_ends_the_reading(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, 1]])
    rewritten(path, lambda name, part: part.replace(b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(Refusal, match="går inte att läsa som Excel"):
        read(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.filterwarnings("ignore")
def test_a_workbook_with_any_part_spoilt_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = write_excel(tmp_path, [[*KNOWN], ["Farsta", 2016, 1.5], ["Älvsjö", None, "x"]])
    spoilt = data.draw(st.sampled_from(zipfile.ZipFile(path).namelist()))
    part = zipfile.ZipFile(path).read(spoilt)
    at = data.draw(st.integers(0, len(part) - 1))
    junk = data.draw(st.sampled_from([b"", b"<", b'"', b"x", b"-1", b"9" * 30, b"&a;", b"\0"]))
    end = data.draw(st.integers(at, min(len(part), at + 20)))
    rewritten(path, lambda name, old: part[:at] + junk + part[end:] if name == spoilt else old)
    assert said_of(path).endswith(".")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    assert said_of(path).endswith(".")
