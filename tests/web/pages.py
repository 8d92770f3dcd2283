"""Every page of the desk as somebody gets it, and what may stand in none of them."""

import re
from html.parser import HTMLParser

from django.test import Client

# Paths with the cases of the town in them; forms are asked by GET too.
PATHS = (
    "/", "/sign-in/", "/sign-out/", "/queue/", "/queue/?only=mine", "/queue/?only=unassigned", "/queue/?only=breached",
    "/queue/?after=nonsense", "/notices/", "/cases/", "/cases/?only=open",
    *(f"/cases/{line}-{number}" for line in "AB" for number in (1, 2, 3, 4)),
    "/cases/A-1/assign", "/cases/A-1/reply", "/cases/Z-99", "/no-such-page", "/style-0.css",
)  # fmt: skip


def everything(client: Client) -> dict[str, tuple[int, str]]:
    """Status and text of every page by its path; redirects are not followed."""
    found = {}
    for path in PATHS:
        answer = client.get(path)
        found[path] = answer.status_code, answer.content.decode()
    return found


class Inline(HTMLParser):
    """Collects what a strict policy would have to forbid: scripts, styles and handlers in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in {"script", "style", "iframe", "object", "embed", "base"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE) and name != "value":
                self.found.append(f"{tag} {name}={value}")


def inline(page: str) -> list[str]:
    parser = Inline()
    parser.feed(page)
    return parser.found
