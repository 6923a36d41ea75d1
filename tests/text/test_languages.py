"""Every language says everything the program says, with the same numbers, in letters that its fonts have."""

import re
from collections.abc import Mapping
from string import Formatter

import pytest
import shipped

from gdanim import pipeline, registry, scene
from gdanim.drawing import fonts
from gdanim.errors import SceneError
from gdanim.optimizers import display_names
from gdanim.optimizers.foreign import given_path
from gdanim.text import language_file, numbers, words
from gdanim.themes import font_files

LANGUAGES = registry.names("languages")
NUMBERS = {"n": 10, "t": 0.1, "place": "place", "reason": ""}
INVISIBLE = dict.fromkeys((0x2066, 0x2069))


def data(language):
    return registry.load("languages", language)


def leaves(node, path=()):
    """Each text of a language file with its path, items of a list by their place."""
    if isinstance(node, Mapping):
        for key, below in node.items():
            yield from leaves(below, (*path, key))
    elif isinstance(node, list):
        for place, below in enumerate(node):
            yield from leaves(below, (*path, place))
    else:
        yield path, node


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


ENGLISH = {path: text for path, text in leaves(data("en")) if path[0] not in {"terms", "plural"}}
LEADS = ("lead_eta",)  # a language may begin otherwise with a formula than with words
FEWER = ("short", "word", "clause", "rest")
FORMS = {("verdicts", entry, form) for entry in data("en")["verdicts"] for form in FEWER}


