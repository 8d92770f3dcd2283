"""Search: what is found, by whom, and what nobody finds."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from reglament.desk.content.words import rebuild_words
from reglament.desk.models import Content, SearchRow
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.search import SearchAnswer, search
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.canary import foreign
from tests.desk.town import OTHER_LINE, Town, found_town


@pytest.fixture
def town(desk: Desk) -> Town:
    return found_town(desk)


@pytest.fixture(params=["among the newest", "among all others"])
def where(request: pytest.FixtureRequest, owner: psycopg.Connection) -> Iterator[None]:
    """Search as it is, and search for which nothing is among the newest texts."""
    (definition,) = owner.execute("select pg_get_functiondef('desk_search'::regproc)").fetchone() or ("",)
    if request.param == "among all others":
        owner.execute(
            definition.replace("newest constant integer := 2000", "newest constant integer := 0").encode()
        )
    yield
    owner.execute(definition.encode())


def found(viewer: Viewer, asked: str) -> list[UUID]:
    return [one.id for one in search(viewer=viewer, asked=asked).found]


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        ("Принтеры не печатают", "принтер печатает"),
        ("Лицензии закончились", "лицензия"),
        ("Ещё один отчёт", "отчет"),
        ("Ещё один отчет", "отчёт"),
        ("Connections are refused", "connection refusing"),
        ("Ошибка ERR_CONNECTION при connecting", "ошибки connect"),
        ("Error 0x80070005 on start", "0x80070005"),
    ],
)
def test_words_are_found_in_any_form_in_both_languages(town: Town, subject: str, asked: str) -> None:
    town.open("ash", subject="Совсем о другом")
    case = town.open("ash", subject=subject)
    assert found(town.ann, asked) == [case]


def test_all_words_must_be_there_and_quotes_and_minus_mean_what_people_mean(town: Town) -> None:
    one, two = town.open("ash", subject="alpha beta"), town.open("ash", subject="beta alpha gamma")
    assert set(found(town.ann, "alpha beta")) == {one, two}
    assert found(town.ann, '"alpha beta"') == [one]
    assert found(town.ann, "alpha -gamma") == [one]
    assert found(town.ann, "alpha delta") == []


@pytest.mark.parametrize(
    "asked", ["", "   ", "и в на", "the of", "'; drop table x", "\0", "&|!():*<->", '"', "\\", "%_"]
)
def test_whatever_is_typed_is_no_error(town: Town, asked: str) -> None:
    town.open("ash")
    assert found(town.ann, asked) == []


def test_the_newest_comes_first_and_each_case_once(town: Town) -> None:
    first, second = town.open("ash"), town.open("birch")
    assert found(town.ann, "printer") == [second, first]
    town.reply("ash", first)
    assert found(town.ann, "printer") == [first, second]
    answer = search(viewer=town.ann, asked="printer", limit=1)
    assert ([one.id for one in answer.found], answer.more) == ([first], True)


def test_a_number_and_a_sender_are_found_exactly(town: Town) -> None:
    case, other = town.open("ash"), town.open("birch")
    assert found(town.ann, " a-1 ") == [case]
    assert found(town.ann, "birch@example.com") == [other]
    assert found(town.ann, "Birch@Example.com") == [other]
    assert found(town.ann, "A-1") == [case]
    assert found(town.ann, "A-11") == []
    assert [one.by for one in search(viewer=town.ann, asked="birch@example.com").found] == ["sender"]


@pytest.mark.usefixtures("where")
def test_notes_are_found_by_staff_alone(town: Town) -> None:
    case = town.open("ash")
    town.open("ash")
    with seen_by(SYSTEM):
        note = Content.objects.get(stream_id=case, note=True)
    token = str(note.text).split()[-1]
    assert found(town.ann, token) == [case]
    assert found(town.viewer("ash"), token) == []
    assert len(found(town.viewer("ash"), "printer")) == 2


@pytest.mark.usefixtures("where")
def test_nobody_finds_what_he_may_not_see(town: Town) -> None:
    for name in town.houses:
        town.open(name)
        town.open(name, line=OTHER_LINE)
    everybody = {
        town.ann: set(town.houses), town.bob: set(town.houses), town.viewer("ash"): {"ash"},
        town.viewer("cedar", "dill"): {"cedar", "dill"}, town.viewer("dill"): {"dill"}, Viewer("nobody"): set(),
    }  # fmt: skip
    for viewer, owners in everybody.items():
        for asked in ("printer", "A-1", "B-2", "ash@example.com", "dill@example.com"):
            answer = search(viewer=viewer, asked=asked)
            assert foreign(answer, owners=owners, notes=viewer.is_staff) == frozenset()
        lines = {one.line for one in search(viewer=viewer, asked="printer").found}
        assert lines == (set(viewer.lines) if viewer.is_staff else {1, 2} if owners else set())


@pytest.mark.usefixtures("where")
def test_the_function_itself_gives_cases_of_the_viewer_alone(town: Town) -> None:
    """Foreign ones would be taken out later, but would have taken the places of his own."""
    for name in town.houses:
        town.open(name)
        town.open(name, line=OTHER_LINE)
    for viewer, names in ((town.viewer("ash"), ["ash"]), (town.viewer("cedar", "dill"), ["cedar", "dill"])):
        with seen_by(viewer):
            given = {
                case
                for case, _ in rows("select stream, at from desk_search(%(asked)s, 50)", {"asked": "printer"})
            }
        assert given == {case for name in names for case in town.cases[name]}
    with seen_by(town.ann):
        given = {
            case
            for case, _ in rows("select stream, at from desk_search(%(asked)s, 50)", {"asked": "printer"})
        }
    assert given == {town.cases[name][0] for name in town.houses}


def test_confidential_content_is_never_found_and_the_answer_says_so(desk: Desk) -> None:
    town = found_town(desk, sealed=OTHER_LINE)
    plain, sealed = town.open("ash", subject="Ромашка"), town.open("ash", subject="Ромашка", line=OTHER_LINE)
    for viewer in (town.bob, town.viewer("ash")):
        answer = search(viewer=viewer, asked="ромашка")
        assert [one.id for one in answer.found] == [plain]
        assert answer.not_searchable == ("Bracken",)
        (by_number,) = search(viewer=viewer, asked="B-1").found
        assert (by_number.id, by_number.searchable) == (sealed, False)
    assert search(viewer=town.ann, asked="ромашка").not_searchable == ()
    assert search(viewer=town.viewer("birch"), asked="ромашка").not_searchable == ()
    with seen_by(SYSTEM):
        assert not SearchRow.objects.filter(line_id=OTHER_LINE).exists()


def test_a_purge_takes_the_words_with_the_text(town: Town) -> None:
    case = town.open("ash", subject="Ромашка")
    assert found(town.ann, "ромашка") == [case]
    with seen_by(SYSTEM):
        Content.objects.filter(stream_id=case).update(text=None, salt=None)
        assert not SearchRow.objects.filter(stream_id=case).exists()
    assert found(town.ann, "ромашка") == []


def test_words_made_anew_are_the_words_that_stood(town: Town) -> None:
    for name in town.houses:
        town.open(name)
    with seen_by(SYSTEM):
        stood = sorted(SearchRow.objects.values_list("content_id", "stream_id", "note", "made_at", "words"))
        assert rebuild_words() == len(stood)
        assert (
            sorted(SearchRow.objects.values_list("content_id", "stream_id", "note", "made_at", "words"))
            == stood
        )


def test_a_text_of_any_size_is_kept(town: Town) -> None:
    words = " ".join(f"слово{number}" for number in range(200_000))
    case = town.open("ash", subject=words)
    assert found(town.ann, "слово17") == [case]
    assert found(town.ann, "слово199999") == []


def test_search_answers_as_the_role_of_pages(town: Town, as_role: AsRole) -> None:
    case = town.open("ash", subject="Ромашка")
    with as_role("desk_web"):
        assert found(town.ann, "ромашка") == [case]
        assert found(town.viewer("ash"), "A-1") == [case]
        assert search(viewer=town.viewer("birch"), asked="ромашка") == SearchAnswer(
            (), more=False, not_searchable=()
        )
