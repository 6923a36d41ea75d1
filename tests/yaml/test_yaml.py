from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from gdanim import yaml
from gdanim.errors import SceneError


def error_text(text):
    with pytest.raises(SceneError) as caught:
        yaml.parse(text, "s.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-3", 0.001), (".5", 0.5), ("1E5", 100000.0), ("010", 10), ("-2", -2), ("+3", 3), ("5.", 5.0)],
)
def test_numbers_are_those_of_yaml_1_2(text, value):
    assert yaml.parse(text).value == value


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "true", "1:30", "0x1F", "1_000", ".inf", "nan", "2024-01-01", "1/L"]
)
def test_other_words_stay_text(word):
    assert yaml.parse(word).value == word


@pytest.mark.parametrize("text", ["", "~", "null", "# only a comment"])
def test_nothing_is_none(text):
    assert yaml.parse(text).value is None


def test_a_quoted_number_is_text():
    assert yaml.parse('"3"') == yaml.scalar("3", quoted=True)
    assert yaml.parse('"3"').value == "3"


def test_a_number_of_thousands_of_digits_is_infinite_and_quick():
    assert yaml.parse("9" * 5000).value == float("inf")


def test_nodes_know_their_places():
    root = yaml.parse("start: 3\neta: [0.1, -1]\n", "s.yaml")
    eta = root.get("eta")
    assert [(node.line, node.column, node.width) for node in (eta, *eta.items)] == [(2, 6, 9), (2, 7, 3), (2, 12, 2)]


def test_a_value_that_is_missing_stands_where_its_key_does():
    nothing = yaml.parse("eta:\n\n\nstart: 3\n").get("eta")
    assert (nothing.line, nothing.column, nothing.width) == (1, 1, 3)


def test_equal_nodes_are_equal_wherever_they_stand():
    assert yaml.parse("a: [1, 2]") == yaml.parse("\n\na:\n  - 1\n  - 2\n", "other.yaml")


def test_plain_reads_data_files_with_truth_values(tmp_path):
    (tmp_path / "data.yaml").write_text('a: true\nb: [1, "true", ~]\nc: {d: no}\n', encoding="utf-8")
    assert yaml.load(tmp_path / "data.yaml") == {"a": True, "b": [1, "true", None], "c": {"d": "no"}}


def test_every_refusal_of_a_document_is_said_at_once():
    assert error_text("a: &one 1\nb: *one\nc: !!str 2\na: 3\n---\nd: 4\n") == (
        "s.yaml:1:4: an anchor (&one) is not allowed; put text that begins with & in quotes\n"
        "    1 | a: &one 1\n"
        "      |    ^^^^^^\n"
        "s.yaml:2:4: an alias (*one) is not allowed; put text that begins with * in quotes\n"
        "    2 | b: *one\n"
        "      |    ^^^^\n"
        "s.yaml:3:4: a tag (tag:yaml.org,2002:str) is not allowed; put text that begins with ! in quotes\n"
        "    3 | c: !!str 2\n"
        "      |    ^^^^^^^\n"
        "s.yaml:4:1: 'a' is given twice; first on line 1\n"
        "    4 | a: 3\n"
        "      | ^\n"
        "s.yaml:5:1: a second document ('---') is not allowed: one scene a file\n"
        "    5 | ---\n"
        "      | ^^^"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: Momentum: why", 's.yaml:1:8: text with a colon in it must be in quotes: title: "Momentum: why"'),
        ("function: |x|", "s.yaml:1:11: write abs(x) for |x|"),
        ("function: [x, |x - 1|]", "s.yaml:1:15: write abs(x - 1) for |x - 1|"),
        ("function: x\nstart 3\neta: 1", "s.yaml:2:1: a key needs a colon and a space behind it: write 'start: 3'"),
        ("start 3\neta: 1", "s.yaml:1:1: a key needs a colon and a space behind it: write 'start: 3'"),
        ("start: 3\neta:0.2", "s.yaml:2:1: a key needs a colon and a space behind it: write 'eta: 0.2'"),
        ("start: 3\n  eta: 1", "s.yaml:2:3: this line is indented differently from the lines it belongs to"),
        ("a:\n    b: 1\n  c: 2", "s.yaml:3:3: this line is indented differently from the lines it belongs to"),
        ("timing:\n\tfps: 3", "s.yaml:2:1: a tab can't indent a line; use spaces"),
        ("title: @home", "s.yaml:1:8: a value that begins with @ must be in quotes"),
        ("eta: [0.1, 0.2\nsteps: 3", "s.yaml:1:6: this [ is not closed: a comma or ] is missing before 2:6"),
        ("eta: [0.1, ", "s.yaml:1:12: a value or a closing bracket is missing here"),
        ("timing: {fps: 3\n", "s.yaml:1:9: this { is not closed: a comma or } is missing before 2:1"),
        ("title: 'Why\n", "s.yaml:1:8: this quote is not closed"),
        ('title: "Why" not', "s.yaml:1:14: this is left over behind a closed quote or bracket"),
        ("eta: - 3", "s.yaml:1:6: a list with dashes begins on the line below its key"),
        ("? [a]\n: 3", "s.yaml:1:3: a key must be a word, not a list or a mapping"),
        ("title: a\x07b", "s.yaml:1:9: the character U+0007 can't stand in a scene"),
        (
            'title: "$\\frac{\\q}$"',
            "s.yaml:1:16: in double quotes a backslash begins an escape; use single quotes, or double the backslash",
        ),
        ("title: *Bold* move", "s.yaml:1:8: an alias (*Bold*) is not allowed; put text that begins with * in quotes"),
    ],
)
def test_a_broken_line_is_explained_in_words(text, message):
    assert error_text(text).splitlines()[0] == message


