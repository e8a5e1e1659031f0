from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "samstad.domain.history"
    label = "history"
