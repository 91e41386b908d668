"""Addresses of the deadlines, of the calendar and of how a person wants to be told."""

from django.urls import path

from openperkins.portal.deadlines import views

_D = "d/<str:org>/<int:sy>/deadlines"

urlpatterns = [
    path(f"{_D}/", views.deadlines, name="deadlines"),
    path(f"{_D}.ics", views.deadlines_ics, name="deadlines_ics"),
    path(f"{_D}/subscribe/", views.subscribe, name="subscribe_deadlines"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("calendar/<int:pk>/end/", views.end_feed, name="end_feed"),
    path("notices/reminders/", views.reminders, name="reminders"),
]
