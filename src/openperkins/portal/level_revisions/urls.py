"""Addresses of requests for another 5S1 level: the district's, the State's."""

from django.urls import path

from openperkins.portal.level_revisions import views

_D = "d/<str:org>/<int:sy>/levels/5S1/revision/"
_S = "s/review/level-revisions/<int:pk>/"

urlpatterns = [
    path(_D, views.level_revision, name="level_revision"),
    path(f"{_D}check/", views.send, name="check_level_revision"),
    path(f"{_D}take-back/", views.withdraw, name="take_back_level_revision"),
    path(f"{_D}revise/", views.revise, name="revise_level_revision"),
    path(f"{_D}keep-granted/", views.drop_after_grant, name="keep_granted_level_revision"),
    path(f"{_D}keep-denied/", views.drop_after_denial, name="keep_denied_level_revision"),
    path(f"{_D}jobs/", views.level_revision_jobs, name="level_revision_jobs"),
    path(f"{_D}files/", views.files, name="level_revision_files"),
    path(f"{_D}files/<int:file>/", views.file, name="level_revision_file"),
    path(f"{_D}files/<int:file>/take-off/", views.remove_file, name="remove_level_revision_file"),
    path(f"{_D}history/", views.level_revision_history, name="level_revision_history"),
    path(f"{_D}record.pdf", views.level_revision_record, name="level_revision_record"),
    path(f"{_D}comment/", views.comment, name="comment_level_revision"),
    path(f"{_D}letter.<str:form>", views.level_revision_letter, name="level_revision_letter"),
    path(_S, views.review_level_revision, name="review_level_revision"),
    path(f"{_S}grant/", views.grant, name="review_level_revision_grant"),
    path(f"{_S}deny/", views.deny, name="review_level_revision_deny"),
    path(f"{_S}return/", views.return_, name="review_level_revision_return"),
    path(f"{_S}history/", views.review_history, name="review_level_revision_history"),
    path(f"{_S}record.pdf", views.review_record, name="review_level_revision_record"),
    path(f"{_S}comment/", views.review_comment, name="review_level_revision_comment"),
    path(f"{_S}files/<int:file>/", views.review_file, name="review_level_revision_file"),
]
