"""Every steering document, by kind."""

from dataclasses import dataclass

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.programmes.choices import DocumentKind
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.programmes.queries import documents, known_documents, stand_as_known


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    kind: str
    label: str
    documents: tuple[SteeringDocument, ...]


@dataclass(frozen=True, slots=True)
class Register:
    groups: tuple[DocumentGroup, ...]
    example: bool


def read_register(*kinds: str, as_known: AsKnown = NOW) -> Register:
    """Documents of the kinds (all, if none are named) grouped by kind; one query."""
    known = documents().filter(known_documents(as_known))
    rows = list(known.filter(kind__in=kinds) if kinds else known)
    stand_as_known(rows, as_known)
    groups = [
        DocumentGroup(kind.value, str(kind.label), tuple(row for row in rows if row.kind == kind))
        for kind in DocumentKind
    ]
    example = any(row.pack and row.pack.example for row in rows)
    return Register(tuple(group for group in groups if group.documents), example)
