"""Addresses of the event log: the State's below /s/events/, a district's own as /d/<org>/history/."""

from django.urls import path

from openperkins.portal.audit import views

urlpatterns = [
    path("s/events/", views.state_events, name="state_events"),
    path("s/events/log.csv", views.state_events_file, name="state_events_file"),
    path("s/events/check/", views.check_log, name="check_log"),
    path("d/<str:org>/history/", views.events, name="events"),
    path("d/<str:org>/history/log.csv", views.events_file, name="events_file"),
]
