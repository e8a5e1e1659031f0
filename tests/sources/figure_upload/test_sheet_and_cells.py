"""Files and cells as programs write them in Sweden and elsewhere."""

from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.figure_upload.files import write, write_excel

from samstad.documents.file_kinds import kind_of
from samstad.refusals import Refusal
from samstad.sources.figure_upload import Columns, guess_columns, open_sheet
from samstad.sources.figure_upload.cells import MARKS, read_cell
from samstad.sources.figure_upload.sheet import LARGEST


def read(path: Path) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    with open_sheet(path) as sheet:
        return sheet.headings, list(sheet.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_same_table_is_read_from_every_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = "Område;År;Värde\nÄlvsjö;2016;7\n".replace(";", separator)
    assert read(write(tmp_path, text, encoding=encoding)) == (("Område", "År", "Värde"), [(2, ["Älvsjö", "2016", "7"])])


def test_a_row_is_called_by_the_line_it_begins_on(tmp_path: Path) -> None:
    rows = read(write(tmp_path, 'namn;värde\n"Stora\nEssingen";1\n\nFarsta;2\n'))[1]
    assert [line for line, _cells in rows] == [2, 5]


def test_a_small_file_that_unpacks_to_more_than_there_is_room_for_is_refused_unopened(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [["Område", "Värde"], ["Farsta", 1]])
    with ZipFile(path, "a", ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/nollor.bin", bytes(LARGEST + 1))
    assert path.stat().st_size < 1_000_000
    assert kind_of(path.read_bytes()) == ""
    with pytest.raises(Refusal, match="uppackad"):
        read(path)


def test_excel_gives_what_a_person_would_have_typed(tmp_path: Path) -> None:
    path = write_excel(tmp_path, [["Område", "År", "Värde"], ["Farsta", 2016, 7.1], ["Älvsjö", 2016, None]])
    assert read(path)[1] == [(2, ["Farsta", "2016", "7.1"]), (3, ["Älvsjö", "2016", ""])]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "är tom"),
        ("\n1;2\n", "första raden är tom"),
        ("namn;;värde\nFarsta;1;2\n", "kolumn 2 saknar rubrik"),
        ("namn;2016;2016\nFarsta;1;2\n", "kolumnen ”2016” finns två gånger"),
        ("namn;värde\nFarsta;1;2\n", "rad 2: raden har 3 celler men rubriken 2"),
        ('namn;värde\nFarsta;1\n"Älvsjö;2\n', "rad 3: raden går inte att tyda"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        read(write(tmp_path, text))


def test_a_file_that_is_no_excel_or_is_too_large_or_gone_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="går inte att läsa som Excel"):
        read(write(tmp_path, "namn;värde\n", name="siffror.xlsx"))
    with pytest.raises(Refusal, match="finns inte"):
        read(tmp_path / "borta.csv")
    monkeypatch.setattr("samstad.sources.figure_upload.sheet.LARGEST", 5)
    with pytest.raises(Refusal, match="Dela filen per år"):
        read(write(tmp_path, "namn;värde\n"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("12 345", "12345"),
        ("12\N{NO-BREAK SPACE}345,25", "12345.25"),
        ("\N{MINUS SIGN}3", "-3"),
        ("7,1%", "7.1"),
        ("0.123456", "0.1235"),
    ],
)
def test_a_number_is_read_in_either_writing(text: str, number: str) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert cell.number == Decimal(number)


@pytest.mark.parametrize("mark", [*MARKS, " .. ", "X", "Saknas"])
def test_a_mark_is_missing_with_its_reason_and_never_zero(mark: str) -> None:
    cell = read_cell(mark)
    assert cell is not None
    assert cell.number is None
    assert cell.reason


@pytest.mark.parametrize("text", ["1.234,5", "sju", "1e5", "999999999999", "1,2,3", "NaN", "inf"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    assert read_cell(text) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_number_comes_back_from_how_it_is_written(number: Decimal) -> None:
    for text in (str(number), str(number).replace(".", ",")):
        cell = read_cell(text)
        assert cell is not None
        assert cell.number == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_mark_or_neither(text: str) -> None:
    cell = read_cell(text)
    assert cell is None or (cell.number is None) == bool(cell.reason)


def test_columns_are_guessed_from_what_they_are_called() -> None:
    guessed = guess_columns(("Områdeskod", "Stadsdelsområde", "År", "Kön", "Indikator", "Värde", "Folkmängd"))
    assert guessed == Columns(
        area="Områdeskod", name="Stadsdelsområde", period="År", sex="Kön", indicator="Indikator", value="Värde",
        people="Folkmängd",
    )  # fmt: skip


def test_a_table_with_a_column_a_year_or_an_indicator_is_wide() -> None:
    assert guess_columns(("Område", "2015", "2016")).wide == ("2015", "2016")
    assert guess_columns(("Område", "År", "Bistånd"), frozenset({"bistånd"})).wide == ("Bistånd",)


def test_a_reading_comes_back_from_how_it_is_stored() -> None:
    columns = Columns(name="Område", wide=("2015",), indicator_is="bistand", apart=("Okänt",), parts_differ=True)
    assert Columns.of(columns.plain()) == columns
    assert Columns.of({"okänd": 1}) == Columns()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (Columns(), "vilken kolumn som säger område"),
        (Columns(name="Område"), "vilken kolumn som har värdena"),
        (Columns(name="Område", value="Värde"), "vilken kolumn som säger period"),
        (Columns(name="Område", value="Värde", period="År"), "vilken kolumn som säger indikator"),
        (Columns(name="Område", wide=("2016",)), "vilken kolumn som säger indikator"),
        (Columns(name="Område", wide=("Värde",)), "vilken kolumn som säger period"),
        (Columns(name="Område", value="Värde", period_is="i fjol", indicator_is="x"), "är ingen period"),
        (Columns(name="Kommun"), "ingen kolumn ”Kommun”"),
    ],
)
def test_a_reading_that_lacks_something_is_refused_by_what_it_lacks(columns: Columns, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        columns.check(("Område", "År", "Värde", "2016"))
