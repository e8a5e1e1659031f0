"""The pages about need as documents: they say what the pages say, and stand on their own."""

import os
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.utils import translation
from tests import builders as b
from tests.calculations.geometry.city import crooked_city
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.calculations.geometry import rings_text
from samstad.documents import Document, MapChart, Table, render_html, render_pdf, render_word
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import AreaBorder
from samstad.domain.risk import actions
from samstad.domain.risk.models import AreaAmount, Run
from samstad.domain.steering.models import ActivityArea, Indicator, Value
from samstad.reports.need import index_document as composing
from samstad.reports.need.gap_document import gap_document
from samstad.reports.need.gap_page import read_gap_page
from samstad.reports.need.index_document import index_document
from samstad.reports.need.index_page import find_run, read_index_page
from samstad.reports.need.proportion_document import proportion_document
from samstad.reports.need.proportion_page import read_proportion_page
from samstad.sources.method_texts import read_method_text

pytestmark = pytest.mark.django_db
APPROVED = Path(__file__).parent / "approved"


@pytest.fixture
def city() -> NeedCity:
    return need_city.build()


def of_index() -> Document:
    run = find_run("prov")
    assert run
    page = read_index_page(run)
    return index_document(page, read_method_text(page.version.method))


def of_gap(slug: str = "bistand") -> Document:
    page = read_gap_page(slug, on=need_city.KNOWN)
    assert page
    return gap_document(page, on=need_city.KNOWN)


def of_effort() -> Document:
    return proportion_document(read_proportion_page(year="2017"))


def bound(city: NeedCity) -> None:
    for area, polygons in zip(city.areas, crooked_city(4, 2).values(), strict=True):
        AreaBorder.objects.create(
            area=area, valid_from=b.day("2015-01-01"), edition="prov", rings=rings_text(polygons), km2=1.0
        )


def change_areas(flags: dict[str, list[str]], **fields: Any) -> None:
    """The stored run with those flags on those areas, and with those fields in all."""
    run = Run.objects.get()
    areas = [row | fields | {"flags": flags.get(row["slug"], [])} for row in run.result["areas"]]
    stamp = f"{abs(hash((str(flags), str(fields)))):064x}"
    Run.objects.filter(pk=run.pk).update(result=run.result | {"areas": areas}, result_sha256=stamp)


def give_effort(city: NeedCity) -> None:
    """Need in every district, measures in the last one and money in the first; two companies own homes."""
    people = b.indicator("Personer med bistånd", slug="personer", unit="antal personer", direction="lower")
    board = b.board("farsta", area=city.areas[0])
    known = b.day("2018-05-01")
    for number, area in enumerate(city.areas):
        count = 1000 - 100 * number
        Value.objects.create(
            indicator=people, area=area, period="2017", value=count, known_from=known, source="Register"
        )
        for done in range(number + 1):
            ActivityArea.objects.create(activity=b.activity(board, f"Åtgärd {number}.{done}"), area=area)
    AreaAmount.objects.create(organisation=board, area=city.areas[0], year=2017, kind="project", amount=5_000_000)
    homes = b.indicator("Bostäder", slug="bostader", unit="antal bostäder")
    for slug, count in (("hem", 1200), ("bygg", 300)):
        company = b.board(slug, f"{slug.capitalize()} AB", "company", short_name=slug.capitalize())
        Value.objects.create(
            indicator=homes, area=city.areas[0], organisation=company, period="2017", value=count, known_from=known,
            source="Bolagens register",
        )  # fmt: skip


def as_text(document: Document) -> str:
    """The words alone, a line per element and per row of a table; a picture as what it says."""
    html = re.sub(r"<svg[^>]*?aria-label=\"([^\"]*)\".*?</svg>", r"[\1]", render_html(document), flags=re.DOTALL)
    html = re.sub(r"<tr>.*?</tr>", lambda row: _in_a_line(row[0]), html, flags=re.DOTALL)
    lines = re.sub(r"<[^>]+>", "\n", html).split("\n")
    return "\n".join(unescape(line.strip()) for line in lines if line.strip()) + "\n"


