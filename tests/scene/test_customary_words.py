"""The words of other programs: each is told what it is called here, and that is a word there is."""

import re

import pytest
from ruamel.yaml import YAML

from gdanim import registry, scene as scenes
from gdanim.errors import SceneError
from gdanim.functions import by_name, data
from gdanim.scene import constraint, customary_words, keys, pieces, run_options, start

PLAIN = {"function": "x**2", "start": 1, "eta": 0.1, "steps": 3}
CHOICES = {
    "key of noise": run_options._NOISE,
    "key of clip": run_options._CLIP,
    "key of average": run_options._AVERAGE,
    "key of start": start._RANDOM,
    "key of stop": keys._STOP,
    "kind of constraint": constraint._PARTS,
    "key of ball": constraint._BALL,
}


def problems(**changes):
    given = {key: value for key, value in {**PLAIN, **changes}.items() if value is not None}
    with pytest.raises(SceneError) as caught:
        scenes.load(given)
    return [problem.message for problem in caught.value.problems]


def names(kind):
    return {name for found in customary_words.by_kind()[kind].values() for name in found if name.isidentifier()}


def options():
    models = [plugin.options for kind in ("optimizers", "schedules") for plugin in registry.load_all(kind).values()]
    models += [problem.options for problem in data.PROBLEMS.values()]
    return {name for model in models if model for name in model.model_fields}


@pytest.mark.parametrize("kind", CHOICES)
def test_the_name_of_a_key_is_one_that_there_is(kind):
    assert names(kind) <= CHOICES[kind].schema()["properties"].keys()


def test_the_names_of_plugins_keys_and_options_are_those_that_there_are():
    assert names("key") <= keys.KEYS.keys()
    assert names("optimizer") <= set(registry.names("optimizers"))
    assert names("function") <= {*by_name.SHIPPED, pieces.PIECES}
    assert names("key of a piece") <= set(pieces.PIECE_KEYS)
    assert names("option") <= options()


def test_no_word_of_other_programs_is_a_word_here():
    assert not keys.KEYS.keys() & customary_words.by_kind()["key"].keys()
    assert not set(registry.names("optimizers")) & customary_words.by_kind()["optimizer"].keys()
    assert not set(by_name.SHIPPED) & customary_words.by_kind()["function"].keys()


@pytest.mark.parametrize(
    "word", [word for word, (first, *_) in customary_words.by_kind()["key"].items() if ":" in first]
)
def test_the_form_to_write_in_place_of_a_key_is_valid(word):
    (form,) = customary_words.by_kind()["key"][word]
    (message,) = problems(**{word: 1})
    assert message == f"unknown key {word!r}; here it is written {form}"
    changes = YAML(typ="safe").load(form)
    data_problem = {"function": {"linear_regression": {"points": [[1, 2], [2, 3], [3, 5]]}}, "start": None}
    given = {**PLAIN, **(data_problem if "steps" in changes else {}), **changes}
    if "linear_regression" not in str(changes):  # its file is the author's
        scenes.load({key: value for key, value in given.items() if value is not None})


@pytest.mark.parametrize("kind", ["optimizer", "option"])
def test_the_form_to_write_beside_a_key_is_valid(kind):
    forms = {form for found in customary_words.by_kind()[kind].values() for form in found if " beside " in form}
    quoted = {re.search(r"'(.*)' beside", form)[1] for form in forms}
    assert quoted
    points = {"linear_regression": {"points": [[1, 2], [2, 3], [3, 5], [4, 4], [5, 7], [6, 5], [7, 8], [8, 8]]}}
    for form in quoted:
        scenes.load({"function": points, "eta": 0.001, "steps": 3, **YAML(typ="safe").load(form)})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"optimizer": {"adam": {"eps": 1e-8}}}, "unknown option 'eps' of adam; here it is called 'epsilon'"),
        ({"optimizer": {"rmsprop": {"alpha": 0.9}}}, "unknown option 'alpha' of rmsprop; here it is called 'beta'"),
        ({"optimizer": {"momentum": 0.9}}, "momentum takes options, {momentum: {beta: 0.9}}; found 0.9"),
        ({"optimizer": "pgd"},
         "unknown optimizer 'pgd'; here it is written 'constraint: {ball: 1}' beside any optimizer"),
        ({"optimizer": "muon"}, "unknown optimizer 'muon'; gdanim list optimizers names those there are"),
        ({"eta": {"cosine": 0.1}}, "cosine takes options, {cosine: {eta: 0.1}}; found 0.1"),
        ({"eta": "cosine"}, "a schedule has options: write {cosine: {eta: 0.1}}"),
        ({"eta": "CosineAnnealingLR"}, "a schedule has options: write {cosine: {eta: 0.1}}"),
        ({"eta": {"exponential": {"learning_rate": 0.1, "factor": 0.9}}},
         "unknown option 'learning_rate' of exponential; here it is called 'eta'"),
        ({"clip": {"max_norm": 1}}, "unknown key of clip 'max_norm'; here it is called 'norm'"),
        ({"clip": 1}, "clip must be {norm: 1} or {value: 1}; found 1"),
        ({"noise": {"std": 1}}, "unknown key of noise 'std'; here it is called 'sd'"),
        ({"noise": {"sd": 1, "kind": "gaussian"}}, "unknown kind of noise 'gaussian'; here it is called 'normal'"),
        ({"average": {"start": 1}}, "unknown key of average 'start'; here it is called 'from'"),
        ({"constraint": {"circle": 1}}, "unknown kind of constraint 'circle'; here it is called 'ball'"),
        ({"stop": {"tol": 1e-3}}, "unknown key of stop 'tol'; here it is called 'gradient'"),
        ({"start": {"random": 3, "range": [0, 1]}}, "unknown key of start 'range'; here it is called 'in'"),
        ({"function": {"linear_regression": {"points": [[1, 2], [2, 3]], "loss": "MSELoss"}}, "start": None},
         "loss must be mse, half_mse, sse, mae, huber or quantile; found 'MSELoss'; here it is called 'mse'"),
        ({"function": {"linear_regression": {"points": [[1, 2], [2, 3]], "l2": 1}}, "start": None},
         "unknown option 'l2' of linear_regression; here it is called 'ridge'"),
        ({"function": {"piecewise": [{"if": "x < 0", "then": "x"}, {"else": "x**2"}]}},
         "unknown function 'piecewise'; here it is called 'pieces'"),
        ({"function": {"pieces": [{"when": "x < 0", "then": "-x"}, {"else": "x"}]}},
         "unknown key of a piece 'when'; here it is called 'if'"),
    ],
    ids=str,
)  # fmt: skip
def test_one_message_tells_the_word_here(changes, expected):
    assert problems(**changes) == [expected]
