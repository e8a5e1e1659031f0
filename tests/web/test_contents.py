"""A long page begins with its parts, folded; a short one does not."""

from django.template import Context, Template

PAGE = Template("{% contents %}<h1>Planen</h1>{{ body|safe }}{% endcontents %}")
PARTS = '<h2 id="mal">Mål &amp; medel</h2><p>text</p><h3>Delmål</h3><h2 class="x">Åtgärder</h2><h2>Pengar</h2>'
LONG = "<p>ord</p>" * 1500


def shown(body: str) -> str:
    return PAGE.render(Context({"body": body}))


def test_every_part_of_a_long_page_is_a_link_under_the_title() -> None:
    page = shown(PARTS + LONG)
    assert page.index("</h1>") < page.index('<details class="contents">') < page.index('id="mal"')
    assert '<a href="#mal">Mål &amp; medel</a>' in page
    assert '<li class="contents-h3"><a href="#del-2-delmal">Delmål</a>' in page
    assert '<h2 id="del-3-atgarder" class="x">Åtgärder</h2>' in page


def test_words_of_the_glossary_are_not_read_into_a_part() -> None:
    term = '<button popovertarget="t">Medverkan</button><span popover id="t"><strong>Medverkan</strong> är</span>'
    assert '<a href="#del-1-medverkan">Medverkan</a>' in shown(f"<h2>{term}</h2>{PARTS}{LONG}")


def test_a_short_page_and_one_with_few_parts_are_left_as_they_are() -> None:
    assert "contents" not in shown(PARTS)
    assert "contents" not in shown(f"{PARTS}<details>{LONG}</details>"), "what is folded makes no page long"
    assert "contents" not in shown(f"<h2>Mål</h2>{LONG}")
