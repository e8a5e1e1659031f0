"""Columns that are made from other columns, also in bulk writes."""

from typing import TYPE_CHECKING, Any

from django.db import models

from samstad.calculations.sorting import search_text, sort_key

if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
    CharColumn = models.CharField[str, str]
else:  # Django's fields take no type arguments when the program runs
    TextColumn, CharColumn = models.TextField, models.CharField


class SortKeyField(CharColumn):
    """Orders rows as Swedish does on every database; made from `source` whenever the row is written."""

    def __init__(self, *, source: str = "name", **options: Any) -> None:
        self.source = source
        options.update(max_length=200, editable=False, default="", db_index=True)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for option in ("max_length", "editable", "default", "db_index"):
            kwargs.pop(option, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = sort_key(str(getattr(model_instance, self.source)))
        setattr(model_instance, self.attname, value)
        return value


class SearchTextField(TextColumn):
    """What `/sok/` looks in: the `sources` joined, with case and accents folded."""

    def __init__(self, *, sources: tuple[str, ...] = ("name",), **options: Any) -> None:
        self.sources = sources
        options.update(editable=False, default="")
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for option in ("editable", "default"):
            kwargs.pop(option, None)
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = search_text(*(str(getattr(model_instance, name) or "") for name in self.sources))
        setattr(model_instance, self.attname, value)
        return value
