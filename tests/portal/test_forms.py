"""How a field is drawn: its hint and errors are tied to it, and every control has its class without being told."""

from __future__ import annotations

import re

import pytest
from django import forms

from openperkins.portal import forms as portal


class Answers(forms.Form):
    level = forms.DecimalField(help_text="Percent", widget=portal.PercentInput)
    reasons = forms.CharField(widget=portal.Textarea, required=False)
    by = forms.DateField(widget=portal.DateInput, initial="2018-02-28")
    school = forms.ChoiceField(choices=[("a", "North")])
    done = forms.ChoiceField(help_text="You can come back", choices=[("y", "Yes"), ("n", "No")], widget=portal.Radio)
    seen = forms.BooleanField()
    evidence = forms.FileField(widget=portal.FileInput(accept=".pdf"))
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def _tag(html: str, name: str) -> str:
    (found,) = re.findall(rf'<(?:input|select|textarea)[^>]*\sname="{name}"[^>]*>', html)
    return found


@pytest.mark.parametrize(
    ("name", "css_class"),
    [
        ("level", "usa-input input--8"),
        ("reasons", "usa-textarea"),
        ("by", "usa-input"),
        ("school", "usa-select"),
        ("seen", "usa-checkbox__input"),
        ("evidence", "file-input"),
    ],
)
def test_a_control_has_its_class(name, css_class):
    tag = _tag(Answers().render(), name)
    assert f'class="{css_class}"' in tag
    assert tag.count("class=") == 1


def test_a_hidden_field_has_no_class_and_no_label():
    html = Answers().render()
    assert "class=" not in _tag(html, "token")
    assert html.count("token") == 2  # its name and its id


def test_hint_and_error_are_both_tied_to_the_field():
    html = Answers({"level": "abc"}).render()
    tag = _tag(html, "level")
    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="id_level_helptext id_level_error"' in tag
    assert html.count('id="id_level_helptext"') == html.count('id="id_level_error"') == 1


def test_a_group_is_a_fieldset_whose_legend_hint_and_error_belong_to_all_choices():
    html = Answers({}).render()
    (fieldset,) = re.findall(r"<fieldset.*?</fieldset>", html, re.S)
    assert '<legend class="usa-legend">Done</legend>' in fieldset
    assert 'aria-describedby="id_done_helptext id_done_error"' in fieldset
    assert fieldset.count('class="usa-radio__input"') == 2
    assert '<label class="usa-radio__label" for="id_done_1">No</label>' in fieldset


def test_only_a_field_that_may_stay_empty_says_so():
    assert Answers().render().count("(optional)") == 1


def test_a_date_is_given_to_the_browser_as_year_month_day():
    assert 'type="date"' in _tag(Answers().render(), "by")
    assert 'value="2018-02-28"' in _tag(Answers().render(), "by")


def test_what_was_typed_is_escaped():
    html = Answers({"reasons": "</textarea><script>", "level": '"><script>'}).render()
    assert "<script>" not in html
