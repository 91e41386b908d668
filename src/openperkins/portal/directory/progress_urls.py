"""Addresses of the districts' progress."""

from django.urls import path

from openperkins.portal.directory import progress_views as views

urlpatterns = [
    path("s/districts/", views.progress, name="progress"),
    path("s/districts/progress.<str:form>", views.progress_file, name="progress_file"),
]
