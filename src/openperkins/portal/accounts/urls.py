"""Signing in and one's own account: allauth's addresses, and the one that keeps a session open."""

from django.urls import include, path

from openperkins.portal.accounts import views

urlpatterns = [
    path("extend/", views.extend, name="extend_session"),
    path("", include("allauth.urls")),
]
