from django.apps import AppConfig


class SamstadConfig(AppConfig):
    """Holds the commands; every table belongs to a subject under `domain`."""

    name = "samstad"
    label = "samstad"
