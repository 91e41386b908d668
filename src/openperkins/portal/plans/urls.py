"""Addresses of improvement plans and annual reports: task lists, one core indicator, its review."""

from django.urls import path

from openperkins.portal.plans.views import plans, reports

_P = "d/<str:org>/<int:sy>/plans/"
_R = "d/<str:org>/<int:sy>/reports/"
_SP = "s/review/plans/<int:pk>/"
_SR = "s/review/reports/<int:pk>/"

urlpatterns = [
    path(_P, plans.plans, name="plans"),
    path(f"{_P}<str:ind>/", plans.plan, name="plan"),
    path(f"{_P}<str:ind>/check/", plans.send, name="check_plan"),
    path(f"{_P}<str:ind>/take-back/", plans.withdraw, name="take_back_plan"),
    path(f"{_P}<str:ind>/revise/", plans.revise, name="revise_plan"),
    path(f"{_P}<str:ind>/carry-out/", plans.implement, name="carry_out_plan"),
    path(f"{_P}<str:ind>/give-up-revision/", plans.drop, name="drop_plan_revision"),
    path(f"{_P}<str:ind>/discard/", plans.discard, name="discard_plan"),
    path(f"{_P}<str:ind>/take-up/", plans.resume, name="resume_plan"),
    path(f"{_P}<str:ind>/waive/", plans.waive_plan, name="waive_plan"),
    path(f"{_P}<str:ind>/history/", plans.plan_history, name="plan_history"),
    path(f"{_P}<str:ind>/record.pdf", plans.plan_record, name="plan_record"),
    path(f"{_P}<str:ind>/comment/", plans.comment, name="comment_plan"),
    path(f"{_P}<str:ind>/files/", plans.files, name="plan_files"),
    path(f"{_P}<str:ind>/files/<int:file>/", plans.file, name="plan_file"),
    path(f"{_P}<str:ind>/files/<int:file>/take-off/", plans.remove_file, name="remove_plan_file"),
    path(f"{_P}<str:ind>/chart.<str:form>", plans.plan_chart, name="plan_chart"),
    path(_R, reports.reports, name="reports"),
    path(f"{_R}<str:ind>/", reports.report, name="report"),
    path(f"{_R}<str:ind>/check/", reports.send, name="check_report"),
    path(f"{_R}<str:ind>/take-back/", reports.withdraw, name="take_back_report"),
    path(f"{_R}<str:ind>/revise/", reports.revise, name="revise_report"),
    path(f"{_R}<str:ind>/give-up-revision/", reports.drop, name="drop_report_revision"),
    path(f"{_R}<str:ind>/discard/", reports.discard, name="discard_report"),
    path(f"{_R}<str:ind>/take-up/", reports.resume, name="resume_report"),
    path(f"{_R}<str:ind>/history/", reports.report_history, name="report_history"),
    path(f"{_R}<str:ind>/record.pdf", reports.report_record, name="report_record"),
    path(f"{_R}<str:ind>/comment/", reports.comment, name="comment_report"),
    path(f"{_R}<str:ind>/<str:pop>/chart.<str:form>", reports.report_chart, name="report_chart"),
    path(_SP, plans.review_plan, name="review_plan"),
    path(f"{_SP}meets/", plans.meets, name="review_plan_meets"),
    path(f"{_SP}return/", plans.return_, name="review_plan_return"),
    path(f"{_SP}end-waiver/", plans.end_waiver, name="review_plan_end_waiver"),
    path(f"{_SP}history/", plans.review_history, name="review_plan_history"),
    path(f"{_SP}record.pdf", plans.review_record, name="review_plan_record"),
    path(f"{_SP}comment/", plans.review_comment, name="review_plan_comment"),
    path(f"{_SP}files/<int:file>/", plans.review_file, name="review_plan_file"),
    path(_SR, reports.review_report, name="review_report"),
    path(f"{_SR}meets/", reports.meets, name="review_report_meets"),
    path(f"{_SR}return/", reports.return_, name="review_report_return"),
    path(f"{_SR}history/", reports.review_history, name="review_report_history"),
    path(f"{_SR}record.pdf", reports.review_record, name="review_report_record"),
    path(f"{_SR}comment/", reports.review_comment, name="review_report_comment"),
]
