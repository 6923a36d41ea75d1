"""Contract checks for plug-ins, for use in their authors' tests: each raises AssertionError with a sentence.

A check takes a ``PLUGIN``, or the name under which a plug-in is registered or installed. The checks need no test
framework::

    from gdanim.testing import check_optimizer
    from my_package import my_rule

    def test_my_rule_keeps_the_contract():
        check_optimizer(my_rule.PLUGIN)
"""

from gdanim.testing.encoder import check_encoder
from gdanim.testing.flat_picture import FlatPicture
from gdanim.testing.function import check_function
from gdanim.testing.language import check_language
from gdanim.testing.optimizer import check_optimizer
from gdanim.testing.panel import check_panel
from gdanim.testing.schedule import check_schedule
from gdanim.testing.theme import check_theme

__all__ = [
    "FlatPicture",
    "check_encoder",
    "check_function",
    "check_language",
    "check_optimizer",
    "check_panel",
    "check_schedule",
    "check_theme",
]
