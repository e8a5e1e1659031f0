"""The text of a stored method as the method it is, for whoever needs to compute or to describe it."""

from functools import lru_cache

from samstad.calculations.index import Method
from samstad.sources.index_files.method_file import method_of


@lru_cache(maxsize=64)
def read_method_text(text: str) -> Method:
    """The method; read once for each text. Raises `Refusal` with the line at fault."""
    return method_of(text)
