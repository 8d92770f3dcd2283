"""Forms of the acts that move a case: it arrives, is sorted, answered, paused, refused, closed, handled by staff."""

from reglament.core.case import act
from reglament.core.regulation.shape.base import Shape
from reglament.core.regulation.shape.choice import words
from reglament.core.regulation.shape.many import MapOf, OneOrMany
from reglament.core.regulation.shape.scalar import text
from reglament.core.replay.reading.form import Form, pairs, texts
from reglament.core.replay.reading.keys import Given, Keys
from reglament.core.replay.reading.nouns import Nouns
from reglament.core.replay.reading.wall import Clock, moment

STAGES = ("handed over", "delivered", "bounced", "failed")


def case_forms(nouns: Nouns, clock: Clock, case: Shape[str]) -> dict[str, Form]:
    """Act word → form, for a story whose wall times are read by this clock."""
    return {
        "receive": _receipt(nouns, case),
        **_sorting(nouns),
        **_talk(nouns, case),
        **_course(nouns),
        **_staff(clock),
        **_several(case),
    }


def _fields(nouns: Nouns) -> Keys:
    return Keys(nouns.field_values(), wanted="fields")


def _receipt(nouns: Nouns, case: Shape[str]) -> Form:
    axes = nouns.axes()

    def receive(given: Given) -> act.Receive:
        return act.Receive(
            channel=given.need("channel", str),
            role=given.one("role", str) or nouns.first_role(),
            product=given.one("product", str),
            axes=pairs(given, axes),
            fields=texts(given.values.get("fields")),
            message=given.one("message", str),
            key=given.one("key", str),
            case=given.one("names", str),
            criteria=given.names("criteria"),
            brought=given.one("brings", dict) or {},
        )

    keys = {
        "channel": nouns.channel(),
        "role": nouns.role(),
        "product": text(wanted="product"),
        "fields": _fields(nouns),
        "message": text(wanted="message"),
        "key": text(wanted="certificate key"),
        "names": case,
        "contract": words("none"),
        "criteria": OneOrMany(text()),
        "brings": MapOf(words("reason", "agreement"), text()),
    }
    return Form(receive, {**keys, **axes}, needed=("channel",), party="customer")


def _sorting(nouns: Nouns) -> dict[str, Form]:
    axes = nouns.axes()

    def classify(given: Given) -> act.Classify:
        brought = given.one("brings", dict) or {}
        return act.Classify(axes=pairs(given, axes), criteria=given.names("criteria"), brought=brought)

    brings = MapOf(words("reason", "agreement"), text())
    return {
        "register": Form(
            lambda given: act.Register(given.one("number", str)), {"number": text()}, main="number"
        ),
        "classify": Form(classify, {"criteria": OneOrMany(text()), "brings": brings, **axes}),
        "supply": Form(
            lambda given: act.Supply(pairs(given, nouns.field_values()), key=given.one("key", str)),
            {"key": text(wanted="certificate key"), **nouns.field_values()},
        ),
    }


def _talk(nouns: Nouns, case: Shape[str]) -> dict[str, Form]:
    def record(given: Given) -> act.Record:
        return act.Record(
            mark=given.need("mark", str),
            fields=texts(given.values.get("fields")),
            message=given.one("message", str),
            case=given.one("names", str),
        )

    def reply(given: Given) -> act.Reply:
        return act.Reply(
            message=given.one("message", str),
            fields=texts(given.values.get("fields")),
            key=given.one("key", str),
        )

    def report(given: Given) -> act.Report:
        return act.Report(given.need("stage", str), given.need("message", str))

    message, fields = text(wanted="message"), _fields(nouns)
    carried: dict[str, Shape[object]] = {"message": message, "fields": fields}
    return {
        "record": Form(
            record, {"mark": nouns.mark(), "names": case, **carried}, main="mark", needed=("mark",)
        ),
        "reply": Form(
            reply, {**carried, "key": text(wanted="certificate key")}, main="message", party="customer"
        ),
        "report": Form(
            report,
            {"stage": words(*STAGES), "message": message},
            main="stage",
            needed=("stage", "message"),
            party="channel",
        ),
    }


def _course(nouns: Nouns) -> dict[str, Form]:
    ground, reason, message = nouns.ground(), nouns.reason(), text(wanted="message")
    return {
        "pause": Form(
            lambda given: act.Pause(
                given.need("reason", str),
                given.one("notice", str),
                given.one("way", str),
                given.one("note", str),
            ),
            {
                "reason": reason,
                "notice": message,
                "way": words("email", "phone"),
                "note": text(wanted="note"),
            },
            main="reason",
            needed=("reason",),
        ),
        "resume": Form(
            lambda given: act.Resume(given.need("reason", str), given.one("ground", str)),
            {"reason": reason, "ground": text(wanted="ground")},
            main="reason",
            needed=("reason",),
        ),
        "refuse": Form(
            lambda given: act.Refuse(given.need("ground", str), given.one("note", str)),
            {"ground": ground, "note": text(wanted="note")},
            main="ground",
            needed=("ground",),
        ),
        "revive": Form(lambda _: act.Revive(), {}),
        "close": Form(lambda given: act.Close(given.one("ground", str)), {"ground": ground}, main="ground"),
        "reopen": Form(lambda _: act.Reopen(), {}),
    }


def _staff(clock: Clock) -> dict[str, Form]:
    who, ground = text(wanted="person"), text(wanted="ground")

    def assign(given: Given) -> act.Assign:
        return act.Assign(given.need("to", str), given.one("ground", str))

    def join(given: Given) -> act.Join:
        return act.Join(given.need("who", str))

    def leave(given: Given) -> act.Leave:
        return act.Leave(given.need("who", str))

    def snooze(given: Given) -> act.Snooze:
        return act.Snooze(given.need("until", int))

    given_to = Form(assign, {"to": who, "ground": ground}, main="to", needed=("to",))
    return {
        "assign": given_to,
        "hand over": given_to,
        "start work": Form(lambda _: act.StartWork(), {}),
        "snooze": Form(snooze, {"until": moment(clock)}, main="until", needed=("until",)),
        "wake": Form(lambda _: act.Wake(), {}, party="system"),
        "enter": Form(lambda _: act.Enter(), {}, party="system"),
        "join": Form(join, {"who": who}, main="who", needed=("who",)),
        "leave": Form(leave, {"who": who}, main="who", needed=("who",)),
    }


def _several(case: Shape[str]) -> dict[str, Form]:
    """Acts about more cases than one."""

    def link(given: Given) -> act.Link:
        return act.Link(given.need("to", str), given.one("kind", str) or "related")

    def split(given: Given) -> act.SplitOff:
        return act.SplitOff(given.names("messages"), given.need("into", str))

    def merge(given: Given) -> act.MergeInto:
        return act.MergeInto(given.need("into", str))

    kinds = words("related", "follow-up", "problem", "warranty", "repeat")
    parts = {"messages": OneOrMany(text(wanted="message")), "into": case}
    return {
        "link": Form(link, {"to": case, "kind": kinds}, main="to", needed=("to",)),
        "split": Form(split, parts, main="messages", needed=("messages", "into")),
        "merge": Form(merge, {"into": case}, main="into", needed=("into",)),
    }
