"""Messages: each id that the code uses has its text, each text is used, and each is filled with what it asks for."""

import ast
import pickle
from pathlib import Path
from string import Formatter

import pytest

from gdanim import messages

PACKAGE = Path(messages.__file__).parents[1]


def calls():
    """Each ``message("id", …)`` of the package, with the names of the values it gives."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "message":
                yield file.relative_to(PACKAGE), node.args[0].value, {word.arg for word in node.keywords}


CALLS = list(calls())


@pytest.mark.parametrize(("file", "key", "values"), CALLS, ids=lambda part: str(part) if isinstance(part, str) else "")
def test_a_message_has_its_text_and_is_given_what_that_asks_for(file, key, values):
    fields = {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(messages.texts()[key]) if name}
    assert None in values or fields == values, f"{file}: {key}"


def test_every_text_is_used():
    assert messages.texts().keys() - {key for _, key, _ in CALLS} == set()


def test_a_message_is_its_sentence_and_knows_its_id():
    made = messages.message("render.out_of_memory")
    assert made == "there is not enough memory"
    assert made.id == "render.out_of_memory"


def test_a_message_keeps_its_id_on_the_way_between_processes():
    made = pickle.loads(pickle.dumps(messages.message("render.out_of_memory")))  # noqa: S301
    assert (made, made.id) == ("there is not enough memory", "render.out_of_memory")
