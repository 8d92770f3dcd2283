"""Titles in both languages and the places they came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """A sentence or a noun for people, in Russian and in English."""

    ru: str
    en: str
