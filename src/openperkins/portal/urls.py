"""Every address of the portal. `<org>` is an organization code, `<sy>` the year a school year ends in."""

from django.urls import include, path

from openperkins.portal.pages.health import healthz, readyz

urlpatterns = [
    path("", include("openperkins.portal.pages.urls")),
    path("d/<str:org>/", include("openperkins.portal.results.urls")),
    path("", include("openperkins.portal.accounts.people_urls")),
    path("", include("openperkins.portal.submissions.urls")),
    path("account/", include("openperkins.portal.accounts.urls")),
    path("", include("openperkins.portal.directory.urls")),
    path("", include("openperkins.portal.deadlines.urls")),
    path("", include("openperkins.portal.notices.urls")),
    path("", include("openperkins.portal.directory.progress_urls")),
    path("", include("openperkins.portal.results.publication_urls")),
    path("", include("openperkins.portal.rulesets.urls")),
    path("", include("openperkins.portal.levels.urls")),
    path("", include("openperkins.portal.level_revisions.urls")),
    path("", include("openperkins.portal.plans.urls")),
    path("", include("openperkins.portal.state_plans.urls")),
    path("", include("openperkins.portal.needs.urls")),
    path("", include("openperkins.portal.documents.urls")),
    path("", include("openperkins.portal.letters.urls")),
    path("", include("openperkins.portal.audit.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
handler404 = "django.views.defaults.page_not_found"
