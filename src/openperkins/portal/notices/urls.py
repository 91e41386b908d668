"""A person's own notices; what the mail service reports, where a deployment gave it a secret."""

from django.conf import settings
from django.urls import include, path

from openperkins.portal.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all_notices"),
    path("notices/<int:pk>/", views.open_notice, name="open_notice"),
    path("notices/<int:pk>/read/", views.read_notice, name="read_notice"),
]
if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    # Without the secret anybody could say that a mail came back.
    urlpatterns.append(path("anymail/", include("anymail.urls")))
