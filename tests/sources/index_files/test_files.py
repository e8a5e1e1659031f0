"""Figures, areas and methods from plain files: what is read, and what is refused with its row and column."""

from pathlib import Path

import numpy as np
import polars
import pytest

from samstad.refusals import Refusal
from samstad.sources.index_files import NotUsable, read_areas, read_figures, read_method, tables

HEAD = "area,indicator,period,value\n"


def write(folder: Path, text: str, name: str = "data.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_text(text, encoding=encoding)
    return file


def test_a_long_table_becomes_arrays(tmp_path: Path) -> None:
    read = read_figures(write(tmp_path, HEAD + "b,x,2017,2\na,x,2017,1\na,x,2016,0.5\nb,x,2016,0.7\n"))
    figures = read.figures
    assert (figures.areas.codes, figures.indicators, figures.periods) == (("a", "b"), ("x",), ("2016", "2017"))
    assert figures.values[:, :, 0].tolist() == [[0.5, 0.7], [1, 2]]
    assert read.warnings == ()


def test_parquet_is_read_as_the_same_table(tmp_path: Path) -> None:
    file = tmp_path / "data.parquet"
    polars.DataFrame(
        {"area": ["a", "b"], "indicator": ["x", "x"], "period": [2017, 2017], "value": [1.5, 2.5]}
    ).write_parquet(file)
    assert read_figures(file).figures.values[0, :, 0].tolist() == [1.5, 2.5]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_usual_separator_and_capital_headings_are_understood(tmp_path: Path, separator: str) -> None:
    text = "\ufeffArea,Indicator,Period,Value\na,x,2017,1\nb,x,2017,2\n".replace(",", separator)
    assert read_figures(write(tmp_path, text)).figures.values[0, :, 0].tolist() == [1, 2]


def test_counts_alone_give_the_rate(tmp_path: Path) -> None:
    text = "area,indicator,period,value,numerator,denominator\na,x,2017,,5,50\nb,x,2017,,1,100\n"
    figures = read_figures(write(tmp_path, text)).figures
    assert figures.values[0, :, 0].tolist() == [0.1, 0.01]
    assert figures.status[0, :, 0].tolist() == [0, 0]


@pytest.mark.parametrize(("mark", "status"), [("..", 1), ("*", 1), ("-", 2), ("", 2), ("n/a", 2)])
def test_a_mark_instead_of_a_number_is_missing_and_never_zero(tmp_path: Path, mark: str, status: int) -> None:
    figures = read_figures(write(tmp_path, HEAD + f"a,x,2017,{mark}\nb,x,2017,2\n")).figures
    assert np.isnan(figures.values[0, 0, 0])
    assert figures.status[0, 0, 0] == status


def test_two_ways_to_write_the_same_name_are_one_area(tmp_path: Path) -> None:
    composed, apart = "Skärholmen", "Ska\u0308rholmen"
    figures = read_figures(write(tmp_path, HEAD + f"{composed},x,2016,1\n{apart},x,2017,2\n")).figures
    assert figures.areas.codes == (composed,)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("area,indicator,value\na,x,1\n", "kolumnen period saknas"),
        (HEAD, "inga rader under den"),
        ("", "filen är tom"),
        (HEAD + "a,x,2017,1\nb,x,2017,2\na,x,2017,3\n", r"x för a 2017 står på raderna 2 och 4"),
        (HEAD + 'a,x,2017,"1,5"\nb,x,2017,1.5\n', r"blandar decimalkomma \(rad 2\) och decimalpunkt \(rad 3\)"),
        (HEAD + "a,x,2017,ett\n", "rad 2, kolumn value: 'ett' är inget tal"),
        (HEAD + "a,x,2017,inf\nb,x,2017,1\n", "rad 2, kolumn value"),
        (HEAD + ",x,2017,1\n", "rad 2, kolumn area: tomt"),
        (HEAD + "a,x,2017,1,9\n", "olika många kolumner|går inte att läsa"),
        ("area,area ,indicator,period,value\na,a,x,2017,1\n", "finns två gånger"),
        ("area,indicator,period,value,status\na,x,2017,1,kanske\n", "rad 2, kolumn status: 'kanske' är okänt"),
        ("area,indicator,period,value,status\na,x,2017,,observed\n", "rad 2: status är observed men value är tomt"),
        ("area,indicator,period,value,se\na,x,2017,1,-2\n", "rad 2, kolumn se: talet är under noll"),
        (
            "area,indicator,period,value,numerator,denominator\na,x,2017,,9,3\n",
            "rad 2: numerator är större än denominator",
        ),
    ],
)
def test_a_faulty_table_is_refused_with_its_row_and_column(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(NotUsable, match=says):
        read_figures(write(tmp_path, text))


COUNTED = "area,indicator,period,value,numerator,denominator,status\n"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "a,x,2017,,3,50,suppressed",
            "rad 2, kolumn numerator: raden är suppressed men har ett tal här. Ta bort talet",
        ),
        ("a,x,2017,0.1,,50,suppressed", "rad 2, kolumn value: raden är suppressed men har ett tal här"),
        ("a,x,2017,..,3,50,", "rad 2, kolumn numerator: raden är suppressed"),
        ("a,x,2017,0.1,,,not_applicable", "rad 2, kolumn value: raden är not_applicable"),
        ("a,x,2017,,3,,late", "rad 2, kolumn numerator: raden är late"),
        ("a,x,2017,..,3,50,observed", "rad 2, kolumn value: '..' betyder suppressed men status är observed"),
        ("a,x,2017,,3,,observed", "rad 2, kolumn denominator: tomt, och numerator ensam ger inget värde"),
        ("a,x,2017,,3,,", "rad 2, kolumn denominator: tomt"),
        ("a,x,2017,,0,0,", "rad 2, kolumn denominator: 0 ger inget värde. Töm numerator och ange status not_app"),
        ("a,x,2017,,,50,imputed", "rad 2: status är imputed men value är tomt"),
    ],
)
def test_a_status_that_the_numbers_contradict_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(NotUsable, match=says):
        read_figures(write(tmp_path, f"{COUNTED}{row}\nb,x,2017,0.2,10,50,\n"))


