from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "samstad.domain.places"
    label = "places"
