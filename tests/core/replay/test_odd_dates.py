"""Dates at the edge of what can be written, or left out: an answer or a fault, never a traceback."""

import pytest

from reglament.core.contract.contract import Certificate
from tests.core.replay.small import differences, file_of, read, story, told

RECEIVED = "- 2026-11-03 15:00: {receive: {channel: email, key: K1}}"
VALID = "- 2026-11-03 16:00: {contract: valid, access: yes, answer: {due: 2026-11-04 10:00}}"


def test_a_key_without_dates_is_a_certificate_without_bounds() -> None:
    found = story(RECEIVED, VALID, more="contract: {key: K1}").agreement.contract
    assert found is not None
    assert found.certificates == (Certificate("K1", None, None),)


@pytest.mark.parametrize(
    "dates", ["", ", from: 1970-01-01", ", until: 2199-12-31", ", revoked: 2199-12-31 23:59"]
)
def test_a_contract_by_key_with_any_dates_can_be_played(dates: str) -> None:
    assert differences(told(RECEIVED, VALID, more=f"contract: {{key: K1{dates}}}")) == []


@pytest.mark.parametrize("moment", ["1970-01-01 00:00", "2199-12-31 23:59"])
def test_the_first_and_the_last_moment_that_can_be_written_can_be_played(moment: str) -> None:
    when = f"""
        - {moment}: {{receive: {{channel: email, key: K1, message: m0}}}}
        - {moment}: {{record: questioned, message: m1}}
        - {moment}: {{report: delivered, message: m1}}
        - {moment}: {{pause: waiting}}
        - {moment}: {{snooze: 2199-12-31 23:59, refused: snooze/past}}
        - {moment}: {{declare: flood, ground: storm, from: 1970-01-01 00:00, until: 2199-12-31 23:59}}
    """
    when = when if moment > "2000" else when.replace(", refused: snooze/past", "")
    then = f"- {moment}: {{status: open, answer: {{state: paused, left: 4 h}}}}"
    contract = "contract: {key: K1, from: 1970-01-01, until: 2199-12-31}"
    assert differences(told(when, then, more=contract)) == []


@pytest.mark.parametrize("odd", ["0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("- {} 15:00: {{receive: {{channel: email}}}}", ""),
        ("- 2026-11-03 15:00: {{receive: {{channel: email}}, happened: {} 12:00}}", ""),
        ("- 2026-11-03 15:00: {{receive: {{channel: email}}}}", "contract: {{from: {}}}"),
        ("- 2026-11-03 15:00: {{receive: {{channel: email}}}}", "contract: {{key: K1, until: {}}}"),
        ("- 2026-11-03 15:00: {{receive: {{channel: email}}}}", "contract: {{revoked: {} 12:00}}"),
    ],
)
def test_a_date_beyond_the_edge_is_a_fault(odd: str, line: str, more: str) -> None:
    found, faults = read(file_of(line.format(odd), more=more.format(odd)))
    assert (found, [fault.code for fault in faults]) == (None, ["shape/no-such-date"])
