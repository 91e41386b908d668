"""The people pages, each for a district (`d/<org>/people/…`) and for the State (`s/people/…`, names `state_…`)."""

from __future__ import annotations

from django.urls import URLPattern, path

from openperkins.portal.accounts import negotiator, viewing
from openperkins.portal.accounts import people_views as views
from openperkins.portal.accounts.doorway import district_page, state_office

_GRANT = ("grant_roles", "grant_roles")
_PAGES = (
    ("people/", "people", views.people, ("see_people", None)),
    ("people/invite/", "invite", views.invite, _GRANT),
    ("people/<int:person_id>/", "person", views.person, ("see_people", None)),
    ("people/<int:person_id>/grant/", "grant_role", views.grant_role, _GRANT),
    ("people/<int:person_id>/leaver/", "leaver", views.leaver, _GRANT),
    ("people/<int:person_id>/left/", "person_left", views.person_left, ("grant_roles", None)),
    ("people/<int:person_id>/replace/", "replace", views.replace, _GRANT),
    ("people/roles/<int:membership_id>/end/", "end_role", views.end_role, _GRANT),
    ("people/invitations/<int:invitation_id>/send/", "send_invitation_again", views.send_invitation_again, _GRANT),
    ("people/invitations/<int:invitation_id>/withdraw/", "withdraw_invitation", views.withdraw_invitation, _GRANT),
)


def _pages() -> list[URLPattern]:
    found = []
    for route, name, view, (action, post) in _PAGES:
        found.append(path(f"d/<str:org>/{route}", district_page(action, post=post)(view), name=name))
        found.append(path(f"s/{route}", state_office(action, post=post)(view), name=f"state_{name}"))
    return found


_DESIGNATE = district_page("designate_negotiator", post="designate_negotiator")

urlpatterns = [
    *_pages(),
    path("d/<str:org>/people/negotiator/", _DESIGNATE(negotiator.designate), name="designate_negotiator"),
    path("d/<str:org>/people/negotiator/<int:membership_id>/end/", _DESIGNATE(negotiator.end), name="end_negotiator"),
    path("s/view-as/end/", viewing.end_view_as, name="end_view_as"),
    path("s/view-as/<str:code>/", viewing.view_as, name="view_as"),
]