def _in_a_line(row: str) -> str:
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
    return "\n" + " | ".join(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells) + "\n"


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def column(table: Table, at: int) -> list[str]:
    return [row[at].text for row in table.rows]


def made(which: str, city: NeedCity) -> Document:
    if which == "index":
        bound(city)
        need_city.compute(city)
        return of_index()
    if which == "gap":
        need_city.add_break(city)
        return of_gap()
    give_effort(city)
    return of_effort()


@pytest.mark.parametrize("which", ["index", "gap", "effort"])
def test_the_whole_document_reads_as_it_was_approved(city: NeedCity, which: str) -> None:
    path, text = APPROVED / f"need_{which}.txt", as_text(made(which, city))
    if os.environ.get("APPROVE") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("which", ["index", "gap", "effort"])
def test_it_is_a_tagged_pdf_where_each_picture_says_what_it_shows(city: NeedCity, which: str) -> None:
    document = made(which, city)
    reader = pypdf.PdfReader(BytesIO(render_pdf(document)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    size: Any = reader.trailer["/Size"]
    parts: list[Any] = [reader.get_object(number) for number in range(1, int(size))]
    tags = [(str(part["/S"]), str(part.get("/Alt", ""))) for part in parts if isinstance(part, dict) and "/S" in part]
    assert "/TH" in [tag for tag, _alt in tags]
    said = {"index": "Karta över 8 områden.", "gap": "områdena i ”De två första” och övriga. 2015:"}
    if which in said:
        assert any(said[which] in alt for tag, alt in tags if tag == "/Figure")
    assert render_word(document).startswith(b"PK")


def test_no_area_stands_by_its_bare_rank(city: NeedCity) -> None:
    need_city.compute(city)
    spans = column(tables(of_index())[0], 1)
    assert len(spans) == 8
    assert all(re.fullmatch(r"plats \d(–\d)?", span) for span in spans)
    change_areas({}, rank_span=None, p_priority=None)
    table = tables(of_index())[0]
    assert set(column(table, 1)) == {"spann saknas"}
    assert set(column(table, 3)) == {"säkerheten kan inte beräknas"}


def test_an_area_with_too_few_people_is_named_neither_in_the_list_nor_on_the_map(city: NeedCity) -> None:
    bound(city)
    need_city.compute(city)
    change_areas({"omrade-4": ["below_floor"]})
    text = render_html(of_index())
    assert "Område 4" not in text
    assert "1 område med för få invånare räknas men namnges inte." in text


def test_a_list_of_very_many_holds_those_that_matter_and_says_how_many_more_there_are(
    city: NeedCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "LONGEST_LIST", 7)
    bound(city)
    need_city.compute(city)
    document = of_index()
    standing = column(tables(document)[0], 3)
    assert 0 < len(standing) < 8
    assert all(word.startswith(("klart", "gränsfall")) for word in standing)
    text = render_html(document)
    assert "Listan visar de områden som är klart bland de prioriterade och gränsfallen." in text
    assert f"{8 - len(standing)} områden till är utanför." in text
    chart = next(block for block in document.blocks if isinstance(block, MapChart))
    assert "Samma värden" not in chart.alt + chart.note
    change_areas({}, rank_span=None, p_priority=None)
    assert column(tables(of_index())[0], 0) == ["Område 1", "Område 2"]


def test_an_adopted_method_and_list_are_named_with_their_decisions(city: NeedCity) -> None:
    run = need_city.compute(city)
    body = b.board("ks", "Kommunstyrelsen", kind="executive_board")
    selection = actions.propose_selection(run=run, title="De två", rule=run.result["rule"], by=COMMAND_LINE, at=b.NOON)
    actions.adopt_selection(selection=selection, body=body, on=b.NOON.date(), paragraph="9", by=COMMAND_LINE, at=b.NOON)
    city.version.body, city.version.adopted_on, city.version.paragraph = body, b.NOON.date(), "8"
    city.version.state = "adopted"
    city.version.save()
    document = of_index()
    assert dict(document.meta)["Metod"] == "Antagen av Kommunstyrelsen 2 maj 2017, § 8."
    assert "”De två”, antagen av Kommunstyrelsen 2 maj 2017, § 9." in as_text(document)


def test_invented_figures_stamp_each_document() -> None:
    city = need_city.build(example=True)
    need_city.compute(city)
    assert of_index().stamps == ("exempeldata",)
    assert "Andel med bistånd (påhittad)" in column(tables(of_index())[1], 0)
    assert of_gap().stamps == ("exempeldata",)


def test_published_figures_have_no_stamp_until_something_invented_is_among_them(city: NeedCity) -> None:
    need_city.compute(city)
    give_effort(city)
    assert of_index().stamps == of_gap().stamps == of_effort().stamps == ()
    AreaAmount.objects.update(pack=b.example_pack())
    assert of_effort().stamps == ("exempeldata",)
    AreaAmount.objects.update(pack=None)
    b.activity(b.board(area=city.areas[1]), pack=b.example_pack())
    assert of_effort().stamps == ("exempeldata",)
    city.area_list.pack = b.example_pack()
    city.area_list.save()
    assert of_gap().stamps == ("exempeldata",)


def test_invented_homes_stamp_the_document_and_say_so_where_they_stand(city: NeedCity) -> None:
    give_effort(city)
    Value.objects.filter(indicator__slug="bostader").update(pack=b.example_pack())
    document = of_effort()
    assert document.stamps == ("exempeldata",)
    assert "Påhittade siffror." in as_text(document)


def test_a_gap_from_counts_has_its_interval_in_the_table(city: NeedCity) -> None:
    assert set(column(tables(of_gap())[0], 4)) == {"kan inte beräknas: underlag saknas"}
    counts, people = (b.indicator(slug, slug=slug, unit="antal personer") for slug in ("antal", "folk"))
    Indicator.objects.filter(pk=city.bistand.pk).update(numerator=counts, denominator=people)
    for value in Value.objects.filter(indicator=city.bistand):
        of = {"area": value.area, "period": value.period, "known_from": value.known_from}
        Value.objects.create(indicator=people, value=20_000, **of)
        Value.objects.create(indicator=counts, value=round(float(value.value or 0) * 200), **of)
    assert all(re.fullmatch(r"\+\d,\d – \+\d,\d", interval) for interval in column(tables(of_gap())[0], 4))


def test_one_period_has_no_picture_and_says_nothing_of_a_change(city: NeedCity) -> None:
    text = as_text(of_gap("inkomst"))
    assert "Siffror finns bara för en period." in text
    assert "[" not in text


def test_the_age_that_the_figures_are_about_is_told_where_there_are_several(city: NeedCity) -> None:
    assert "Ålder" not in dict(of_gap().meta)
    for value in Value.objects.filter(indicator=city.bistand):
        Value.objects.create(
            indicator=city.bistand, area=value.area, period=value.period, value=value.value, age_group="0-17",
            known_from=value.known_from,
        )  # fmt: skip
    page = read_gap_page("bistand", group="0-17", on=need_city.KNOWN)
    assert page
    assert dict(gap_document(page, on=need_city.KNOWN).meta)["Ålder"] == "0-17"
    assert "Källan är inte inlagd." in as_text(gap_document(page, on=need_city.KNOWN))


def test_without_counts_of_people_the_document_says_what_is_lacking() -> None:
    text = as_text(of_effort())
    assert "Det finns inga antal personer att mäta behovet med." in text
    assert text.count("Inget är inlagt för året.") == 4


@pytest.mark.parametrize("which", ["index", "gap", "effort"])
def test_every_word_of_ours_is_english_to_an_english_reader(city: NeedCity, which: str) -> None:
    with translation.override("en"):
        document = made(which, city)
        text = as_text(document)
    assert document.language == "en"
    ours = re.sub(
        r"Område \d|Andel med bistånd|Personer med bistånd|Åtgärd \d|De två första|Ny definition|Bostäder|"
        r"procent av befolkningen|Ett prov", "", text,
    )  # fmt: skip
    assert not re.search(r"[åäöÅÄÖ]|\boch\b|\d,\d\d?\b", ours), ours
