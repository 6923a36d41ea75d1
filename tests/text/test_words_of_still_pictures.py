"""What alt texts and captions say of a picture's notes, and of one that shows no ball but a function and its places."""

import pytest

from gdanim import pipeline, scene
from gdanim.text import plain_formula, words

BOWL = {"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 1}
NOTES = [{"text": "left or right?"}, {"text": r"uphill: $\frac{df}{dx} > 0$"}]
CURVE = {"function": "x**3 - 3*x", "start": 2, "eta": 0.01, "steps": 1, "domain": [-2, 2.5]}


def described(keys, language="en", *, alt=True):
    loaded = scene.load({**keys, "language": language})
    spoken = words.load(language)
    said = (spoken.alt if alt else spoken.caption)(loaded, pipeline.trace(loaded))
    return said.translate(dict.fromkeys((0x2066, 0x2069)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", " Written on it: “left or right?” and “uphill: df/dx > 0”. The ball "),
        ("fr", " On y lit : « left or right? » et « uphill: df/dx > 0 ». La bille "),
        ("fa", " روی آن نوشته شده است: «left or right?» و «uphill: df/dx > 0». گوی "),
    ],
)
def test_alt_texts_read_the_notes_out(language, sentence):
    assert sentence in described({**BOWL, "notes": NOTES}, language)


@pytest.mark.parametrize(
    ("label", "read"),
    [
        (r"costs \$5", "costs $5"),
        (r"$\eta$ big", "η big"),
        (r"$\lambda \leq \frac{1}{2}$", "λ ≤ 1/2"),
        ("$5", "$5"),
    ],
)
def test_names_that_an_author_gives_are_read_out_without_their_dollars(label, read):
    keys = {**BOWL, "runs": [{"label": label}, {"label": "small", "eta": 0.1}]}
    for alt in (True, False):
        assert f"n “{read}” and in “small”, the ball is still on its way" in described(keys, alt=alt)


def test_names_have_powers_of_ten_and_exponents_as_in_print():
    loaded = scene.load(
        {**BOWL, "eta": [1e-06, 1000000000, *({"exponential": {"eta": 0.2, "factor": each}} for each in (0.95, 0.5))]}
    )
    assert [run.label for run in loaded.runs] == ["η = 1×10⁻⁶", "η = 1×10⁹", "η = 0.2·0.95ᵏ", "η = 0.2·0.5ᵏ"]
    assert " with η = 1×10⁻⁶, 1 step" in described({**BOWL, "eta": 1e-6})


def test_a_parameter_is_written_as_numbers_are_however_its_author_did():
    loaded = scene.load({"function": {"polynomial_regression": {"degree": [2.0, 3]}}})
    assert [run.label.split(",")[0] for run in loaded.runs] == ["degree = 2", "degree = 3"]


def test_formulas_in_persian_names_keep_their_own_direction():
    loaded = scene.load({**BOWL, "language": "fa", "runs": [{"label": "گام $x^2$"}, {"label": "b", "eta": 0.1}]})
    assert "«گام \u2066x²\u2069»" in words.load("fa").alt(loaded, pipeline.trace(loaded))


def test_captions_do_not():
    assert described({**BOWL, "notes": NOTES}, alt=False) == "The ball is still on its way after 1 step."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A picture shows f(x) = x³ − 3x. Marked on it: maximum at x = −1 and minimum at x = 1."),
        ("fr", "Une image montre f(x) = x³ − 3x. On y voit : maximum en x = −1 et minimum en x = 1."),
        ("fa", "یک تصویر، تابع f(x)=x³−3x را نشان می‌دهد. روی آن مشخص شده است: ماکزیموم در x=−1 و مینیموم در x=1."),
    ],
)
def test_a_curve_without_a_ball_is_described_by_what_is_marked_on_it(language, text):
    keys = {**CURVE, "function": "x**3 - 3*x", "show": ["minimum", "maximum"]}
    for alt in (True, False):
        found = described(keys, language, alt=alt)
        assert found.replace("local ", "").replace(" local", "").replace(" محلی", "") == text


def test_only_what_is_marked_is_described():
    assert "maximum" not in described({**CURVE, "show": ["minimum"]})
    assert described({**CURVE, "show": ["tangent"]}) == "A picture shows f(x) = x³ − 3x."


@pytest.mark.parametrize("show", [["ball"], ["+maximum"], ["-tangent"]])
def test_where_a_ball_is_shown_the_run_is_described(show):
    assert described({**CURVE, "show": show}).startswith(
        "An animation shows gradient descent on f(x) = x³ − 3x from x = 2"
    )


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\frac{dy}{dx}", "dy/dx"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\frac{(x - 4)^{2}}{20}", "(x − 4)²/20"),
        (r"\frac{x - 4}{20}", "(x − 4)/20"),
        (r"\frac{(x - 4) + 1}{20x}", "((x − 4) + 1)/(20x)"),
    ],
)
def test_a_fraction_has_brackets_only_where_it_needs_them(formula, text):
    assert plain_formula.plain(formula).replace(" ", "") == text.replace(" ", "")


def test_foreign_words_in_quotation_marks_keep_their_order_in_a_persian_list():
    notes = [{"text": "one"}, {"text": "۲ گام"}, {"text": "three"}]
    loaded = scene.load({**BOWL, "notes": notes, "language": "fa"})
    said = words.load("fa").alt(loaded, pipeline.trace(loaded))
    assert "«\u2066one\u2069»، «۲ گام» و «\u2066three\u2069»" in said


def test_a_note_that_is_due_after_the_end_is_not_described_and_is_warned_of():
    notes = [{"text": "here", "steps": 0}, {"text": "late", "steps": [20, 24]}]
    keys = {"function": "x**2", "start": 3, "eta": 0.1, "steps": 100, "stop": {"gradient": 3}, "notes": notes}
    assert " Written on it: “here”. The ball " in described(keys)
    assert "the note 'late' is shown from step 20 on, but the runs end with step 4" in pipeline.check(scene.load(keys))


@pytest.mark.parametrize(
    ("language", "texts", "sentence"),
    [
        ("en", ["Go left.", "Say “left”."], " Written on it: “Go left” and “Say ‘left’”. The ball "),
        ("fr", ["Va à gauche.", "Dis « gauche ». "], " On y lit : « Va à gauche » et « Dis “gauche” ». La bille "),
        ("fa", ["به چپ برو.", "بگو «چپ»."], " روی آن نوشته شده است: «به چپ برو» و «بگو “چپ”». گوی "),
        ("en", ["wait...", "stop!"], " Written on it: “wait...” and “stop!”. The ball "),
    ],
)
def test_a_quoted_note_has_no_stop_of_its_own_and_quotation_marks_nest(language, texts, sentence):
    assert sentence in described({**BOWL, "notes": [{"text": text} for text in texts]}, language)


@pytest.mark.parametrize(("language", "read"), [("fr", "la pente vaut 0,4"), ("en", "la pente vaut 0.4")])
def test_formulas_in_a_quoted_note_have_the_decimal_sign_of_the_language(language, read):
    assert read in described({**BOWL, "notes": [{"text": "la pente vaut $0.4$"}]}, language)
