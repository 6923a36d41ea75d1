"""Schedules are called by their names where their kinds are compared, and by their formulas elsewhere."""

import pytest

from gdanim import pipeline, registry, run_data, scene as scenes

PLAIN = {"function": "x**2", "start": 3, "steps": 12}
COSINE, STEP = {"cosine": {"eta": 0.1}}, {"step": {"eta": 0.1, "every": 5}}


def labels(language=None, **keys):
    return [run.label for run in scenes.load({**PLAIN, **keys}, language=language).runs]


def test_kinds_of_schedules_have_their_names():
    assert labels(eta=[0.1, COSINE, STEP]) == ["η = 0.1", "cosine annealing", "step decay"]


def test_the_names_are_those_of_the_language():
    assert labels("fa", eta=[COSINE, STEP]) == ["کاهش کسینوسی", "کاهش پله‌ای"]
    assert labels("fr", eta=[COSINE, STEP]) == ["recuit cosinus", "décroissance par paliers"]


def test_two_schedules_of_a_kind_are_told_apart_by_their_formulas():
    longer = {"cosine": {"eta": 0.1, "steps": 20}}
    assert labels(eta=[COSINE, longer]) == ["η = 0.1·(1 + cos(πk/12))/2", "η = 0.1·(1 + cos(πk/20))/2"]


def test_lists_of_values_and_expressions_stay_as_they_are():
    assert labels(eta=[{"values": [0.1, 0.2]}, "0.1/(1 + k)", STEP]) == [
        "η = 0.1, 0.2",
        "η = 0.1/(1 + k)",
        "step decay",
    ]


def test_a_schedule_that_all_runs_have_is_a_formula():
    found = labels(eta={"step": {"eta": 0.1, "every": 5}}, optimizer=["gradient_descent", "adam"])
    assert found == ["gradient descent, η = 0.1·0.5^⌊k/5⌋", "Adam, η = 0.1·0.5^⌊k/5⌋"]


def test_schedules_and_starts_make_a_table_of_both():
    assert labels(eta=[COSINE, STEP], start=[3, -1])[1:3] == ["cosine annealing, x = −1", "step decay, x = 3"]


@pytest.mark.parametrize(("language", "lead"), [("en", "with cosine annealing"), ("de", "per Kosinus-Annealing")])
def test_sentences_name_them_as_they_name_methods(language, lead):
    scene = scenes.load({**PLAIN, "eta": [0.1, COSINE, STEP]}, language=language)
    assert lead in run_data.words_of(scene).alt(scene, pipeline.trace(scene))


@pytest.mark.parametrize("language", registry.names("languages"))
def test_every_language_names_every_schedule_of_several_step_sizes(language):
    named = {name for name, kind in registry.load_all("schedules").items() if not (kind.is_constant or kind.is_formula)}
    texts = registry.load("languages", language)["schedules"]
    assert texts.keys() == named
    assert len(set(texts.values())) == len(named)
