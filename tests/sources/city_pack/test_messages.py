"""Everything that can be wrong in a pack is told with file, line, what is wrong and what would be right."""

from pathlib import Path

import pytest
from tests.sources.city_pack import packs

from samstad.domain.history.models import Pack
from samstad.domain.places.models import Area
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db

AREA = "areas:\n  - slug: staden\n    name: Staden\n    kind: stad\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("areas:\n  - slug: a\n    naem: A\n    name: A\n    kind: stad\n", 3, "okänt fält ”naem”. Menade du ”name”?"),
        (
            "areas:\n  - slug: a\n    name: A\n    kind: stad\n    qqq: 1\n",
            5,
            "okänt fält ”qqq”. Fälten i areas är slug",
        ),
        ("areas:\n  - slug: a\n    kind: stad\n", 2, "areas saknar name. Lägg till det."),
        ("areas:\n  - slug: a\n    name:\n    kind: stad\n", 3, "areas saknar name."),
        ("areas:\n  - slug: a\n    name: A\n", 2, "areas saknar kind. Skriv ett av stad, stadsdelsomrade"),
        ("areas:\n  - slug: a\n    name: A\n    kind: stadsdell\n", 4, "Menade du ”stadsdel”? Orden är stad,"),
        ("areas:\n  - slug: a\n    name: A\n    kind: zzzz\n", 4, "”zzzz” är inget av orden för kind. Orden är stad,"),
        ("areas:\n  - slug: Skärholmen\n    name: A\n    kind: stad\n", 2, "Skriv ”skarholmen”."),
        ("areas:\n  - slug: ???\n    name: A\n    kind: stad\n", 2, "är ingen slug: bara a–z"),
        (AREA + "    parent: stden\n", 5, "”stden” finns inte i areas. Menade du ”staden”?"),
        (AREA + "    parent: qq\n", 5, "”qq” finns inte i areas. Lägg till den under areas:"),
        (AREA + "    parent: staden\n", 2, "parent går i ring: staden → staden."),
        (AREA + "    valid_from: 2017-02-30\n", 5, "”2017-02-30” är inget datum. Skriv år-månad-dag"),
        (AREA + "    valid_from: 20170230\n", 5, "är inget datum"),
        (AREA + "    valid_from: 2017-02-01\n    valid_to: 2016-01-01\n", 6, "är före valid_from"),
        (AREA + "    tile: [1]\n", 5, "två heltal, kolumn och rad"),
        (AREA + "    tile: [1, x]\n", 5, "”x” är inget heltal från 0 till 32767"),
        (AREA + "    tile: 3\n", 5, "här ska stå en lista"),
        (AREA + "    note: [a]\n", 5, "ett enda värde"),
        (AREA + f"    short_name: {'x' * 21}\n", 5, "texten är 21 tecken, högst 20. Korta den."),
        (AREA + '    note: "\\0"\n', 5, "tecken som inte går att spara"),
        (AREA + "    notes: bra\n", 5, "notes ska vara en lista"),
        (AREA + "    notes:\n      - bra\n", 6, "varje post i notes ska ha fält med namn, till exempel kind:"),
        (AREA + "    notes:\n      - {kind: quality, text: x, surce: y}\n", 6, "Menade du ”source”?"),
        (
            AREA + "area_lists:\n  - slug: x\n    title: X\n    areas:\n      - staden\n      - staden\n",
            10,
            "areas: staden står redan på rad 9. Ta bort den ena.",
        ),
        (AREA + "  - bara text\n", 5, "posten i areas ska ha fält med namn, till exempel slug:"),
        (AREA + "    name: Igen\n", 5, "name står två gånger, först på rad 3. Behåll en."),
        ("araes:\n  - x\n", 1, "okänd postsort ”araes”. Menade du ”areas”?"),
        ("zzzz:\n  - x\n", 1, "okänd postsort ”zzzz”. Sorterna är people, areas"),
        ("areas: text\n", 1, "areas ska vara en lista. Börja varje post med ett streck."),
        ("- areas\n", 1, "filen ska börja med en postsort"),
        ("areas: [\n", 2, "YAML går inte att tyda här"),
        ("areas:\n  - slug: a\n   name: b\n", 3, "YAML går inte att tyda här"),
        ("areas: &x\n  - *x\n", 1, "ankare och alias (& och *) används inte i paket"),
        ("areas: !!python/object:os.system []\n", 1, "används inte i paket. Ta bort den."),
        ("areas: []\n---\nareas: []\n", 2, "ett andra dokument börjar här"),
        ("areas: " + "[" * 20 + "]" * 20, 1, "djupare än 12 nivåer"),
        ("areas:\n  - ? [a]\n    : b\n", 2, "ett fältnamn ska vara ett ord"),
        ("areas:\n  - slug: a\x07\n", 2, "ett tecken som inte får stå i YAML"),
        (
            "organisations:\n  - {slug: a, name: A, short_name: A, kind: company, aliases: [[x]]}\n",
            2,
            "varje rad i listan",
        ),
        ("people:\n  - {email: Ada@Example.org, name: Ada}\n", 2, "med små bokstäver: ada@example.org"),
        ("people:\n  - {email: ada, name: Ada}\n", 2, "ingen e-postadress. Skriv som namn@example.org"),
        ("people:\n  - {email: a@b.se, name: A, active: kanske}\n", 2, "varken true eller false"),
    ],
)
def test_a_fault_in_yaml_is_told_where_it_stands(tmp_path: Path, text: str, line: int, said: str) -> None:
    told = packs.problems(tmp_path, {"pack.yaml": "slug: p\ntitle: P\n", "plats.yaml": text})
    assert any(one.startswith(f"plats.yaml:{line}: ") and said in one for one in told), told
    assert not Area.objects.exists()
    assert not Pack.objects.exists()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("slug: Å\ntitle: P\n", 1, "Skriv ”a”."),
        ("title: Min stad\n", 1, "Skriv ”min-stad”."),
        ("slug: p\n", 1, "title saknas"),
        ("slug: p\ntitle: P\nexmple: true\n", 3, "okänt fält ”exmple”. Menade du ”example”?"),
        ("slug: p\ntitle: P\nzzz: true\n", 3, "Fälten är slug, title, example, city, sources."),
        ("slug: p\ntitle: P\nexample: ja\n", 3, "Skriv true för påhittade uppgifter"),
        ("slug: p\ntitle: [P]\n", 2, "title ska vara en text"),
        ("slug: p\ntitle: P\ncity: rom\n", 3, "”rom” finns inte i areas. Lägg till den"),
        ("slug: p\ntitle: P\ncity: staen\n", 3, "Menade du ”staden”?"),
        ("slug: p\ntitle: P\nsources: s4\n", 3, "sources ska vara källor med namn"),
        ("slug: p\ntitle: P\nsources:\n  s4: Planen\n", 4, "källan s4 ska ha fält"),
        ("slug: p\ntitle: P\nsources:\n  s4: {publisher: Staden}\n", 4, "källan s4 saknar title"),
        ("- slug\n", 1, "pack.yaml ska ha slug: och title:"),
        ("slug: [\n", 2, "YAML går inte att tyda"),
    ],
)
def test_a_fault_in_the_head_is_told_where_it_stands(tmp_path: Path, text: str, line: int, said: str) -> None:
    told = packs.problems(tmp_path, {"pack.yaml": text, "plats.yaml": AREA})
    assert any(one.startswith(f"pack.yaml:{line}: ") and said in one for one in told), told


