"""A part cannot hold its whole: what refers to its own kind must end somewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from samstad.sources.city_pack.records import Problem, Record
from samstad.sources.city_pack.stored import Stored

UPWARD = (("areas", "parent"), ("organisations", "parent"), ("documents", "under"))
LISTED = (("goals", "links", "to"), ("goals", "lineage", "from"), ("documents", "successors", "document"))

Graph = dict[str, set[str]]


def find_rings(records: Iterable[Record], stored: Stored) -> Iterator[Problem]:
    """A problem for each ring, at a record of the pack that is part of it."""
    by_kind: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in records:
        if record.kind.named:
            by_kind[record.kind.name][record.key[0]] = record
    for kind, name in UPWARD:
        graph = {slug: _one(row, name) for slug, row in _merged(kind, by_kind, stored).items()}
        yield from _told(graph, by_kind[kind], name)
    for kind, name, field in LISTED:
        graph = defaultdict(set)
        for rows in (stored.records.get(kind, {}).values(), by_kind[kind].values()):
            for row in rows:
                graph[row.key[0]] |= {entry[field] for entry in row.children[name]}
        yield from _told(graph, by_kind[kind], name)


def _merged(kind: str, by_kind: dict[str, dict[str, Record]], stored: Stored) -> dict[str, Record]:
    return {row.key[0]: row for row in stored.records.get(kind, {}).values()} | by_kind[kind]


def _one(row: Record, name: str) -> set[str]:
    return {row.values[name]} if name in row.values else set()


def _told(graph: Graph, records: dict[str, Record], name: str) -> Iterator[Problem]:
    for ring in _rings(graph):
        place = next((records[slug].place for slug in ring if slug in records), None)
        if place is not None:
            yield Problem(place, f"{name} går i ring: {' → '.join([*ring, ring[0]])}. Ta bort ett av leden.")


def _rings(graph: Graph) -> Iterator[list[str]]:
    """Each ring once, found by walking from every node without recursion."""
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        waiting = [(start, False)]
        while waiting:
            slug, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
            elif slug in path:
                yield path[path.index(slug) :]
            elif slug not in done:
                path.append(slug)
                waiting.append((slug, True))
                waiting.extend((other, False) for other in sorted(graph.get(slug, set())))
