"""The page the portal is measured beside: a signed-in person's name in a template, and nothing more."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

_PAGE = engines["django"].from_string("<!doctype html><title>Hello</title><h1>Hello, {{ user.name }}</h1>")


settings.ROOT_URLCONF = "bare_page"
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]  # once the apps, some of which want their own, are loaded


@login_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_PAGE.render({"user": request.user}))


urlpatterns = [path("", page)]
application = get_wsgi_application()
