from django.apps import AppConfig
from django.urls import register_converter

from samstad.web.years import Year


class WebConfig(AppConfig):
    name = "samstad.web"
    label = "web"

    def ready(self) -> None:
        """Known before any address is read."""
        register_converter(Year, "year")
