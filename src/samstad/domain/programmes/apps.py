from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "samstad.domain.programmes"
    label = "programmes"
