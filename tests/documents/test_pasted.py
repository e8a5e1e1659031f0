"""What is pasted becomes plain paragraphs, lists and real tables, and no markup survives, seen or unseen."""

import re
from html import escape
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.documents import BulletList, Document, Paragraph, Table, render_html, render_word
from samstad.documents.pasted import is_markup, plain_text, text_blocks

WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head><body>'
    "<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]-->"
    '<p class="MsoNormal" style="mso-margin-top-alt:auto">Vi har <b>öppnat</b> på kvällar.<o:p></o:p></p>'
    '<table class="MsoTableGrid" border="1"><tr><td><p>Område</p></td><td><p>2016</p></td><td><p>2017</p></td></tr>'
    "<tr><td>Fagersjö</td><td>12</td><td>1&nbsp;234,5</td></tr><tr><td>Tallkrogen</td><td>–</td><td>7</td></tr>"
    "</table><p>Efter tabellen.</p></body></html>"
)
WORDS = st.sampled_from(["vi", "ökar", "140", "år", "a<b", "5>3", "&", "Fagersjö", "”hej”"])
TAGS = st.sampled_from(
    ["p", "div", "b", "span", "h1", "em", "ul", "li", "o:p", "section", "font", "a", "td", "tr", "table"]
)
ATTRIBUTES = st.sampled_from(["", ' onclick="x()"', ' style="color:red"', ' href="javascript:x()"', ' colspan="2"'])
SECRET = st.sampled_from(
    ["<script>hemligt()</script>", "<style>hemligt{}</style>", "<!-- hemligt -->", "<xml>hemligt</xml>"]
)
NODES = st.recursive(
    WORDS.map(lambda word: (f" {escape(word)} ", [word])) | SECRET.map(lambda markup: (markup, [])),
    lambda inner: st.tuples(TAGS, ATTRIBUTES, st.lists(inner, max_size=4)).map(
        lambda node: (
            f"<{node[0]}{node[1]}>{''.join(child[0] for child in node[2])}</{node[0]}>",
            [word for child in node[2] for word in child[1]],
        )
    ),
    max_leaves=14,
)
SOUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "<b",
            "<script>",
            "</script",
            "<td>",
            "<table>",
            "<tr",
            "&lt;",
            "p",
            ">",
            '"',
            "ord",
            " ",
            "<!--",
            "-->",
            "<x y>",
            "\n",
            "\t",
        ]
    ),
    max_size=20,
).map("".join)


def test_a_pasted_word_table_becomes_a_table_with_headings_and_the_text_around_it() -> None:
    before, table, after = text_blocks(plain_text(WORD), caption="Tabell")
    assert before == Paragraph("Vi har öppnat på kvällar.")
    assert isinstance(table, Table)
    assert [(column.title, column.kind) for column in table.columns] == [
        ("Område", "text"), ("2016", "number"), ("2017", "number"),
    ]  # fmt: skip
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Fagersjö", "12", "1\N{NO-BREAK SPACE}234,5"],
        ["Tallkrogen", "–", "7"],
    ]
    assert after == Paragraph("Efter tabellen.")


def test_the_table_is_a_real_one_on_the_page_and_in_word() -> None:
    document = Document("Rapport", text_blocks(plain_text(WORD), caption="Områden"))
    page = render_html(document)
    assert '<th scope="col" class="doc-col-number">2017</th>' in page
    assert "<caption>Områden</caption>" in page
    word = docx.Document(BytesIO(render_word(document)))
    assert [cell.text for cell in word.tables[0].rows[0].cells] == ["Område", "2016", "2017"]
    assert word.tables[0].rows[0]._tr.xpath("w:trPr/w:tblHeader")


def test_what_a_sheet_pastes_is_a_table() -> None:
    (table,) = text_blocks("Område\t2017\nFarsta\t12\nSkärholmen\t9")
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Område", "2017"]


def test_an_empty_corner_is_kept_empty_also_when_the_text_was_trimmed() -> None:
    (table,) = text_blocks("\t2016\t2017\nKvinnor\t1\t2".strip())
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["", "2016", "2017"]


def test_cells_that_reach_over_others_keep_the_columns_in_line() -> None:
    pasted = (
        "<table><tr><th rowspan=2>Område</th><th colspan=2>Kvinnor</th></tr><tr><td>2016</td><td>2017</td></tr>"
        "<tr><td>Farsta</td><td>1</td><td>2</td></tr></table>"
    )
    assert plain_text(pasted).split("\n") == ["Område\tKvinnor\t", "\t2016\t2017", "Farsta\t1\t2"]


def test_lists_from_word_are_lists() -> None:
    assert text_blocks("•\tEtt\n•\tTvå") == (BulletList(("Ett", "Två")),)
    assert text_blocks("1.\tEtt\n2.\tTvå") == (BulletList(("Ett", "Två"), ordered=True),)
    assert text_blocks(plain_text("<ul><li>Ett</li><li>Två</li></ul>")) == (BulletList(("Ett", "Två")),)


@pytest.mark.parametrize(
    "text",
    [
        "a < b och c > d",
        "Se <fyll i här> sedan",
        "E-post <namn@example.org>",
        "1 < 2",
        "rad\n\nrad",
        "x<y>z",
        "a<b och c>d",
        "",
    ],
)
def test_text_that_is_no_markup_is_left_as_it_is(text: str) -> None:
    assert plain_text(text) == text


@given(st.text())
def test_plain_text_is_left_as_it_is_but_for_line_ends(text: str) -> None:
    if not is_markup(text):
        assert plain_text(text) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(NODES, max_size=5))
def test_every_word_survives_in_order_and_nothing_hidden_does(nodes: list[tuple[str, list[str]]]) -> None:
    markup = f"<div>{''.join(node[0] for node in nodes)}</div>"
    text = plain_text(markup)
    assert "hemligt" not in text
    assert not is_markup(text)
    expected = [word for node in nodes for word in node[1]]
    assert re.sub(r"[\s•]", "", text) == "".join(expected)


@given(SOUP)
def test_no_markup_survives_however_broken(soup: str) -> None:
    text = plain_text(soup)
    assert not is_markup(text)
    assert plain_text(text) == text
    page = render_html(Document("T", text_blocks(text, caption="T")))
    allowed = {
        "article",
        "header",
        "h1",
        "p",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "ul",
        "ol",
        "li",
    }
    assert set(re.findall(r"</?([a-z0-9]+)", page)) <= allowed


@given(st.text(alphabet="ab \n\t•1.", max_size=40))
def test_no_letter_is_lost_on_the_way_to_blocks(text: str) -> None:
    page = render_html(Document("", text_blocks(text)))
    body = re.sub(r"<[^>]*>", "", page[page.index("</header>") :])
    assert body.count("a") == text.count("a")
    assert body.count("b") == text.count("b")


def test_cells_of_excel_with_its_own_bare_attributes_are_cells() -> None:
    assert plain_text("<table><tr><td x:num>1&nbsp;234</td><td x:str nowrap>Park</td></tr></table>") == "1\xa0234\tPark"


@pytest.mark.parametrize("mark", ["\uf0b7 ", "o\t", "§\t", "·\xa0\xa0"])
def test_the_bullets_of_word_are_a_list(mark: str) -> None:
    assert text_blocks(f"{mark}Ett\n{mark}Två") == (BulletList(("Ett", "Två")),)
