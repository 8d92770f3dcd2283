"""Live secrets in what customers send are flagged and masked, whatever form they come in, in time linear in the text."""

import time
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.secrets_in import MASK, SecretKind, masked, secrets_in

HUSH = "Zq7hUsHhUsH0123456789abcdef"
PEM = (
    Ed25519PrivateKey.from_private_bytes(bytes(32))
    .private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    .decode()
)
JWT = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.{HUSH}"

FORMS = {
    "a header": (f"Authorization: Bearer {HUSH}\nHost: example.com", SecretKind.AUTHORIZATION),
    "a header in small letters": (f"> authorization:Basic {HUSH}\r\n> host: x", SecretKind.AUTHORIZATION),
    "a header of a proxy": (f"Proxy-Authorization: Digest {HUSH}", SecretKind.AUTHORIZATION),
    "a header of a command line": (f"curl -H 'Authorization: Token {HUSH}' https://a.example.com", SecretKind.AUTHORIZATION),
    "headers as an object": (f'{{"Authorization": "Bearer {HUSH}", "Host": "x"}}', SecretKind.AUTHORIZATION),
    "headers as an object inside a string": (f'"{{\\"Authorization\\": \\"Bearer {HUSH}\\"}}"', SecretKind.AUTHORIZATION),
    "an own header": (f"X-Api-Key: {HUSH}", SecretKind.TOKEN),
    "a cookie": (f"Cookie: theme=dark; sid={HUSH}", SecretKind.COOKIE),
    "a cookie that is set": (f"Set-Cookie: sid={HUSH}; HttpOnly", SecretKind.COOKIE),
    "a recorded header": (f'{{"name": "Cookie", "value": "sid=\\"{HUSH}\\""}}', SecretKind.COOKIE),
    "a recorded header turned round": (f'{{"value":"Bearer {HUSH}","name":"authorization"}}', SecretKind.AUTHORIZATION),
    "recorded cookies": (f'"cookies": [{{"name":"a]","value":"1"}},{{"name":"sid","value":"{HUSH}"}}], "x": 1', SecretKind.COOKIE),
    "a recorded form": (f'{{"name":"access_token","value":"{HUSH}"}}', SecretKind.TOKEN),
    "a private key": (PEM, SecretKind.PRIVATE_KEY),
    "a private key cut short": (f"-----BEGIN EC PRIVATE KEY-----\n{HUSH}\n", SecretKind.PRIVATE_KEY),
    "a private key of PuTTY": (f"PuTTY-User-Key-File-3: ssh-rsa\n{HUSH}\nPrivate-MAC: 00ff", SecretKind.PRIVATE_KEY),
    "a web token": (f"token was {JWT}, expired", SecretKind.TOKEN),
    "a bearer anywhere": (f"sent bearer {HUSH} and failed", SecretKind.TOKEN),
    "a token of a code host": (f"ghp_{HUSH}ABCDEFGH", SecretKind.TOKEN),
    "a token of a bot": ("bot 123456789:" + "Zq7hUsHhUsH0123456789abcdef_-xyzABC", SecretKind.TOKEN),
    "a key of a cloud": ("AKIAIOSFODNN7EXAMPLE", SecretKind.TOKEN),
    "a password in an address": (f"postgres://anna:{HUSH}@db.example.com/x", SecretKind.PASSWORD),
    "a password in a form": (f"user=anna&password={HUSH}&x=1", SecretKind.PASSWORD),
    "a password in a setting": (f"DB_PASSWORD = '{HUSH}'", SecretKind.PASSWORD),
    "a password in Russian": (f"Пароль: {HUSH}", SecretKind.PASSWORD),
    "a key of a cluster": (f"    client-key-data: {b64encode(HUSH.encode()).decode()}\n", SecretKind.PASSWORD),
    "a secret of a cloud": (f"aws_secret_access_key={HUSH}", SecretKind.PASSWORD),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_flagged_and_masked(form: str) -> None:
    text, kind = FORMS[form]
    around = f"Добрый день!\n{text}\nС уважением"
    found = secrets_in(text=around)
    shown = masked(text=around, secrets=found)
    assert kind in {one.kind for one in found}
    assert MASK in shown
    for hush in (HUSH, b64encode(HUSH.encode()).decode(), PEM[60:90], "AKIA", "hUsH"):
        assert hush not in shown
    assert shown.startswith("Добрый день!\n")


@pytest.mark.parametrize(
    "text",
    [
        "Не работает авторизация, помогите.",
        "The author said: no cookies for me",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----",
        "2026-11-20 10:31:16 INFO started in 12:30",
        "https://example.com:8443/a?b=c",
        "Забыл пароль от портала",
        '"cookies": [], "headers": []',
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert secrets_in(text=text) == ()
    assert masked(text=text, secrets=()) == text


def test_what_stands_between_two_secrets_stays_readable() -> None:
    text = f"first\npassword={HUSH}\nbetween\nCookie: sid={HUSH}\nlast"
    shown = masked(text=text, secrets=secrets_in(text=text))
    assert shown == f"first\npassword={MASK}\nbetween\nCookie: {MASK}\nlast"


pieces = st.sampled_from(
    ["Cookie: ", "authorization", '"', "\\", '"name"', '"value"', ":", ",", '"cookies":[', "]", "\n", "eyJ", ".", "://",
     "a:b@", "password=", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", HUSH, " ", "x"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join))
def test_found_places_are_in_order_and_apart_and_masking_takes_them_out(text: str) -> None:
    found = secrets_in(text=text)
    edges = [edge for one in found for edge in (one.begins, one.ends)]
    assert edges == sorted(edges)
    assert all(0 <= one.begins < one.ends <= len(text) for one in found)
    shown = masked(text=text, secrets=found)
    assert len(shown) == len(text) + sum(len(MASK) - (one.ends - one.begins) for one in found)


@pytest.mark.parametrize(
    "adverse",
    [
        "a", " ", "\n", '"', "\\", '\\"', "eyJ", "eyJaaaaaaaaa.", "eyJa-", "://", "://a:", "://a", "cookie", "Cookie:", 'cookie:"',
        'cookie:"\\', '"cookies":[', '"cookies":["', '"cookies":[\\"', '"value":"', '"name":"cookie","value":"', '"value":"\\"',
        "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "-----BEGIN A ", "PuTTY-User-Key-File-", "password", "password=", "secret_",
        "password \t", "access_", "1", "12345678:", "bearer ", "passwords", '"name" ', '"cookies" ', "authorization\t",
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize(("opening", "ending"), [("", ""), ('"cookies":[', "\\")])
def test_no_long_text_takes_long(adverse: str, opening: str, ending: str) -> None:
    text = opening + adverse * ((1 << 18) // len(adverse)) + ending
    began = time.process_time()
    masked(text=text, secrets=secrets_in(text=text))
    # Any search that grew with the square of the length would take half a minute and more.
    assert time.process_time() - began < 4