def test_a_numerator_without_any_column_of_denominators_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="rad 2, kolumn denominator: tomt"):
        read_figures(write(tmp_path, "area,indicator,period,value,numerator\na,x,2017,,3\n"))


def test_a_hidden_figure_keeps_what_it_is_of_and_a_filled_in_one_its_status(tmp_path: Path) -> None:
    rows = "a,x,2017,..,,50,suppressed\nb,x,2017,0.2,,,imputed\nc,x,2017,,5,50,imputed\nd,x,2017,,,50,\n"
    figures = read_figures(write(tmp_path, COUNTED + rows)).figures
    assert figures.denominators[0, [0, 3], 0].tolist() == [50, 50]
    assert figures.values[0, 1:3, 0].tolist() == [0.2, 0.1]
    assert figures.status[0, :, 0].tolist() == [1, 5, 5, 2]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('area,indicator,period,value,note\na,x,2017,1,"två\n\nrader"\nb,x,2017,ett,\n', 5),
        ('area,indicator,period,value,note\na,x,2017,ett,"två\nrader"\n', 2),
        ('area,indicator,period,value,"en\nrubrik"\na,x,2017,ett,\n', 3),
        ("\n\narea;indicator;period;value\na;x;2017;ett\n", 4),
    ],
)
def test_a_row_is_named_by_the_line_of_the_file_where_it_starts(
    tmp_path: Path, text: str, row: int, line_break: str
) -> None:
    file = tmp_path / "data.csv"
    file.write_bytes(text.replace("\n", line_break).encode())
    with pytest.raises(NotUsable, match=f"rad {row}, kolumn value: 'ett'"):
        read_figures(file)


def test_an_invisible_sign_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="rad 3, kolumn area: texten har ett nolltecken"):
        read_figures(write(tmp_path, HEAD + "a,x,2017,1\nb\0,x,2017,2\n"))
    with pytest.raises(NotUsable, match="rad 2, kolumn name: texten har ett nolltecken"):
        read_areas(write(tmp_path, "area,name\na,Al\0fa\n"))
    file = tmp_path / "areas.parquet"
    polars.DataFrame({"area": ["a", "b\0"]}).write_parquet(file)
    with pytest.raises(NotUsable, match="rad 3, kolumn area: texten har ett nolltecken"):
        read_areas(file)


def test_an_area_that_the_areas_lack_is_named(tmp_path: Path) -> None:
    areas = read_areas(write(tmp_path, "area,name\na,Alfa\n", "areas.csv"))
    with pytest.raises(NotUsable, match="rad 3, kolumn area: b finns inte bland områdena"):
        read_figures(write(tmp_path, HEAD + "a,x,2017,1\nb,x,2017,1\n"), areas)


def test_shares_and_per_cents_mixed_are_told(tmp_path: Path) -> None:
    rows = "".join(f"o{number},x,2017,{12 + number}\n" for number in range(8))
    read = read_figures(write(tmp_path, HEAD + rows + "sist,x,2017,0.17\n"))
    assert any("rad 10" in warning and "0–100" in warning for warning in read.warnings)


