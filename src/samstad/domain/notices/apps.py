from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "samstad.domain.notices"
    label = "notices"
