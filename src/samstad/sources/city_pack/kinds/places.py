"""Areas and the bodies of the city."""

from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.places.models import Area, AreaList, AreaListEntry, AreaNote, AreaSuccession
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds.fields import NOTE, SLUG, SOURCE, VALID_FROM, VALID_TO, need
from samstad.sources.city_pack.kinds.rules import in_order

AREAS = Kind(
    "areas",
    Area,
    ("slug",),
    (
        SLUG,
        need("name"),
        Field("short_name", "name on the tile map"),
        need("kind"),
        Field("parent", "the area it is part of", to="areas"),
        VALID_FROM,
        VALID_TO,
        Field("tile", "column and row on the tile map", column="tile_column", second="tile_row"),
        SOURCE,
        NOTE,
    ),
    about="Places: the city, its districts and what the programmes point at.",
    children=(
        Children(
            "notes",
            AreaNote,
            "area",
            ("kind", "text"),
            (need("kind"), need("text"), SOURCE),
            about="qualities and meeting places",
        ),
    ),
    rules=(in_order("valid_from", "valid_to"),),
)
AREA_SUCCESSIONS = Kind(
    "area_successions",
    AreaSuccession,
    ("before", "after"),
    (
        need("before", to="areas"),
        need("after", to="areas"),
        need("on"),
        Field("share", "how much of its people went there, 0 to 1, where an area was divided"),
        SOURCE,
    ),
    about="What an area became; several rows with the same `after` are a merger.",
)
AREA_LISTS = Kind(
    "area_lists",
    AreaList,
    ("slug",),
    (
        SLUG,
        need("title"),
        Field("declared_count", "how many areas the list is said to have, when not all are known"),
        NOTE,
        SOURCE,
    ),
    about='Named lists of areas. "Prioriterad" always means: stands in a list with a name.',
    children=(
        Children(
            "areas",
            AreaListEntry,
            "area_list",
            ("area",),
            (need("area", to="areas"),),
            about="the areas of the list that are known",
            plain=True,
        ),
    ),
)
ORGANISATIONS = Kind(
    "organisations",
    Organisation,
    ("slug",),
    (
        SLUG,
        need("name"),
        need("short_name"),
        need("kind"),
        Field("parent", "the body it stands under", to="organisations"),
        Field("office_name", "the office (förvaltning) that works for it"),
        Field("area", "the district of a district board", to="areas"),
        VALID_FROM,
        VALID_TO,
        Field("aliases", "every form in which the name is printed"),
        SOURCE,
        NOTE,
    ),
    about="Boards, companies, their offices and external partners.",
    children=(
        Children(
            "contacts",
            Contact,
            "organisation",
            ("theme", "role_title"),
            (Field("theme", "what they answer for"), need("role_title"), Field("unit"), SOURCE),
            about="whom to ask, by task and not by name",
        ),
    ),
    rules=(in_order("valid_from", "valid_to"),),
)
PLACES = (AREAS, AREA_SUCCESSIONS, AREA_LISTS)
