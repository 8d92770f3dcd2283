"""Titles: the same words in Russian and in English, both always."""

from reglament.core.regulation.model.title import Title
from reglament.core.regulation.shape.many import MapOf
from reglament.core.regulation.shape.record import Record, required
from reglament.core.regulation.shape.scalar import name, text

TITLE = Record(
    Title, {"ru": required(text(), "in Russian"), "en": required(text(), "in English")}, name="title"
)
TITLES = MapOf(name(), TITLE, at_least=1)
