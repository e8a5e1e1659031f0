from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "samstad.web"
    label = "web"
