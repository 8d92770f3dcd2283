"""The room as Django knows it."""

from django.apps import AppConfig


class People(AppConfig):
    """Tables of this room begin with no prefix; labels do."""

    name = "reglament.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