def test_gaps_are_told(tmp_path: Path) -> None:
    read = read_figures(write(tmp_path, HEAD + "a,x,2017,1\nb,x,2017,..\n"))
    assert read.warnings == ("x 2017: värde saknas i 1 områden.",)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="UTF-8"):
        read_figures(write(tmp_path, HEAD + "Skärholmen,x,2017,1\n", encoding="latin-1"))


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read_by_its_byte_order_mark(tmp_path: Path, order: str) -> None:
    text = "\ufeffarea\tindicator\tperiod\tvalue\nSkärholmen\tx\t2017\t1\n"
    assert read_figures(write(tmp_path, text, encoding=order)).figures.areas.codes == ("Skärholmen",)


def test_a_row_of_a_file_in_utf_16_is_named_by_its_line(tmp_path: Path) -> None:
    text = f'{HEAD}"Hässelby\nVinsta",x,2017,1\nb,x,2017,ett\n'
    with pytest.raises(NotUsable, match="rad 4, kolumn value: 'ett'"):
        read_figures(write(tmp_path, text, encoding="utf-16"))


def test_utf_16_without_a_mark_or_broken_off_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match=r"verkar vara i UTF-16\. Spara den som CSV UTF-8"):
        read_figures(write(tmp_path, HEAD + "a,x,2017,1\n", encoding="utf-16-le"))
    file = write(tmp_path, HEAD + "a,x,2017,1\n", encoding="utf-16")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(NotUsable, match=r"är i UTF-16 men avbruten eller skadad\. Spara den som CSV UTF-8"):
        read_figures(file)


def test_what_is_no_file_no_parquet_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotUsable, match="finns inte"):
        read_figures(tmp_path / "saknas.csv")
    with pytest.raises(NotUsable, match="Parquet"):
        read_figures(write(tmp_path, "inte parquet", "data.parquet"))
    monkeypatch.setattr(tables, "LARGEST", 10)
    with pytest.raises(NotUsable, match="större än"):
        read_figures(write(tmp_path, HEAD + "a,x,2017,1\n"))


def test_areas_are_read_in_the_order_of_their_codes(tmp_path: Path) -> None:
    text = "area,name,parent,group,population,Hushåll\nb,Beta,x,syd,200,\na,Alfa,x,norr,100,40\n"
    areas = read_areas(write(tmp_path, text))
    assert (areas.codes, areas.names, areas.groups) == (("a", "b"), ("Alfa", "Beta"), ("norr", "syd"))
    assert areas.population is not None
    assert areas.population.tolist() == [100, 200]
    assert np.isnan(areas.columns["Hushåll"][1])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("area\na\na\n", "området a står på raderna 2 och 3"),
        ("area,population\na,många\n", "rad 2, kolumn population"),
        ("area,population\nb,0\na,-5\n", "rad 3, kolumn population: talet är under noll"),
        ("area,hushall\na,40\nb,fyrtio\n", "rad 3, kolumn hushall: 'fyrtio' är inget tal"),
        ("area,name\n,Alfa\n", "rad 2: området saknar kod"),
    ],
)
def test_faulty_areas_are_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(NotUsable, match=says):
        read_areas(write(tmp_path, text))


def test_columns_of_words_are_left_aside(tmp_path: Path) -> None:
    areas = read_areas(write(tmp_path, "area,population,slag,källa\na,10,stadsdel,register\nb,20,torg,register\n"))
    assert list(areas.columns) == ["population"]


METHOD = """index: prov
title: Prov
version: 1
indicators:
  - {code: "007", parent: prov}
nodes:
  - {code: prov}
"""


def test_a_method_file_keeps_codes_as_they_are_written(tmp_path: Path) -> None:
    method = read_method(write(tmp_path, METHOD, "metod.yaml"))
    assert method.indicators[0].code == "007"
    assert method.version == "1"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("prov}\n", "prov, direction: 2}\n"), r"metod.yaml:5: .*direction"),
        (("title: Prov\n", ""), r"metod.yaml:1: filen: title saknas"),
        (("index: prov", "index: [prov"), r"metod.yaml:\d+: YAML går inte att tyda"),
    ],
)
def test_a_fault_in_a_method_file_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_method(write(tmp_path, METHOD.replace(*change, 1), "metod.yaml"))


def test_a_method_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="finns inte"):
        read_method(tmp_path / "saknas.yaml")
    with pytest.raises(Refusal, match="UTF-8"):
        read_method(write(tmp_path, "title: å", "metod.yaml", encoding="utf-16"))
