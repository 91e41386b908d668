"""Addresses of the State's improvement plans: what is owed in a year, one core indicator and its steps."""

from django.urls import path

from openperkins.portal.state_plans import views

_P = "s/state-plans/"
_I = f"{_P}<int:sy>/<str:ind>/"

urlpatterns = [
    path(_P, views.state_plans, name="state_plans"),
    path(_I, views.state_plan, name="state_plan"),
    path(f"{_I}check/", views.send, name="check_state_plan"),
    path(f"{_I}take-back/", views.withdraw, name="take_back_state_plan"),
    path(f"{_I}approve/", views.approve, name="approve_state_plan"),
    path(f"{_I}return/", views.return_, name="return_state_plan"),
    path(f"{_I}revise/", views.revise, name="revise_state_plan"),
    path(f"{_I}give-up-revision/", views.drop, name="drop_state_plan_revision"),
    path(f"{_I}history/", views.history, name="state_plan_history"),
    path(f"{_I}record.pdf", views.state_plan_record, name="state_plan_record"),
    path(f"{_I}comment/", views.comment, name="comment_state_plan"),
    path(f"{_I}plan.<str:form>", views.state_plan_file, name="state_plan_file"),
]