def test_persian_and_a_third_language_are_there():
    assert {"en", "fa"} < set(LANGUAGES)
    assert len(LANGUAGES) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_the_words(language):
    own = dict(leaves(data(language)))
    openers = {path for path in ENGLISH if path[0] in {"openers", "stop"}}
    assert set(ENGLISH) - FORMS - openers <= set(own)
    elsewhere = {path for path in own if path[0] in {"terms", "methods", "plural", "openers"} or path[-1] in LEADS}
    assert set(own) - FORMS - elsewhere <= set(ENGLISH)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_language_has_a_name_for_every_method(language):
    """English ones stand in the rules; another package's rule is called by its English name in every language."""
    methods, rules = set(data(language)["methods"]), {*display_names(), given_path.NAME}
    lacking, unknown = ", ".join(sorted(rules - methods)), ", ".join(sorted(methods - rules))
    assert not lacking, f"gdanim/languages/{language}.yaml: under methods, add what it calls {lacking}"
    assert not unknown, f"gdanim/languages/{language}.yaml: under methods, there is no rule {unknown}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alt_text_tells_of_every_panel(language):
    """Another package's panel brings its words itself; of the curve and the history of runs the whole text tells."""
    panels = {name: registry.load("panels", name) for name in registry.shipped("panels")}
    silent = {name for name, panel in panels.items() if not panel.report_key} - {"curve", "history"}
    lacking = ", ".join(sorted(silent - {*data(language)["beside"], *data(language)["seen"]}))
    assert not lacking, f"gdanim/languages/{language}.yaml: under beside, say what {lacking} shows"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_fills_in_only_what_is_known(language):
    """Everything that English fills in may stand in a pattern, and the goal and the function's formula."""
    english = data("en")["verdicts"]
    for path, text in leaves(data(language)):
        if path[0] == "verdicts":
            known = set().union(*(fields(each) for each in english[path[1]].values())) | {"rest", "lead"}
        else:
            like = ("report", "lead_other") if path[-1] in LEADS else path
            known = fields(str(ENGLISH.get(like, ""))) | language_file.OF_REPORTS
        assert fields(str(text)) <= known, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_tells_as_many_numbers_as_in_english(language):
    english = data("en")["verdicts"]
    for entry, forms in data(language)["verdicts"].items():
        for form in ("long", "tally"):
            assert fields(forms[form]) == fields(english[entry][form]), (entry, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_can_be_reported_in_a_word_or_two(language):
    for entry, forms in data(language)["verdicts"].items():
        shortest = words.load(language).fill(forms.get("word", forms.get("short", forms["long"])), **NUMBERS)
        assert len(shortest.translate(INVISIBLE)) <= 19, entry


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_every_letter_of_a_language_has_a_glyph(language, weight):
    """Chinese letters are in the font of a package or of the machine, if it has one."""
    letters = "".join(str(text) for _, text in leaves(data(language)))
    if font_files.chinese() is None:
        letters = "".join(letter for letter in letters if not fonts.is_chinese(letter))
    assert not fonts.missing(letters, weight)


def test_persian_is_written_with_persian_letters():
    """Arabic ye and kaf look like the Persian ones in some positions only."""
    assert not set("يكةى") & set("".join(str(text) for _, text in leaves(data("fa"))))


def test_half_spaces_stand_within_persian_words():
    """After a letter that joins none, a zero-width non-joiner has nothing to part."""
    written = "\n".join(str(text) for _, text in leaves(data("fa")))
    assert not re.search("[ادذرزژوآ]\u200c|\u200c(?![\u0600-\u06ff])", written)


def flagship(language, **keys):
    loaded = shipped.load("stepsizes", language, **keys)
    spoken = words.load(loaded.language, loaded.terms, loaded.digits)
    return spoken.alt(loaded, pipeline.trace(loaded)).translate(INVISIBLE)


def test_the_persian_alt_text_reads_as_a_teacher_would_write_it():
    assert flagship("fa") == (
        "چهار نمودار، گرادیان کاهشی را روی تابع f(x)=2x+e^(−2x) با شروع از x=۳ نشان می‌دهند؛ هر کدام ۲۵ گام. "
        "با η=0.2، گوی پس از ۱۰ گام و با η=0.4 پس از ۶ گام به مینیموم می‌رسد. با η=0.6، بین −۰٫۲۵ و ۰٫۵۴ نوسان می‌کند و "
        "با η=0.8، پس از ۲۵ گام هنوز آرام نگرفته است. از این چهار، η=0.4 زودتر از همه به نزدیکی مینیموم می‌رسد."
    )


def test_the_persian_caption_states_how_near_there_is():
    loaded = shipped.load("stepsizes", "fa")
    said = words.load("fa", digits="persian").caption(loaded, pipeline.trace(loaded)).translate(INVISIBLE)
    assert "به مینیموم می‌رسد (با فاصله حداکثر ۰٫۰۳)." in said


def test_every_number_formula_and_latin_word_is_isolated_in_persian():
    loaded = shipped.load("stepsizes", "fa")
    outside = re.sub("\u2066[^\u2069]*\u2069", "", words.load("fa").alt(loaded, pipeline.trace(loaded)))
    assert not re.search(r"[0-9۰-۹a-zA-Z=−η]", outside)


def test_a_language_may_write_its_decimals_with_a_comma():
    assert words.load("fr").number(-0.25) == "−0,25"
    assert "entre −0,25 et 0,54" in flagship("fr", title="x")


def test_french_reads_as_a_teacher_would_write_it():
    assert flagship("fr", title="x") == (
        "Quatre graphiques montrent des parcours par descente de gradient sur f(x) = 2x + e^(−2x) à partir de x = 3, "
        "25 pas chacun. Avec η = 0,2, la bille atteint le minimum après 10 pas et avec η = 0,4 après 6 (à 0,03 près). "
        "Avec η = 0,6, elle oscille entre −0,25 et 0,54 ; avec η = 0,8, elle ne se stabilise pas en 25 pas. Des "
        "quatre, c’est η = 0,4 qui arrive en premier."
    )


@pytest.mark.parametrize(
    ("language", "label"), [("fa", "شیب (\u2066slope\u2069)"), ("en", "slope"), ("fr", "pente (slope)")]
)
def test_a_bilingual_term_has_the_english_one_in_brackets(language, label):
    assert words.load(language, bilingual=True).label("slope") == label


def test_the_english_term_is_given_where_a_term_is_said_first():
    spoken = words.load("fa", bilingual=True)
    first, second = spoken.at("one"), spoken.at("two")
    assert first.label("minimum") == "مینیموم (\u2066minimum\u2069)"
    assert second.label("minimum") == "مینیموم"
    assert first.label("minimum") == "مینیموم (\u2066minimum\u2069)"
    assert second.label("saddle") == "نقطه زینی (\u2066saddle\u2069)"


def test_what_is_no_term_stays_alone():
    assert words.load("fa", bilingual=True).label("look") == "شیب را ببین"


def test_a_method_that_has_its_english_name_everywhere_is_said_once():
    spoken = words.load("fa", bilingual=True)
    assert spoken.optimizer_name("adam", "Adam") == "Adam"
    assert spoken.optimizer_name("momentum", "momentum") == "مومنتوم (\u2066momentum\u2069)"


def load(**keys):
    return scene.load({"function": "x**2", "start": 3, "eta": 0.1, **keys})


def test_a_scene_may_replace_a_word_in_one_language_only():
    terms = {"momentum": {"fa": "تکانه"}, "minimum": {"en": "bottom"}}
    assert load(terms=terms, language="fa").terms == (("momentum", "تکانه"),)
    assert load(terms=terms, language="en").terms == (("minimum", "bottom"),)


def test_digits_may_be_given_by_language():
    assert load(digits={"fa": "persian"}, language="fa").digits == "persian"
    assert load(digits={"fa": "persian"}, language="en").digits == "latin"
    assert load(digits="persian", language="en").digits == "persian"


@pytest.mark.parametrize(("digits", "printed"), [("persian", "−۰٫۲۵"), ("arabic", "−٠٫٢٥"), ("latin", "−0.25")])
def test_a_number_has_the_digits_and_the_decimal_sign_of_its_script(digits, printed):
    written = words.load("fa", digits=digits).number(-0.25).translate(INVISIBLE)
    assert written == printed
    assert numbers.parse(written) == -0.25


def test_a_scene_that_says_nothing_in_a_language_says_it_in_english():
    assert load(title={"en": "A bowl", "fa": "کاسه"}, language="fr").title == "A bowl"
    assert load(title={"en": "A bowl", "fa": "کاسه"}, language="fa").title == "کاسه"


@pytest.mark.parametrize(("terms", "message"), [
    ({"momentun": "x"}, "unknown term 'momentun'; did you mean 'momentum'?"),
    ({"step_of": "{k.real} of"}, "terms.step_of can't fill in {k.real}; filled in is {k} and {n}"),
    ({"slope": "{n}"}, "terms.slope can't fill in {n}; filled in is nothing"),
    ({"slope": "a { b"}, "terms.slope has a single brace; filled in is nothing"),
])  # fmt: skip
def test_a_term_that_is_none_is_a_problem(terms, message):
    with pytest.raises(SceneError) as raised:
        load(terms=terms)
    assert [problem.message for problem in raised.value.problems] == [message]