def test_text_above_the_limit_is_refused_unread():
    assert error_text("#" * (32 * 1024 + 1)) == "s.yaml: a scene is at most 32 KiB of text"
    yaml.parse("#" * (32 * 1024))


def test_nesting_above_the_limit_is_refused():
    assert error_text("[" * 33 + "]" * 33).splitlines()[0] == "s.yaml:1:33: nested more than 32 deep"
    yaml.parse("[" * 32 + "]" * 32)


@pytest.mark.parametrize("bomb", ["[", "{", "- ", "? ", "[{", "{a: ", "[\n", "a: [", "&a ", "!a "])
def test_hostile_text_is_refused_before_it_is_walked(bomb):
    with pytest.raises(SceneError):
        yaml.parse(bomb * (32 * 1024 // len(bomb)))


def test_what_is_set_from_outside_is_placed_by_its_words():
    with pytest.raises(SceneError) as caught:
        yaml.parse("[0.1", where="--set eta")
    assert str(caught.value) == "--set eta: this [ is not closed: a comma or ] is missing before 1:5"


def parsed(text):
    """A node, or the problems of the text."""
    try:
        return yaml.parse(text, "s.yaml")
    except SceneError as error:
        return error.problems


@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{},#&*!|>'\"%@`?~ \n\t\\0")))
def test_any_text_is_a_node_or_placed_problems(text):
    found = parsed(text)
    assert isinstance(found, yaml.Node) or all(problem.line for problem in found)


def plain(content):
    """The content with dicts in place of what is parsed when it is asked for."""
    return {key: plain(value) for key, value in content.items()} if isinstance(content, Mapping) else content


@pytest.mark.parametrize("file", sorted(Path(yaml.__file__).parents[1].glob("*/*.yaml")), ids=lambda file: file.name)
def test_a_data_file_that_is_read_key_by_key_is_the_whole_file(file):
    assert plain(yaml.DataFile.of_file(file)) == yaml.load(file)


def test_a_data_file_parses_what_is_asked_for(tmp_path):
    file = tmp_path / "d.yaml"
    file.write_text("good: 1\nbad: [\nnested:\n  one:\n    a: 2\n  two:\n    b: [\n", encoding="utf-8")
    content = yaml.DataFile.of_file(file)
    assert (list(content), content["good"], content["nested"]["one"]) == (["good", "bad", "nested"], 1, {"a": 2})
    with pytest.raises(SceneError):
        content["bad"]
