"""Random tables and documents, with texts of every script and shape."""

from typing import Any, get_args

from hypothesis import strategies as st

from samstad.documents import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    LineChart,
    MapArea,
    MapChart,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Series,
    Table,
    ThreadLine,
    ThreadNode,
)
from samstad.documents.blocks import ColumnKind, Status

texts = st.text(max_size=30) | st.sampled_from(("Mål 1", "å ä ö", "=1+1", "<b>", "😀", "سلام", "en rad\nen till"))
plain = st.text(alphabet="abcåäöÅÄÖ 0123456789,.;\"'<>&=+-@#$*_\\/[]{}", max_size=25)
numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4))
links = st.none() | st.sampled_from(("https://exempel.example/a?b=1&c=2", "#mal", "/mal/1", "javascript:alert(1)"))
statuses = st.none() | st.sampled_from(get_args(Status))


def cells(text: st.SearchStrategy[str]) -> st.SearchStrategy[Cell]:
    """Cells with that kind of text."""
    return st.builds(Cell, text, st.none() | numbers, links, statuses)


@st.composite
def tables(draw: Any, text: st.SearchStrategy[str] = texts) -> Table:
    """Tables of one to five columns and none to six rows."""
    kinds = draw(st.lists(st.sampled_from(get_args(ColumnKind)), min_size=1, max_size=5))
    columns = tuple(Column(f"c{at}", draw(text), kind, draw(st.floats(0.5, 4))) for at, kind in enumerate(kinds))
    row = st.tuples(*[cells(text)] * len(columns))
    return Table(draw(text), columns, tuple(draw(st.lists(row, max_size=6))), draw(text), draw(text))


_values = st.none() | numbers
_points = st.builds(Point, st.sampled_from(("2015", "2016", "T1 2017")), _values, _values, _values)
_series = st.builds(
    Series, texts, st.lists(_points, max_size=4).map(tuple), st.sampled_from(("main", "compare", "target"))
)
_paths = st.sampled_from(("", "M0 0l10 0 0 10z", "M5 5l9 0-9 9zM0 0l2 1-1 2z"))
_places = st.none() | st.tuples(st.floats(0, 100), st.floats(0, 100))
_areas = st.lists(st.builds(MapArea, texts, _paths, _values, texts, texts, _places), max_size=6).map(tuple)
_limits = st.lists(numbers, max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
_sizes = st.integers(1, 2000)
_runs = st.builds(Run, texts, st.booleans(), st.booleans(), links)
_pairs = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
_nodes = st.builds(ThreadNode, texts, texts, st.booleans(), st.booleans(), links)
blocks = st.one_of(
    st.builds(Heading, st.sampled_from((1, 2, 3, 4)), texts, texts),
    st.builds(
        Paragraph, texts, st.sampled_from(("normal", "lead", "note", "quote")), st.lists(_runs, max_size=3).map(tuple)
    ),
    st.builds(BulletList, st.lists(texts, max_size=3).map(tuple), st.booleans()),
    tables(),
    st.builds(KeyValues, _pairs, st.sampled_from(("facts", "figures"))),
    st.builds(Callout, st.sampled_from(("note", "gap", "warning")), texts),
    st.builds(ThreadLine, st.lists(_nodes, max_size=3).map(tuple)),
    st.builds(LineChart, texts, st.lists(_series, max_size=3).map(tuple), texts, texts, texts, st.booleans()),
    st.builds(MapChart, texts, _areas, _sizes, _sizes, texts, texts, texts, st.booleans(), _limits),
    st.just(PageBreak()),
)
documents = st.builds(
    Document,
    title=texts,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    subtitle=texts,
    language=st.sampled_from(("sv", "en")),
    date=st.none() | texts,
    stamps=st.lists(texts, max_size=2).map(tuple),
    meta=_pairs,
)
