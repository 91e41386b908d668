"""The pages the portal is measured beside: a signed-in person's name in a template, and nothing more."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from openperkins.portal.urls import urlpatterns as portal_urls  # noqa: E402

_PAGE = engines["django"].from_string("<!doctype html><title>Hello</title><h1>Hello, {{ user.name }}</h1>")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_PAGE.render({"user": request.user}))


urlpatterns = [path("bare/", page), *portal_urls]


def portal() -> WSGIHandler:
    """The page behind the portal's own middleware: rights, policy, log, the end of idle sessions."""
    settings.ROOT_URLCONF = "bare_page"
    return get_wsgi_application()


def new_project() -> WSGIHandler:
    """The page behind the middleware `startproject` writes."""
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    return portal()
