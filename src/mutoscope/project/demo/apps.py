from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "mutoscope.project.demo"
    label = "demo"
