"""Every address of the desk, and the pages of what fails."""

from django.urls import path

from reglament.web import failing, sign_in, style
from reglament.web.case import views as case
from reglament.web.portal import cases
from reglament.web.staff import notices, queue

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("queue/", queue.page, name="queue"),
    path("notices/", notices.page, name="notices"),
    path("cases/", cases.page, name="cases"),
    path("cases/<str:number>", case.page, name="case"),
    path("cases/<str:number>/assign", case.assign, name="assign"),
    path("cases/<str:number>/reply", case.reply, name="reply"),
    path("style-<str:digest>.css", style.sheet, name="style"),
]
handler400 = failing.bad_request
handler403 = failing.forbidden
handler404 = failing.not_found
handler429 = failing.too_many
handler500 = failing.failed
