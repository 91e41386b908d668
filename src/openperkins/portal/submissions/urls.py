"""Addresses of sent files and of the follow-up: a district's below /d/<org>/, the State's own below /s/files/."""

from django.urls import path

from openperkins.portal.submissions.follow_up import views as follow_up
from openperkins.portal.submissions.views import files, lists, one, send, steps

_D, _S = "d/<str:org>/files/", "s/files/"

urlpatterns = [
    path(_D, lists.submissions, name="submissions"),
    path(f"{_D}send/", send.send_files, name="send_files"),
    path(f"{_D}<int:pk>/", one.submission, name="submission"),
    path(f"{_D}<int:pk>/problems.csv", files.submission_report, name="submission_report"),
    path(f"{_D}<int:pk>/marked.xlsx", files.marked_copy, name="marked_copy"),
    path(f"{_D}<int:pk>/original", files.sent_file, name="sent_file"),
    path(f"{_D}<int:pk>/certify/", steps.certify, name="certify_submission"),
    path(f"{_D}<int:pk>/withdraw/", steps.withdraw, name="withdraw_submission"),
    path(f"{_D}<int:pk>/check-again/", steps.check_again, name="check_submission_again"),
    path(f"{_D}<int:pk>/receipt/", one.receipt, name="receipt"),
    path(_S, lists.state_submissions, name="state_submissions"),
    path(f"{_S}send/", send.state_send, name="state_send"),
    path(f"{_S}<int:pk>/", one.state_submission, name="state_submission"),
    path(f"{_S}<int:pk>/problems.csv", files.state_submission_report, name="state_submission_report"),
    path(f"{_S}<int:pk>/marked.xlsx", files.state_marked_copy, name="state_marked_copy"),
    path(f"{_S}<int:pk>/original", files.state_sent_file, name="state_sent_file"),
    path(f"{_S}<int:pk>/certify/", steps.state_certify, name="state_certify_submission"),
    path(f"{_S}<int:pk>/withdraw/", steps.state_withdraw, name="state_withdraw_submission"),
    path(f"{_S}<int:pk>/check-again/", steps.state_check_again, name="state_check_submission_again"),
    path(f"{_S}<int:pk>/receipt/", one.state_receipt, name="state_receipt"),
    path("d/<str:org>/<int:sy>/follow-up/", follow_up.follow_up, name="follow_up"),
    path("d/<str:org>/<int:sy>/follow-up/answers/", follow_up.answers, name="follow_up_answers"),
    path("d/<str:org>/<int:sy>/follow-up/send/", follow_up.send, name="follow_up_send"),
    path("d/<str:org>/<int:sy>/follow-up/worksheet.xlsx", follow_up.worksheet, name="follow_up_worksheet"),
]
