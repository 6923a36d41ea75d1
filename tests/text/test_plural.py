"""A language's plural rule is CLDR's: its file states the formulas, and CLDR's own sample numbers are told apart."""

import pytest

from gdanim import registry
from gdanim.text import language_file, plural, words

UP_TO_A_MILLION = "100, 1000, 10000, 100000"
SAMPLES = {
    "ar": {
        "zero": "0", "one": "1", "two": "2", "few": "3~10, 103~110, 1003", "many": "11~26, 111, 1011",
        "other": f"100~102, 200~202, 300~302, 400~402, 500~502, 600, {UP_TO_A_MILLION}, 1000000",
    },
    "de": {"one": "1", "other": f"0, 2~16, {UP_TO_A_MILLION}, 1000000"},
    "en": {"one": "1", "other": f"0, 2~16, {UP_TO_A_MILLION}, 1000000"},
    "es": {"one": "1", "other": f"0, 2~16, {UP_TO_A_MILLION}"},
    "fa": {"one": "0, 1", "other": f"2~17, {UP_TO_A_MILLION}, 1000000"},
    "fr": {"one": "0, 1", "other": f"2~17, {UP_TO_A_MILLION}"},
    "pt": {"one": "0, 1", "other": f"2~17, {UP_TO_A_MILLION}"},
    "ru": {
        "one": "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001", "few": "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002",
        "many": f"0, 5~19, {UP_TO_A_MILLION}, 1000000",
    },
    "tr": {"one": "1", "other": f"0, 2~16, {UP_TO_A_MILLION}, 1000000"},
    "zh": {"other": f"0~15, {UP_TO_A_MILLION}, 1000000"},
}  # fmt: skip
"""CLDR's @integer samples for numbers without decimals; a language that is added brings its own."""
POLISH = {
    "one": "i = 1 and v = 0",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
    "other": "",
}


def numbers(samples):
    for each in samples.split(", "):
        first, _, last = each.partition("~")
        yield from range(int(first), int(last or first) + 1)


def rule_of(language):
    return registry.load("languages", language)["plural"]


@pytest.mark.parametrize("language", registry.names("languages"))
def test_a_language_tells_the_sample_numbers_of_cldr_apart(language):
    rule, samples = rule_of(language), SAMPLES[language]
    assert list(rule) == list(samples)
    for category, text in samples.items():
        found = {number: list(rule)[plural.form(rule, number)] for number in numbers(text)}
        assert set(found.values()) == {category}, found


def test_a_rule_is_pasted_as_cldr_writes_it():
    found = [list(POLISH)[plural.form(POLISH, number)] for number in (1, 2, 5, 12, 21, 22, 104, 112)]
    assert found == ["one", "few", "many", "many", "many", "few", "few", "many"]


def test_a_pattern_has_as_many_words_as_the_rule_has_categories():
    polish = words.Words({"direction": "ltr", "decimal": ",", "plural": POLISH}, {})
    steps = [polish.fill("{n:krok|kroki|kroków|kroku}", n=count) for count in (1, 3, 12, 23)]
    assert steps == ["1 krok", "3 kroki", "12 kroków", "23 kroki"]
    assert polish.fill("{n:dochodzi|dochodzą|dochodzi|dochodzi!}", n=3) == "dochodzą"


def test_a_word_may_stand_without_its_number():
    rule = {"one": "n = 1", "two": "n = 2", "many": ""}
    arabic = words.Words({"direction": "ltr", "decimal": ".", "plural": rule}, {})
    steps = [arabic.fill("{n:خطوة واحدة!|خطوتان!|خطوات}", n=count) for count in (1, 2, 3)]
    assert steps == ["خطوة واحدة", "خطوتان", "3 خطوات"]


def test_english_words_keep_their_two_forms_in_another_language():
    """A plug-in without words in the language is written in English."""
    polish = words.Words({"direction": "ltr", "decimal": ",", "plural": POLISH}, {})
    assert [polish.fill("{n:step|steps}", n=count) for count in (1, 2, 21)] == ["1 step", "2 steps", "21 steps"]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"one": "n = 1", "rest": ""}, "rest: "),
        ({"one": "n is 1", "other": ""}, "one: n is 1"),
        ({"one": "n = 1", "other": "n = 2"}, "other: n = 2"),
        ({"one": "", "other": ""}, "one: "),
        ("n = 1", "'n = 1'"),
    ],
)
def test_what_is_no_rule_is_named(rule, found):
    data = {**registry.load("languages", "en"), "plural": rule}
    (said,) = language_file.problems(data)
    assert said.startswith("plural is CLDR's rule: ")
    assert said.endswith(f"found {found}")


def test_a_pattern_with_too_few_words_is_named():
    english = registry.load("languages", "en")
    data = {**english, "plural": POLISH, "labels": {**english["labels"], "steps": "{n:krok|kroki}"}}
    said = "labels.steps needs 4 words in {n:krok|kroki}, one for each category of plural; found 2"
    assert said in language_file.problems(data)


def test_a_language_without_a_rule_has_that_of_english():
    data = {key: value for key, value in registry.load("languages", "en").items() if key != "plural"}
    assert language_file.problems(data) == []
    assert words.Words(data, {}).label("steps", n=1) == "1 step"
