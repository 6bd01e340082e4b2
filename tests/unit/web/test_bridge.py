"""Form fields become page components that keep what was typed."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django import forms

from sharewell.web.govuk import (
    GovDateField,
    OneTimeCodeInput,
    UnknownWidget,
    error_summary,
    gov,
    gov_fields,
)

HOSTILE = "<script>alert('x')</script>\n  \"two\" & three\n"


class Asked(forms.Form):
    name = forms.CharField(label="Name & alias", help_text="As the school knows it")
    account = forms.CharField(label="Account", max_length=500, widget=forms.Textarea)
    note = forms.CharField(label="Note", widget=forms.Textarea, strip=False)
    born = GovDateField(label="Date of birth", required=False)
    safe = forms.ChoiceField(
        label="Safe?",
        choices=[("", "---"), ("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
        widget=forms.RadioSelect,
    )
    told = forms.MultipleChoiceField(
        label="Told?",
        choices=[("child", "Child"), ("none", "Nobody")],
        widget=forms.CheckboxSelectMultiple,
    )
    route = forms.ChoiceField(label="Route", choices=[("", "Choose"), ("a", "A")])
    age = forms.IntegerField(label="Age")
    mail = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"placeholder": "you@"})
    )
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    code = forms.CharField(label="Code", widget=OneTimeCodeInput)
    sure = forms.BooleanField(label="I am sure")
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["safe"].item_hints = {"no": "Ring first"}
        self.fields["safe"].exclusive = "unknown"
        self.fields["told"].exclusive = "none"


def asked(**data: object) -> Asked:
    return Asked(data)


def test_typed_text_comes_back_escaped_and_unchanged() -> None:
    shown = gov(asked(note=HOSTILE)["note"])
    assert "<script>" not in shown
    inside = shown.split("</textarea>")[0].rsplit(">", 1)[1]
    assert unescape(inside) == HOSTILE


def test_text_under_a_choice_keeps_its_lines() -> None:
    form = asked(note="one\n two\n\nthree")
    shown = gov(form["safe"], conditional={"yes": gov(form["note"])})
    assert ">one\n two\n\nthree</textarea>" in shown
    assert "govuk-radios__conditional" in shown


def test_label_hint_and_error_belong_to_the_field() -> None:
    shown = gov(asked()["name"])
    assert "Name &amp; alias" in shown
    assert 'for="id_name"' in shown
    assert 'aria-describedby="id_name-hint id_name-error"' in shown
    assert "This field is required." in shown


def test_a_heading_is_the_label_or_the_legend() -> None:
    form = asked()
    assert '<h1 class="govuk-label-wrapper">' in gov(form["name"], heading=True)
    assert '<h1 class="govuk-fieldset__heading">' in gov(form["safe"], heading=True)
    assert "<h1" not in gov(form["name"]) + gov(form["safe"])


def test_a_limited_text_is_counted_and_another_is_not() -> None:
    form = asked()
    assert 'data-maxlength="500"' in gov(form["account"])
    assert "data-maxlength" not in gov(form["note"])


def test_choices_show_hints_the_chosen_one_and_the_exclusive_one_apart() -> None:
    shown = gov(asked(safe="no")["safe"])
    assert 'value="no" checked aria-describedby' in shown
    assert "Ring first" in shown
    assert shown.count(" checked") == 1
    assert shown.index('value="no"') < shown.index("govuk-radios__divider")
    assert shown.index("govuk-radios__divider") < shown.index('value="unknown"')
    assert 'value=""' not in shown


def test_an_exclusive_checkbox_rules_out_the_others() -> None:
    shown = gov(asked(told=["child"])["told"])
    assert shown.count(" checked") == 1
    assert shown.count('data-behaviour="exclusive"') == 1


def test_a_list_shows_its_choice() -> None:
    assert '<option value="a" selected>' in gov(asked(route="a")["route"])


def test_a_date_shows_what_was_typed_and_marks_the_part_at_fault() -> None:
    shown = gov(asked(born_day="3", born_month="x<", born_year="")["born"])
    assert 'id="id_born_day" name="born_day" type="text" value="3"' in shown
    assert 'value="x&lt;"' in shown
    assert shown.count("govuk-input--error") == 1


def test_a_stored_date_is_shown_in_parts() -> None:
    shown = gov(Asked(initial={"born": date(2015, 3, 27)})["born"])
    for value in ("27", "3", "2015"):
        assert f'value="{value}"' in shown


def test_a_number_is_typed_as_text_so_that_scrolling_cannot_change_it() -> None:
    shown = gov(asked(age="7")["age"])
    assert 'type="text"' in shown
    assert 'inputmode="numeric"' in shown


def test_a_password_is_never_sent_back() -> None:
    shown = gov(asked(secret="hunter")["secret"])
    assert "hunter" not in shown
    assert 'autocomplete="current-password"' in shown


def test_a_one_time_code_is_offered_by_the_browser() -> None:
    assert 'autocomplete="one-time-code"' in gov(asked()["code"])


def test_a_placeholder_is_dropped() -> None:
    shown = gov(asked()["mail"])
    assert 'type="email"' in shown
    assert "placeholder" not in shown


def test_a_single_tick_keeps_its_label_beside_it() -> None:
    assert "I am sure" in gov(asked(sure="on")["sure"])
    assert " checked" in gov(asked(sure="on")["sure"])


def test_a_hidden_field_stays_hidden() -> None:
    assert 'type="hidden"' in gov(asked(revision="7")["revision"])


def test_every_field_is_rendered_in_order() -> None:
    shown = gov_fields(asked())
    places = [shown.index(f'name="{name}"') for name in ("name", "account", "safe")]
    assert places == sorted(places)


def test_an_unknown_widget_is_named() -> None:
    class Strange(forms.Form):
        map = forms.CharField(widget=forms.ClearableFileInput)

    with pytest.raises(UnknownWidget, match="'map' uses ClearableFileInput"):
        gov(Strange()["map"])


def test_the_summary_links_each_error_to_its_first_control_at_fault() -> None:
    form = asked(born_day="3", born_year="2015")
    form.add_error(None, "Someone else has changed this")
    shown = error_summary(form)
    assert '<a href="#main-content">Someone else has changed this</a>' in shown
    assert '<a href="#id_born_month">Date of birth must include a month</a>' in shown
    assert '<a href="#id_safe">' in shown
    assert 'id="id_safe"' in gov(form["safe"])
    assert '<a href="#id_sure">' in shown
    assert 'id="id_sure"' in gov(form["sure"])


def test_a_form_without_errors_has_no_summary() -> None:
    assert error_summary(Asked()) == ""
