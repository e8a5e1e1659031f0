from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "samstad.domain.steering"
    label = "steering"