VALUES_HEAD = "indicator,area,period,sex,value,status,missing_reason,known_from,address\n"


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ('andel,norr,2017,,"1,5",final,,2017-01-01,\n', 2, "”1,5” har decimalkomma. Skriv 1.5."),
        ("andel,norr,2017,,x,final,,2017-01-01,\n", 2, "”x” är inget tal. Skriv som 12.5."),
        ("andel,norr,2017,,1.23456,final,,2017-01-01,\n", 2, "för många decimaler, högst 4"),
        ("andel,norr,2017,,1234567890123,final,,2017-01-01,\n", 2, "för stort. Högst 12 siffror"),
        ("andel,norr,2017,,,final,,2017-01-01,\n", 2, "värdet saknas. Skriv ett tal, eller status missing"),
        ("andel,norr,2017,,,missing,,2017-01-01,\n", 2, "status är missing utan skäl"),
        ("andel,norr,2017,,1,missing,sjuk,2017-01-01,\n", 2, "status är missing men ett värde står där"),
        ("andel,norr,2017,X,1,final,,2017-01-01,\n", 2, "”X” är inget av orden för sex"),
        ("andel,norr,2017,,1,final,,,\n", 2, "values saknar known_from. Skriv ett datum"),
        ("andle,norr,2017,,1,final,,2017-01-01,\n", 2, "Menade du ”andel”?"),
        (",norr,2017,,1,final,,2017-01-01,\n", 2, "values saknar indicator. Skriv en slug ur indicators."),
        ("andel,norr,2017,,1,final,,2017-01-01,ftp://x\n", 2, "ingen webbadress"),
        ("andel,norr,2017\n", 2, "raden har 3 celler men rubriken 9"),
        ('andel,"norr\n",2017,,1,final,,2017-01-01,\n\nandel,norr,2017,,x,final,,2017-01-01,\n', 5, "inget tal"),
        ('andel,"norr"x,2017\n', 2, "CSV går inte att tyda här"),
    ],
)
def test_a_fault_among_values_is_told_where_it_stands(tmp_path: Path, rows: str, line: int, said: str) -> None:
    told = packs.problems(tmp_path, {**packs.SMALL, "values.csv": VALUES_HEAD + rows})
    assert any(one.startswith(f"values.csv:{line}: ") and said in one for one in told), told


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("values.csv", "", "filen är tom. Första raden ska vara indicator,area"),
        ("values.csv", "indicator,indicator\n", "kolumnen indicator står två gånger"),
        ("values.csv", "indicator,perod\nandel,2017\n", "okänt fält ”perod”. Menade du ”period”?"),
        ("vaules.csv", "indicator\n", "CSV-filer har värden och heter values*.csv"),
        ("mer.yml", "areas: []\n", "Byt namn till mer.yaml"),
        ("snapshots/x.json", "{", "den frysta texten är inte JSON"),
        ("snapshots/x.json", '{"on": "2017-01-01"}', "saknar on, schema_version eller document"),
        ("snapshots/x.json", '{"on": "2017-01-01", "schema_version": 1, "document": 3}', "saknar on"),
    ],
)
def test_a_file_that_is_no_part_of_a_pack_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    told = packs.problems(tmp_path, {**packs.SMALL, name: text})
    assert any(one.startswith(f"{name}:1: ") and said in one for one in told), told


