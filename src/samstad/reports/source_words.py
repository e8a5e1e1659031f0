"""Where a row comes from, said in full."""

import re
from typing import Any

from samstad.domain.history.models import Pack

_MARK = re.compile(r"[a-z0-9]+")


def source_words(source: str, pack: Pack | None) -> str:
    """The source with its document's title in place of the pack's short mark: "s4, kap. 3" as "Plan 2017, kap. 3"."""
    titles = pack.sources if pack else {}
    return "; ".join(_in_full(part.strip(), titles) for part in source.split(";"))


def _in_full(part: str, titles: dict[str, Any]) -> str:
    mark = _MARK.match(part)
    known = titles.get(mark.group()) if mark else None
    if not mark or not isinstance(known, dict) or not known.get("title"):
        return part
    return f"{known['title']}{part[mark.end() :]}"
