"""Signing in and out: allauth's work behind our own page. Nobody signs up here, and no answer tells who has an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from reglament.web.asked import asked

# The faults of allauth's form that have a sentence of ours; whatever else is wrong, the pair is not right.
TOLD = {"too_many_login_attempts": "too many", "required": "required"}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """What differs from allauth's own ways."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:  # noqa: ARG002 - the same
        """One who may no longer sign in is answered like one who never could."""
        return redirect("account_login")


class SignIn(LoginView):  # type: ignore[misc]  # the same
    """The page."""

    template_name = "account/login.html"

    def get_context_data(self, **given: Any) -> dict[str, object]:
        form: Form = given.get("form") or self.get_form()
        email = form.data.get("login", "") if form.is_bound else ""
        # Not allauth's whole context: it asks for pages that this desk does not have.
        return {"fault": _fault(form), "email": email, "next": self.request.GET.get("next", "")}

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return response


sign_in = SignIn.as_view()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/sign-in/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To where one's work is."""
    who = asked(request)
    if who.user is None:
        return redirect("account_login")
    return redirect("queue" if who.is_staff else "cases")


def _fault(form: Form) -> str:
    """The key of what is wrong; empty where nothing is, or nothing was sent."""
    if not form.is_bound or form.is_valid():
        return ""
    codes = {str(error.code) for errors in form.errors.as_data().values() for error in errors}
    return next((told for code, told in TOLD.items() if code in codes), "mismatch")
