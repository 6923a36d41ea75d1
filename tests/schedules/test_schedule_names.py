"""A schedule in the name of a run: every shipped one can be set as a formula."""

import pytest
from mathtext import width

from gdanim import registry
from gdanim.panel_parts.run_names import to_mathtext
from gdanim.schedules import make
from gdanim.text.typed_formula import with_printed_numbers


@pytest.mark.parametrize("name", registry.shipped("schedules"))
def test_its_text_is_a_formula_that_can_be_set(name):
    schedule = make(name, dict(registry.load("schedules", name).example)).for_steps(25)
    assert width(to_mathtext(with_printed_numbers(schedule.text))) > 0


def test_a_root_reaches_over_what_stands_under_it():
    assert to_mathtext("0.3/√(k + 1)") == r"0.3/\sqrt{k + 1}"


def test_a_remainder_in_a_typed_step_size_is_no_comment_of_a_formula():
    assert width(to_mathtext("0.1*(k % 3 + 1)")) > width(to_mathtext("0.1*(k"))
