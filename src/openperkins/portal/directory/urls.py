"""The State's directory."""

from django.urls import path

from openperkins.portal.directory import views

urlpatterns = [
    path("s/directory/", views.directory, name="directory"),
    path("s/directory/<str:code>/", views.organization, name="directory_organization"),
    path("s/directory/<str:code>/liaison/", views.assign_liaison, name="assign_liaison"),
    path("s/directory/<str:code>/cover/", views.cover_liaison, name="cover_liaison"),
    path("s/coverage/", views.coverage, name="coverage"),
    path("s/programs/", views.programs, name="programs"),
]
