from django.apps import AppConfig


class CycleConfig(AppConfig):
    name = "samstad.domain.cycle"
    label = "cycle"
