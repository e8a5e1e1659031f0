"""`samstad load`, `samstad dump` and `samstad generate_docs` as they are called."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.sources.city_pack import packs

from samstad.domain.places.models import Area
from samstad.management.commands import generate_docs
from samstad.refusals import Refusal

ROOT = Path(__file__).parents[2]


def run(*words: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*[str(word) for word in words], stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_load_tells_what_it_made_changed_and_left(tmp_path: Path) -> None:
    packs.write(tmp_path, packs.SMALL)
    first = run("load", tmp_path)
    assert "areas                     2 nya      0 ändrade      0 oförändrade" in first
    assert first.endswith("Inläst: liten. 12 nya, 0 ändrade, 0 oförändrade.\n")
    city = packs.CITY.replace("name: Norr,", "name: Norra,").replace("  - {slug: sociala, ", "  - {slug: social, ")
    packs.write(tmp_path, {"stad.yaml": city})
    second = run("load", tmp_path)
    assert "Ändrat:\n  areas norr: name\n" in second
    assert "Saknas i paketet, men finns i tjänsten (inget tas bort):\n  organisations sociala\n" in second
    assert run("load", tmp_path, verbosity=0) == ""


@pytest.mark.django_db
def test_a_check_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    packs.write(tmp_path, packs.SMALL)
    assert "Prövat, ingenting sparat: liten. 12 nya" in run("load", tmp_path, "--check")
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_with_json_only_json_is_written(tmp_path: Path) -> None:
    packs.write(tmp_path / "in", packs.SMALL)
    said = json.loads(run("load", tmp_path / "in", "--json"))
    assert (said["packs"], said["created"], said["changed"], said["unchanged"]) == (["liten"], 12, 0, 0)
    assert (said["checked_only"], said["lacking"], said["left"]) == (False, [], [])
    dumped = json.loads(run("dump", tmp_path / "ut", "--json"))
    assert dumped == {"path": str(tmp_path / "ut"), "packs": {"liten": 12}}


@pytest.mark.django_db
def test_a_refused_load_gives_every_error_as_json_too(tmp_path: Path) -> None:
    packs.write(tmp_path, {**packs.SMALL, "a.yaml": "araes: []\n"})
    out = StringIO()
    with pytest.raises(Refusal, match=r"a\.yaml:1: okänd postsort"):
        call_command("load", str(tmp_path), "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "errors": [{"file": "a.yaml", "line": 1, "text": "okänd postsort ”araes”. Menade du ”areas”?"}]
    }
    with pytest.raises(Refusal):
        run("load", tmp_path)


@pytest.mark.django_db
def test_a_dump_says_how_much_it_wrote(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", packs.SMALL)
    said = run("dump", tmp_path / "ut")
    assert "liten                              12 poster\n" in said
    assert said.endswith(f"Skrivet i {tmp_path / 'ut'}.\n")


@pytest.mark.django_db
def test_many_names_are_cut_short(tmp_path: Path) -> None:
    many = "areas:\n" + "".join(f"  - {{slug: a{n}, name: A{n}, kind: torg}}\n" for n in range(60))
    packs.load(tmp_path, {"pack.yaml": "slug: p\ntitle: P\n", "a.yaml": many})
    packs.write(tmp_path, {"a.yaml": ""})
    assert "  … och 10 till\n" in run("load", tmp_path)


def test_a_call_without_a_path_is_a_wrong_call() -> None:
    with pytest.raises(CommandError):
        call_command("load")


def test_the_published_documents_are_fresh() -> None:
    assert run("generate_docs", "--check", docs=ROOT / "docs") == ""


def test_stale_documents_are_named_and_written_again(tmp_path: Path) -> None:
    (tmp_path / "city-pack.md").write_text(f"# Intro\n\n{generate_docs.BEGIN}\n\ngammalt\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"city-pack\.md"):
        run("generate_docs", "--check", docs=tmp_path)
    assert "city-pack.md" in run("generate_docs", docs=tmp_path)
    text = (tmp_path / "city-pack.md").read_text(encoding="utf-8")
    assert text.startswith("# Intro\n")
    assert "### organisations" in text
    assert "gammalt" not in text
    assert run("generate_docs", docs=tmp_path) == ""
