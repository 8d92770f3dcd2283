"""Opening a case, taking it, writing on it. Each form carries the id of its act, so that sending it twice has one effect."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reglament.core.case.act import Assign, Doer
from reglament.core.case.answer import Refused
from reglament.desk.acts.write import write
from reglament.desk.clock.ids import new_id
from reglament.desk.queries.case import find_case, read_case
from reglament.desk.record.once import OtherAct
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.web.asked import Asked, asked
from reglament.web.case.shown import shown
from reglament.web.page import page as made
from reglament.web.page import say
from reglament.words.refusal import refusal_sentence

SEE_OTHER, UNPROCESSABLE = 303, 422


@login_required
@require_safe
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Show it, to whom it may be shown."""
    who = asked(request)
    return _page(request, who, _found(who, number))


@login_required
@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Staff takes it."""
    who = asked(request)
    case = _found(who, number)
    if not who.is_staff:
        raise Http404
    me = who.viewer.who
    try:
        done = record(
            desk=who.desk,
            viewer=who.viewer,
            case=case,
            act=Assign(me),
            by=Doer("staff", actor=me),
            act_id=_act_id(request, "assign"),
        )
    except OtherAct as other:
        raise BadRequest from other
    return _answered(request, who, done)


@login_required
@require_POST
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever sees it writes on it."""
    who = asked(request)
    case = _found(who, number)
    text = request.POST.get("text", "")
    if not text.strip():
        said = say(who.language, "no text")
        return _page(request, who, case, {"refused": said}, status=UNPROCESSABLE)
    try:
        done = write(desk=who.desk, viewer=who.viewer, case=case, text=text, act_id=_act_id(request, text))
    except OtherAct as other:
        raise BadRequest from other
    return _answered(request, who, done, text)


def _found(who: Asked, number: str) -> UUID:
    """The case; one answer for what is not there and what is not for him."""
    try:
        return find_case(viewer=who.viewer, number=number)
    except CaseUnknown as unknown:
        raise Http404 from unknown


def _act_id(request: HttpRequest, what: str) -> UUID:
    """The id the form carried, and what was asked: the same form sent again with another text is another act."""
    try:
        return uuid5(UUID(request.POST.get("act", "")), what)
    except ValueError as unreadable:
        raise BadRequest from unreadable


def _answered(request: HttpRequest, who: Asked, done: Recorded, text: str = "") -> HttpResponse:
    """Back to the page, or the page with the refusal and what was written."""
    if not isinstance(done.answer, Refused):
        response = HttpResponseRedirect(reverse("case", args=[done.name]))
        response.status_code = SEE_OTHER
        return response
    return _page(request, who, done.case, {"answer": done.answer, "text": text}, status=UNPROCESSABLE)


def _page(
    request: HttpRequest,
    who: Asked,
    case: UUID,
    more: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    try:
        view = read_case(desk=who.desk, viewer=who.viewer, case=case, at=who.now)
    except CaseUnknown as unknown:
        raise Http404 from unknown
    given = dict(more or {})
    answer = given.pop("answer", None)
    if isinstance(answer, Refused):
        given["refused"] = refusal_sentence(answer, view.regulation, who.language, who.here)
    values = {
        "refused": "",
        "text": "",
        "case": shown(view, who),
        "act": new_id(who.desk.world),
        **given,
    }
    return made(request, "case/case.html", values, status=status)
