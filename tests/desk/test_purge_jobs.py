"""What runs by itself: keys of intake are made ahead, old content goes, and what fails is told and holds nothing up."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from reglament.config.home import Home
from reglament.config.keeping import hourly, keeping_jobs
from reglament.desk.content.read import Unread
from reglament.desk.content.safe import Safe
from reglament.desk.models import IntakeKey, Purge, Trouble
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.schedule import do_scheduled
from tests.desk.vault import DAY, Vault, open_vault, unread


@pytest.fixture
def vault(desk: Desk, tmp_path: Path, server: Path) -> Vault:
    return open_vault(desk, tmp_path, server)


def test_every_hour_keys_are_made_and_old_content_goes(vault: Vault, server: Path) -> None:
    jobs = keeping_jobs(Home(server))
    case = vault.arrive("первый")
    vault.world.at += 31 * DAY
    assert do_scheduled(desk=vault.desk, jobs=jobs) == 2
    assert do_scheduled(desk=vault.desk, jobs=jobs) == 0
    assert unread(vault, case) == {Unread.PURGED}
    with seen_by(SYSTEM):
        assert IntakeKey.objects.count() == 8
        assert Purge.objects.get().rewritten_at == vault.world.now()
        assert not Trouble.objects.exists()


def test_a_job_that_fails_is_told_and_is_over_once_it_does_not(vault: Vault, server: Path) -> None:
    jobs = keeping_jobs(Home(server))
    vault.world.at += 31 * DAY
    keyless = replace(vault.desk, safe=Safe())
    assert do_scheduled(desk=keyless, jobs=jobs) == 2
    with seen_by(SYSTEM):
        (trouble,) = Trouble.objects.all()
        assert (trouble.key, "folder of keys" in trouble.detail) == ("intake keys", True)
    vault.world.at += 3600
    do_scheduled(desk=vault.desk, jobs=jobs)
    with seen_by(SYSTEM):
        assert not Trouble.objects.exists()


def test_what_the_database_says_of_a_row_is_told_to_nobody(
    vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(_desk: Desk, _at: int) -> None:
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute("insert into hold(what, at, by, why) values ('no such', 0, '', 'слова клиента')")

    vault.world.at += 3600
    assert do_scheduled(desk=vault.desk, jobs=[hourly("work", work)]) == 1
    with seen_by(SYSTEM):
        detail = Trouble.objects.get(key="work").detail
    assert "IntegrityError" in detail
    out, err = capsys.readouterr()
    assert "слова" not in detail + out + err
    assert "IntegrityError" in out + err
