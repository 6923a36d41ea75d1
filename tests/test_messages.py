"""Messages: each id that the code uses has its text, each text is used, and each is filled with what it asks for."""

import ast
import pickle
import re
import subprocess
import sys
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


def fields(text):
    return {(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [each for each in messages.languages() if each != "en"])
def test_a_language_has_every_message_with_the_same_values(language):
    """The kind of a word, an English noun, may be left out."""
    english, own = messages.texts(), messages.texts(language)
    lacking, unknown = sorted(english.keys() - own.keys()), sorted(own.keys() - english.keys())
    assert (lacking, unknown) == ([], []), f"gdanim/messages/{language}.toml: add {lacking}, remove {unknown}"
    for key, text in english.items():
        assert fields(own[key]) | {("kind", "", None)} == fields(text) | {("kind", "", None)}, key


def test_persian_messages_are_written_with_persian_letters_and_half_spaces():
    written = "\n".join(messages.texts("fa").values())
    assert not set("يكةى") & set(written)
    assert not re.search("[ادذرزژوآ]\u200c|\u200c(?![\u0600-\u06ff])", written)
    assert not re.search("(?<![\u0600-\u06ff])می [\u0600-\u06ff]", written)


@pytest.mark.parametrize(
    ("asked", "sentence"), [("fa", "حافظه کافی نیست"), ("fa_IR.UTF-8", "حافظه کافی نیست"), ("xx", "there")]
)
def test_the_environment_chooses_the_language_of_messages(asked, sentence, monkeypatch):
    monkeypatch.setenv(messages.VARIABLE, asked)
    assert messages.message("render.out_of_memory").startswith(sentence)


def test_a_message_without_a_translation_is_english(monkeypatch):
    monkeypatch.setenv(messages.VARIABLE, "fa")
    monkeypatch.delitem(messages.texts("fa"), "scene.empty_file")
    assert messages.message("scene.empty_file").startswith("the file is empty")


def test_check_tells_problems_in_persian(tmp_path):
    scene = tmp_path / "scene.yaml"
    scene.write_text("function: x**2\nstart: 3\neta: -1\nsteps: 5\ntitel: x\n", encoding="utf-8")
    run = [sys.executable, "-m", "gdanim", "--messages", "fa", "check", str(scene)]
    done = subprocess.run(run, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 3
    assert "eta باید بزرگ‌تر از 0 باشد؛ -1 داده شده است" in done.stderr
    assert "کلید 'titel' شناخته نیست؛ آیا منظورتان 'title' بود؟" in done.stderr


def test_unknown_languages_of_messages_are_told():
    run = [sys.executable, "-m", "gdanim", "--messages", "fe", "list", "themes"]
    done = subprocess.run(run, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert "unknown language 'fe'; there is en, fa" in done.stderr
