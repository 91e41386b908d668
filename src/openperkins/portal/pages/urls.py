"""Home, and pages that belong to no single part."""

from django.urls import path

from openperkins.portal.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("change/", views.change, name="change"),
    path("d/<str:org>/<int:sy>/", views.district_home, name="district_home"),
    path("help/", views.help_page, name="help"),
    path("help/definitions/", views.definitions, name="definitions"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
