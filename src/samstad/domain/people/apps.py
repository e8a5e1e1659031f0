from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "samstad.domain.people"
    label = "people"
