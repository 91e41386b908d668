"""What somebody with a phone has to see without scrolling sideways."""

from __future__ import annotations

PHONE = {"width": 390, "height": 844}
SEND = "/d/00010000/2018/send/"


def test_what_is_sent_together_is_chosen_in_sight(page_as):
    page = page_as("superintendent", viewport=PHONE)
    page.goto(SEND)
    boxes = [one.bounding_box() for one in page.locator("label.usa-checkbox__label").all()]
    assert boxes and all(box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_no_part_of_a_form_is_named_larger_than_a_part_of_the_page(page_as):
    page = page_as("superintendent", viewport=PHONE)
    page.goto("/d/00010000/2018/levels/propose/")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert page.locator("legend").first.evaluate(size) <= page.locator("main h2").first.evaluate(size)
