"""Signing in and one's own account: allauth's addresses, and those of sessions and invitations."""

from django.urls import include, path

from openperkins.portal.accounts import kept, views

urlpatterns = [
    path("extend/", views.extend, name="extend_session"),
    path("send-again/", kept.send_again, name="send_again"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("", include("allauth.urls")),
]
