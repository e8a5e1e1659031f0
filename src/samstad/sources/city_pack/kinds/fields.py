"""Fields that many kinds have."""

from samstad.sources.city_pack.declare import Field

SLUG = Field("slug", "plain ASCII name, unique among records of the kind", required=True)
SOURCE = Field("source", 'where it is said: a key of `sources` in pack.yaml, comma, place: "s4, kap. 3.11"')
NOTE = Field("note", "remark for the reader")
VALID_FROM = Field("valid_from", "first day it holds, only when a source gives it")
VALID_TO = Field("valid_to", "last day it holds, only when a source gives it")

TARGET_GROUP = (
    Field("target_group", "whom it is for, in words"),
    Field("target_sex", "only women (K) or men (M); absent means everyone"),
    Field("target_age_from", "youngest age in years, included"),
    Field("target_age_to", "oldest age in years, included"),
)
INTERPRETATION = (
    Field("interpretation", "true when no document states it"),
    Field("interpreted_by", "who made the interpretation, required with it"),
)


def need(name: str, about: str = "", to: str = "") -> Field:
    """A field that every record of its kind has."""
    return Field(name, about, required=True, to=to)
