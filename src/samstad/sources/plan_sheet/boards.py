"""Whose rows they are, in a file of the whole city: boards by name, short name, address and former names."""

from dataclasses import dataclass, field

from samstad.calculations.sorting import search_text
from samstad.domain.organisation.models import Organisation


@dataclass
class OtherBoards:
    """`names` are keys by folded names; `board` is the key of the board that is read, 0 for the city's own rows."""

    board: int
    names: dict[str, set[int]]
    passed: list[int] = field(default_factory=list)

    @classmethod
    def read(cls, board: Organisation | None) -> "OtherBoards":
        """The register in one query."""
        names: dict[str, set[int]] = {}
        for one in Organisation.objects.all():
            for name in (one.slug, one.name, one.short_name, *one.aliases):
                names.setdefault(search_text(name), set()).add(one.pk)
        return cls(board.pk if board else 0, names)

    def is_ours(self, name: str) -> bool:
        """True for the board's own name, and for a row that names nobody."""
        return not name or self.board in self.names.get(search_text(name), set())

    def is_known(self, name: str) -> bool:
        return bool(self.names.get(search_text(name)))