def test_a_file_in_another_encoding_is_told_with_the_line(tmp_path: Path) -> None:
    packs.write(tmp_path, packs.SMALL)
    (tmp_path / "latin.yaml").write_bytes("areas:\n  - slug: å\n".encode("latin-1"))
    told = packs.problems(tmp_path, {})
    assert told == ["latin.yaml:2: filen är inte skriven i UTF-8. Spara den som UTF-8."]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    packs.write(tmp_path, packs.SMALL)
    with (tmp_path / "stor.yaml").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert packs.problems(tmp_path, {}) == ["stor.yaml:1: filen är större än 20 MB. Dela den i flera."]


def test_a_slug_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    told = packs.problems(tmp_path, {**packs.SMALL, "zz.yaml": AREA})
    assert told == ["zz.yaml:2: areas staden finns redan på stad.yaml:2. Ta bort den ena eller byt slug."]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "goals:\n  - slug: x\n    level: kf-mal\n    title: X\n"
            "    links: [{to: arbete, meaning: part_of, interpretation: true}]\n",
            "en tolkning måste säga vem som gjort den",
        ),
        (
            "questions:\n  - slug: q\n    programme: lup-norr\n    asked: sociala\n    text: Kan ni?\n"
            "    asked_on: 2017-01-01\n    answers:\n"
            "      - {kind: 'yes', standing: decided, answered_on: 2017-02-01, answered_by: Ada}\n",
            "Lägg till decided_by, decided_on, paragraph, eller skriv office.",
        ),
        (
            "people: [{email: a@b.se, name: A}]\nroles: [{person: a@b.se, role: reporter}]\n",
            "rollen gäller en nämnd eller ett bolag. Lägg till organisation.",
        ),
        (
            "people: [{email: a@b.se, name: A}]\nroles: [{person: a@b.se, role: administrator, organisation: norra}]\n",
            "rollen gäller hela staden. Ta bort organisation.",
        ),
        ("rounds: [{slug: t1-2017, year: 2017, kind: t1, opened_on: 2017-04-01}]\n", "Skriv 2017-t1."),
        ("reports: [{round: 2017-t1, organisation: norra, state: sent_out}]\n", "Lägg till sent_out_on."),
        (
            "goals:\n  - {slug: x, level: kf-mal, title: X, links: [{to: y, meaning: part_of}]}\n"
            "  - {slug: y, level: kf-mal, title: Y, links: [{to: x, meaning: part_of}]}\n",
            "links går i ring: x → y → x.",
        ),
        (
            "areas:\n  - {slug: x, name: X, kind: torg, parent: y}\n  - {slug: y, name: Y, kind: torg, parent: x}\n",
            "parent går i ring",
        ),
    ],
)
def test_what_does_not_agree_between_fields_is_told(tmp_path: Path, more: str, said: str) -> None:
    told = packs.problems(tmp_path, {**packs.SMALL, "mer.yaml": more})
    assert any(one.startswith("mer.yaml:") and said in one for one in told), told


