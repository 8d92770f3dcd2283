"""What every answer says of itself, and that no page needs more than that allows."""

import os
import subprocess
import sys

import pytest

from tests.web.cast import Browser
from tests.web.pages import PATHS, everything, inline

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("name", ["ann", "ash", ""])
def test_every_answer_carries_the_whole_set(name: str, browser: Browser) -> None:
    client = browser(name)
    for path in PATHS:
        answer = client.get(path)
        said = {header: answer.headers.get(header) for header in HEADERS}
        # The form to sign in says in allauth's words that nobody keeps it.
        if path == "/sign-in/":
            assert "no-store" in (said.pop("Cache-Control") or "")
        assert said == {header: HEADERS[header] for header in said}, path


@pytest.mark.parametrize("name", ["ann", "ash", ""])
def test_no_page_has_a_script_a_style_or_a_handler_in_it(name: str, browser: Browser) -> None:
    assert {path: inline(page) for path, (_, page) in everything(browser(name)).items() if inline(page)} == {}


def test_the_style_sheet_is_served_under_a_name_that_changes_with_it(browser: Browser) -> None:
    page = browser().get("/sign-in/").content.decode()
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    sheet = browser().get(address)
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert "url(" not in sheet.content.decode()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "ru"), ("en", "en"), ("en-GB,en;q=0.9,ru;q=0.8", "en"), ("ru,en;q=0.9", "ru"), ("de,en;q=0.5", "en"), ("x;q=y", "ru")],
)  # fmt: skip
def test_a_stranger_is_spoken_to_as_his_browser_likes_it(
    accepted: str, language: str, browser: Browser
) -> None:
    page = browser().get("/sign-in/", headers={"accept-language": accepted}).content.decode()
    assert f'<html lang="{language}">' in page
    assert ("Вход" in page) == (language == "ru")


def test_a_public_desk_passes_the_check_of_the_framework() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "reglament.config.settings",
            "REGLAMENT_SECRET_KEY": "of-no-desk-anywhere-0123456789-abcdefghijklmnopqrstuvwxyz",
            "REGLAMENT_PUBLIC_URL": "https://desk.example.com/",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout + told.stderr
