from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "samstad.domain.risk"
    label = "risk"
