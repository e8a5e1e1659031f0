"""Relations between subjects point downwards only: two ways round that Django leaves open and no import shows."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

ROOT = Path(__file__).parents[2]


def layers() -> dict[str, int]:
    """How high each subject lies, as the import contract has it; 0 is at the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    subjects = next(contract for contract in contracts if contract["name"] == "Subjects")
    return {name.strip(): depth for depth, layer in enumerate(subjects["layers"]) for name in layer.split("|")}


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("samstad.domain.")]


def subject(model: type[Model]) -> str:
    return model.__module__.split(".")[2]


RELATIONS = [
    (model, field)
    for model in models()
    for field in model._meta.get_fields()
    if isinstance(field, (ForeignKey, ManyToManyField)) and field.related_model in models()
]


def name(value: object) -> str:
    return getattr(value, "__name__", None) or getattr(value, "name", None) or str(value)


@pytest.mark.parametrize(("model", "field"), RELATIONS, ids=name)
def test_a_relation_points_down_or_within(model: type[Model], field: "ForeignKey[Model, Model]") -> None:
    height = layers()
    other = field.related_model
    assert isinstance(other, type)
    assert subject(other) == subject(model) or height[subject(other)] > height[subject(model)], (
        f"{subject(model)} lies below or beside {subject(other)} and may not know it"
    )


@pytest.mark.parametrize(("model", "field"), RELATIONS, ids=name)
def test_a_lower_subject_gets_no_way_up(model: type[Model], field: "ForeignKey[Model, Model]") -> None:
    """Without related_name="+" Django would hang an accessor on the lower model that reads the upper one."""
    other = field.related_model
    assert isinstance(other, type)
    assert subject(other) == subject(model) or field.remote_field.related_name == "+"


def test_there_are_no_relations_to_just_anything() -> None:
    """A generic relation would tie subjects together where no contract sees it."""
    assert [
        model for model in models() for field in model._meta.private_fields if "Generic" in type(field).__name__
    ] == []
