"""Every steering document, by kind."""

from dataclasses import dataclass

from samstad.domain.programmes.choices import DocumentKind
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.programmes.queries import documents


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    kind: str
    label: str
    documents: tuple[SteeringDocument, ...]


@dataclass(frozen=True, slots=True)
class Register:
    groups: tuple[DocumentGroup, ...]
    example: bool


def read_register(*kinds: str) -> Register:
    """Documents of the kinds (all, if none are named) grouped by kind; one query."""
    rows = list(documents().filter(kind__in=kinds) if kinds else documents())
    groups = [
        DocumentGroup(kind.value, str(kind.label), tuple(row for row in rows if row.kind == kind))
        for kind in DocumentKind
    ]
    example = any(row.pack and row.pack.example for row in rows)
    return Register(tuple(group for group in groups if group.documents), example)
