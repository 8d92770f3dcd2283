"""The room as Django knows it."""

from django.apps import AppConfig


class Desk(AppConfig):
    """Books of the desk."""

    name = "reglament.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
