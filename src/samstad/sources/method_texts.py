"""The text of a stored method as the method it is, and a changed method back as a text."""

import io
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from samstad.calculations.index import Method
from samstad.sources.city_pack.yaml_file import read_yaml
from samstad.sources.index_files.method_file import method_of, plain


@lru_cache(maxsize=64)
def read_method_text(text: str) -> Method:
    """The method; read once for each text. Raises `Refusal` with the line at fault."""
    return method_of(text)


def mapping_of(text: str) -> dict[str, Any]:
    """What the file holds as plain values, to be changed."""
    mapping: dict[str, Any] = plain(read_yaml(text, "metod.yaml"))
    return mapping


def text_of(mapping: dict[str, Any]) -> str:
    """The mapping as a method file: the same mapping gives the same text, and the text gives the mapping back."""
    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 110
    out = io.StringIO()
    writer.dump(mapping, out)
    return out.getvalue()
