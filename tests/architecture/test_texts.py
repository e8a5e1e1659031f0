"""The finder of texts: what it overlooks, nobody translates."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from tests.architecture import texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def ids(folder: Path) -> set[object]:
    return {message.id for message in texts.used(folder) if message.id}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Luckor i röda tråden" %}', "Luckor i röda tråden"),
        ("{% blocktranslate trimmed %}\n  Mål\n  och medel\n{% endblocktranslate %}", "Mål och medel"),
        ("{% blocktranslate with n=count %}{{ n }} mål{% endblocktranslate %}", "%(n)s mål"),
        ('{% translate "100 % klart" %}', "100 %% klart"),
        (
            "{% blocktranslate count n=n %}{{ n }} nämnd{% plural %}{{ n }} nämnder{% endblocktranslate %}",
            ("%(n)s nämnd", "%(n)s nämnder"),
        ),
    ],
)
def test_texts_of_templates_are_found(folder: Path, template: str, found: object) -> None:
    (folder / "page.html").write_text(template, encoding="utf-8")
    assert ids(folder) == {found}


def test_texts_of_the_code_are_found(folder: Path) -> None:
    (folder / "rules.py").write_text(
        'a = _("Ett")\nb = gettext_lazy("Två")\nc = ngettext("%d mål", "%d mål till", 2)\nd = pgettext("verb", "Gå")\n',
        encoding="utf-8",
    )
    assert ids(folder) == {"Ett", "Två", ("%d mål", "%d mål till"), "Gå"}


def test_texts_within_the_braces_of_a_text_are_found(folder: Path) -> None:
    (folder / "words.py").write_text("a = f\"{told} {_('Underlag saknas.')}\"\n", encoding="utf-8")
    assert ids(folder) == {"Underlag saknas."}


def test_migrations_hold_no_texts_of_their_own(folder: Path) -> None:
    (folder / "migrations").mkdir()
    (folder / "migrations" / "0001_initial.py").write_text('_("nämnd")', encoding="utf-8")
    assert ids(folder) == set()


def test_what_lacks_an_english_text_is_told() -> None:
    in_code, english = Catalog(), Catalog(locale="en")
    for text in ("Ett", "Två", "Tre"):
        in_code.add(text)
    in_code.add(("%d mål", "%d mål till"))
    english.add("Ett", "One")
    english.add("Två", "Too", flags=["fuzzy"])
    english.add(("%d mål", "%d mål till"), ("%d goal", ""))
    assert [message.id for message in texts.missing(in_code, english)] == ["Två", "Tre", ("%d mål", "%d mål till")]


def test_the_catalogue_keeps_what_was_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, catalogue = tmp_path / "code", tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.mkdir()
    (source / "page.html").write_text('{% translate "Ett" %}{% translate "Två" %}', encoding="utf-8")
    kept = Catalog(locale="en")
    kept.add("Ett", "One")
    kept.add("Borta", "Gone")
    monkeypatch.setattr(texts, "used", lambda: USED(source))
    monkeypatch.setattr(texts, "read_english", lambda path: kept if not path.is_file() else READ(path))
    assert texts.update(catalogue) == 1
    again = READ(catalogue)
    assert {message.id: message.string for message in again if message.id} == {"Ett": "One", "Två": ""}


USED, READ = texts.used, texts.read_english


def test_every_name_that_the_code_gives_to_a_translating_function_is_known_to_the_finder() -> None:
    """A text called by a name that the finder does not know would stand in Swedish on English pages."""
    imported = re.compile(r"import \w*gettext\w* as (\w+)")
    names = {
        name for path in texts.SOURCES.rglob("*.py") for name in imported.findall(path.read_text(encoding="utf-8"))
    }
    assert names
    assert names <= texts.KEYWORDS.keys()


READ_ON_PAGES = ("domain", "reports", "web")
REFUSALS = {"Refusal": 1, "NotAllowed": 0, "Stale": 0}
"""Where the sentence stands among what a refusal is made of."""


def test_no_refusal_is_said_in_swedish_on_an_english_page() -> None:
    """A sentence that is no call of a translating function has no English one, and the finder never sees it."""
    bare = [
        f"{path.relative_to(texts.SOURCES)}:{call.lineno}"
        for layer in READ_ON_PAGES
        for path in (texts.SOURCES / layer).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS
        for sentence in call.args[REFUSALS[call.func.id] :][:1]
        if _has_words(sentence)
    ]
    assert bare == []


def _has_words(sentence: ast.expr) -> bool:
    """True of a text, and of an f-string with words between its braces."""
    parts = sentence.values if isinstance(sentence, ast.JoinedStr) else [sentence]
    return any(isinstance(part, ast.Constant) and re.search(r"\w", str(part.value)) for part in parts)
