"""A written value becomes a value of its field's type, or a sentence about what would be right."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samstad.sources.city_pack.declare import Bound, Type
from samstad.sources.city_pack.nodes import Node

SLUG = re.compile(r"[a-z0-9-]+")
EVERYONE = "T"


class Wrong(Exception):  # noqa: N818 - an answer about a value
    """The value cannot be read; the sentence says what would be right."""


def parse(bound: Bound, node: Node) -> Any:
    """The value; references stay the slug they name. Raises `Wrong`."""
    if bound.type in (Type.TEXTS, Type.PAIR):
        return _several(bound, node)
    if not isinstance(node.content, str):
        raise Wrong("här ska stå ett enda värde, inte en lista eller fält.")
    text = node.content
    _refuse_unstorable(text)
    value = _READ.get(bound.type, _text)(bound, text)
    if isinstance(value, str) and bound.max_length and len(value) > bound.max_length:
        raise Wrong(f"texten är {len(value)} tecken, högst {bound.max_length}. Korta den.")
    return value


def _refuse_unstorable(text: str) -> None:
    """No database keeps a null character or half a character pair."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Wrong(
            "texten har ett tecken som inte går att spara (ett nolltecken eller ett halvt tecken). Ta bort det."
        )


def plain_number(number: Decimal | None) -> Decimal | None:
    """The same number without trailing zeros or exponent, so that equal numbers are written alike."""
    if number is None:
        return None
    whole = number == number.to_integral_value()
    return (number.quantize(Decimal(1)) if whole else number.normalize()) + 0


def suggested_slug(text: str) -> str:
    """What the text would be as a slug."""
    folded = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def _text(bound: Bound, text: str) -> str:
    return text


def _slug(bound: Bound, text: str) -> str:
    if not SLUG.fullmatch(text):
        hint = suggested_slug(text)
        raise Wrong(f"”{text}” är ingen slug: bara a–z, 0–9 och bindestreck." + (f" Skriv ”{hint}”." if hint else ""))
    return text


def _email(bound: Bound, text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(f"”{text}” är ingen e-postadress. Skriv som namn@example.org.") from None
    if text != text.lower():
        raise Wrong(f"e-postadressen skrivs med små bokstäver: {text.lower()}.")
    return text


def _address(bound: Bound, text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise Wrong(f"”{text}” är ingen webbadress. Den ska börja med https:// eller http://.")
    return text


def _date(bound: Bound, text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"”{text}” är inget datum. Skriv år-månad-dag, till exempel 2017-05-02.") from None


def _integer(bound: Bound, text: str) -> int:
    largest = 32767 if "Small" in bound.column.get_internal_type() else 2147483647
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > largest:
        raise Wrong(f"”{text}” är inget heltal från 0 till {largest}.")
    return int(text)


def _decimal(bound: Bound, text: str) -> Decimal:
    digits, places = getattr(bound.column, "max_digits", 16), getattr(bound.column, "decimal_places", 4)
    if "," in text:
        raise Wrong(f"”{text}” har decimalkomma. Skriv {text.replace(',', '.')}.")
    if not re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", text):
        raise Wrong(f"”{text}” är inget tal. Skriv som 12.5.")
    number = Decimal(text)
    if abs(number) >= Decimal(10) ** (digits - places):
        raise Wrong(f"”{text}” är för stort. Högst {digits - places} siffror före decimalpunkten.")
    if number != round(number, places):
        raise Wrong(f"”{text}” har för många decimaler, högst {places}. Avrunda.")
    return plain_number(number) or Decimal(0)


def _yes_no(bound: Bound, text: str) -> bool:
    if text not in ("true", "false"):
        raise Wrong(f"”{text}” är varken true eller false. Skriv ett av dem.")
    return text == "true"


def _choice(bound: Bound, text: str) -> str:
    if text == EVERYONE and bound.name == "sex":
        return ""
    if text in bound.words:
        return text
    near = get_close_matches(text, bound.words, n=1)
    hint = f"Menade du ”{near[0]}”? " if near else ""
    raise Wrong(f"”{text}” är inget av orden för {bound.name}. {hint}Orden är {', '.join(bound.words)}.")


def _several(bound: Bound, node: Node) -> list[Any]:
    if not isinstance(node.content, list):
        raise Wrong("här ska stå en lista.")
    texts = [entry.content for entry in node.content if isinstance(entry.content, str)]
    if len(texts) != len(node.content):
        raise Wrong("varje rad i listan ska vara en text.")
    _refuse_unstorable("".join(texts))
    if bound.type is Type.TEXTS:
        return texts
    if len(texts) != 2:
        raise Wrong("här ska stå två heltal, kolumn och rad: [3, 4].")
    return [_integer(bound, text) for text in texts]


_READ = {
    Type.SLUG: _slug,
    Type.EMAIL: _email,
    Type.ADDRESS: _address,
    Type.DATE: _date,
    Type.INTEGER: _integer,
    Type.DECIMAL: _decimal,
    Type.YES_NO: _yes_no,
    Type.CHOICE: _choice,
}
