"""Frozen texts that lie in a pack, by name; each is given back to the deed that froze it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from samstad.domain.cycle.models import Snapshot

Subject = TypeVar("Subject")


@dataclass
class Frozen:
    """The texts as read from the pack's `snapshots` folder."""

    texts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def collector(
        self, name: str, otherwise: Callable[[Subject], dict[str, Any]]
    ) -> Callable[[Subject], dict[str, Any]]:
        """A collector that gives the pack's text when there is one."""
        if name not in self.texts:
            return otherwise
        document: dict[str, Any] = self.texts[name]["document"]
        return lambda subject: document

    def day(self, name: str) -> date | None:
        """The day the text was frozen, when the pack has it."""
        return date.fromisoformat(self.texts[name]["on"]) if name in self.texts else None

    def keep_version(self, name: str, snapshot: Snapshot) -> None:
        """A text of an earlier schema keeps its version, so that it is still read as what it is."""
        version = self.texts.get(name, {}).get("schema_version", snapshot.schema_version)
        if version != snapshot.schema_version:
            Snapshot.objects.filter(pk=snapshot.pk).update(schema_version=version)