def test_a_ring_over_what_is_stored_already_is_told(tmp_path: Path) -> None:
    packs.load(tmp_path / "a", packs.SMALL)
    more = {
        "pack.yaml": "slug: till\ntitle: Till\n",
        "x.yaml": "goals: [{slug: x, level: kf-mal, title: X, lineage: [{from: x, kind: same}]}]\n",
    }
    assert packs.problems(tmp_path / "b", more) == [
        "x.yaml:1: lineage går i ring: x → x. Ta bort ett av leden.",
    ]


def test_all_problems_are_told_at_once_but_no_more_than_fifty(tmp_path: Path) -> None:
    many = "areas:\n" + "".join(f"  - {{slug: a{n}, name: A, kind: fel}}\n" for n in range(60))
    packs.write(tmp_path, {"pack.yaml": "slug: p\ntitle: P\n", "a.yaml": many})
    with pytest.raises(Refusal) as refused:
        packs.load(tmp_path)
    lines = refused.value.sentence.split("\n")
    assert len(lines) == 52
    assert lines[0].startswith("a.yaml:2: ")
    assert lines[50] == "… och 10 fel till."
    assert lines[51] == "Paketet är inte inläst: 60 fel. Rätta dem och läs in på nytt."


def test_a_pack_with_thousands_of_faults_is_given_up_early(tmp_path: Path) -> None:
    many = "areas:\n" + "".join(f"  - {{slug: a{n}, name: A, kind: fel}}\n" for n in range(2000))
    told = packs.problems(tmp_path, {"pack.yaml": "slug: p\ntitle: P\n", "a.yaml": many})
    assert len(told) == 500


def test_a_path_without_a_pack_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    (tmp_path / "tom").mkdir()
    for path, said in [("borta", "finns inte"), ("fil", "är en fil"), ("tom", "har ingen pack.yaml")]:
        with pytest.raises(Refusal, match=said):
            packs.load(tmp_path / path)


def test_two_packs_of_one_name_are_told(tmp_path: Path) -> None:
    packs.write(tmp_path / "ett", {"pack.yaml": "slug: p\ntitle: P\n"})
    assert packs.problems(tmp_path, {"tva/pack.yaml": "title: P\nslug: p\n"}) == [
        "tva/pack.yaml:2: paketet ett/pack.yaml heter också p. Byt slug i det ena."
    ]
