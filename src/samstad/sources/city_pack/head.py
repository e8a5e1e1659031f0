"""`pack.yaml`: what the pack is called, whether it is invented, and which sources it names."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from samstad.domain.history.models import Pack
from samstad.sources.city_pack.folder import HEAD, RawPack
from samstad.sources.city_pack.nodes import Node
from samstad.sources.city_pack.parse import SLUG, suggested_slug
from samstad.sources.city_pack.records import Place, Problem

FIELDS = ("slug", "title", "example", "city", "sources")
SOURCE_FIELDS = ("title", "publisher", "date", "note", "address")


@dataclass
class Head:
    """What pack.yaml says."""

    slug: str = ""
    title: str = ""
    example: bool = False
    city: str = ""
    sources: dict[str, dict[str, str]] = field(default_factory=dict)


def read_head(pack: RawPack, areas: set[str], problems: list[Problem]) -> Head:
    """The head; what is wrong in it is added to the problems."""
    root = pack.head
    if not isinstance(root.content, dict):
        problems.append(Problem(Place(pack.file, 1), f"{HEAD} ska ha slug: och title:."))
        return Head()
    _unknown(pack, root, FIELDS, problems)
    head = Head(
        slug=_text(pack, root, "slug", problems),
        title=_text(pack, root, "title", problems),
        city=_text(pack, root, "city", problems),
        example=_yes_no(pack, root, problems),
        sources=_sources(pack, root.content.get("sources"), problems),
    )
    if not SLUG.fullmatch(head.slug) or len(head.slug) > 80:
        hint = suggested_slug(head.slug or head.title)
        problems.append(
            pack.problem("slug", f"slug ska vara a–z, 0–9 och bindestreck, högst 80 tecken. Skriv ”{hint}”.")
        )
    if not head.title or len(head.title) > 200:
        problems.append(pack.problem("title", "title saknas eller är längre än 200 tecken. Skriv vad paketet heter."))
    if head.city and head.city not in areas:
        near = get_close_matches(head.city, sorted(areas), n=1)
        hint = f"Menade du ”{near[0]}”?" if near else "Lägg till den under areas:."
        problems.append(pack.problem("city", f"”{head.city}” finns inte i areas. {hint}"))
    return head


def store_head(head: Head) -> int:
    """The primary key of the pack's row, made or brought up to date."""
    fields: dict[str, Any] = {
        "title": head.title,
        "example": head.example,
        "city": head.city,
        "sources": head.sources,
    }
    pack, made = Pack.objects.get_or_create(slug=head.slug, defaults=fields)
    if not made and any(getattr(pack, name) != value for name, value in fields.items()):
        Pack.objects.filter(pk=pack.pk).update(**fields)
    return pack.pk


def _unknown(pack: RawPack, node: Node, known: tuple[str, ...], problems: list[Problem]) -> None:
    assert isinstance(node.content, dict)
    for name in node.content:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Menade du ”{near[0]}”?" if near else f"Fälten är {', '.join(known)}."
            problems.append(Problem(Place(pack.file, node.key_lines[name]), f"okänt fält ”{name}”. {hint}"))


def _text(pack: RawPack, node: Node, name: str, problems: list[Problem]) -> str:
    assert isinstance(node.content, dict)
    given = node.content.get(name)
    if given is None or given.content is None:
        return ""
    if not isinstance(given.content, str):
        problems.append(Problem(Place(pack.file, given.line), f"{name} ska vara en text."))
        return ""
    return given.content


def _yes_no(pack: RawPack, node: Node, problems: list[Problem]) -> bool:
    text = _text(pack, node, "example", problems)
    if text not in ("", "true", "false"):
        problems.append(
            pack.problem("example", f"example är ”{text}”. Skriv true för påhittade uppgifter, annars false.")
        )
    return text == "true"


def _sources(pack: RawPack, given: Node | None, problems: list[Problem]) -> dict[str, dict[str, str]]:
    if given is None or given.content is None:
        return {}
    if not isinstance(given.content, dict):
        problems.append(Problem(Place(pack.file, given.line), "sources ska vara källor med namn, till exempel s4:"))
        return {}
    return {key: _source(pack, key, node, problems) for key, node in given.content.items()}


def _source(pack: RawPack, key: str, node: Node, problems: list[Problem]) -> dict[str, str]:
    if not isinstance(node.content, dict):
        problems.append(Problem(Place(pack.file, node.line), f"källan {key} ska ha fält, till exempel title:"))
        return {}
    _unknown(pack, node, SOURCE_FIELDS, problems)
    texts = {name: _text(pack, node, name, problems) for name in SOURCE_FIELDS}
    if not texts["title"]:
        problems.append(Problem(Place(pack.file, node.line), f"källan {key} saknar title. Skriv vad källan heter."))
    return {name: text for name, text in texts.items() if text}
