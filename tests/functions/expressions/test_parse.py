"""Any text becomes a tree or an error with its place, in bounded time."""

import pytest
from hypothesis import example, given, settings, strategies as st

from gdanim.functions import ExpressionError, build
from gdanim.functions.expressions.parse import parse
from gdanim.functions.expressions.rewriting import rewritten
from gdanim.functions.expressions.unparse import written

CONDITION = "a comparison stands in a condition alone: where(x < 0, -x, x**2) is -x where x is below 0, else x**2"
PIECES = [*"xy0123456789.+-*/^(),|²۲ \n", "**", "sin(", "exp(", "max(", "pi", "e", "lambda", "__", "1e", "[", "'"]

HINT = "; variables are letters, such as x, w or θ, and gdanim list functions names the functions"


def error(text: str) -> tuple[str, int, int]:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert str(caught.value) == caught.value.message
    return caught.value.message, caught.value.offset, caught.value.width


@pytest.mark.parametrize(
    ("text", "message", "offset", "width"),
    [
        ("3 + 2x", "write 3 + 2*x for '3 + 2x'", 0, 6),
        ("x(x+1)", "write x*(x + 1) for 'x(x+1)'", 0, 6),
        ("(x+1)(x-1)", "write (x + 1)*(x - 1) for '(x+1)(x-1)'", 0, 10),
        ("1/2x", "a product is written with *; write 2*x for '2x'", 2, 2),
        ("2 3", "an operator is missing between 2 and 3", 0, 3),
        ("2*x²", "write 2*x**2 for '2*x²'", 0, 4),
        ("(x+1)³", "write (x + 1)**3 for '(x+1)³'", 0, 6),
        ("1+|x|", "write 1 + abs(x) for '1+|x|'", 0, 5),
        ("|x", "an absolute value is written abs(x)", 0, 1),
        (" ۱۲*x ", "write 12*x for '۱۲*x'", 1, 4),
        ("𝑥**2", "write x**2 for '𝑥**2'", 0, 4),
        ("x − 1", "write x - 1 for 'x − 1'", 0, 5),
        ("2·x", "write 2*x for '2·x'", 0, 3),
        ("½*x", "write 1/2*x for '½*x'", 0, 3),
        ("[x]", "write x for '[x]'", 0, 3),
        ("\u200fx", "an invisible character stands here (U+200F); delete it", 0, 1),
        ("x!", "'!' can't stand in an expression", 1, 1),
        ("x = y", "an expression has no '='; give its right-hand side alone", 2, 1),
        ("f(x)=x**2", "write x**2 for 'f(x)=x**2'", 0, 9),
        ("g = x**2", "write x**2 for 'g = x**2'", 0, 8),
        ("x = 2", "an expression has no '='; give its right-hand side alone", 2, 1),
        ("x < 2", CONDITION, 0, 5),
        ("1 + (not x)", CONDITION, 5, 5),
        ("where(x, 1, 2)", "the first argument of where is a condition, a comparison such as x < 0", 6, 1),
        ("where(x < 0, 1)", "where takes 3 arguments; found 2", 0, 15),
        ("1 not < x", "'not' can't follow '1'", 2, 3),
        ("x'", "text can't stand in an expression; a derivative is found by itself", 1, 1),
        ('"x"', "text can't stand in an expression", 0, 1),
        ("x.real", "a '.' belongs between the digits of a number", 1, 1),
    ],
)
def test_advice_for_what_people_type(text, message, offset, width):
    assert error(text) == (message, offset, width)


@pytest.mark.parametrize(
    ("text", "message", "width"),
    [
        ("sine(x)", "unknown name 'sine'; did you mean 'sin'?", 4),
        ("expp(x)", "unknown name 'expp'; did you mean 'exp'?", 4),
        ("sinx", "write sin(x) for 'sinx'", 4),
        ("xexp(x)", "write x*exp(x) for 'xexp(x)'", 7),
        ("root(x)", "unknown name 'root'; here it is called 'sqrt'", 4),
        ("cot(x)", "write 1/tan(x) for 'cot(x)'", 6),
        ("cot", "unknown name 'cot'; write 1/tan(x)", 3),
        ("math.sin(x)", "write sin(x) for 'math.sin(x)'", 11),
        ("lambda x: x", "write x for 'lambda x: x'", 11),
        ("__import__('os')", f"unknown name '__import__'{HINT}", 10),
        ("at_max(x, x)", "unknown name 'at_max'; did you mean 'max'?", 6),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_one(text, message, width):
    assert error(text) == (message, 0, width)


@pytest.mark.parametrize(
    ("text", "message", "offset", "width"),
    [
        ("", "an expression is missing", 0, 1),
        ("  ", "an expression is missing", 0, 1),
        ("*x", "an expression can't begin with '*'", 0, 1),
        ("x +", "the expression ends after '+'", 2, 1),
        ("x//2", "'/' can't follow '/'", 2, 1),
        ("x)", "this ')' closes no bracket", 1, 1),
        ("2*(x", "this '(' is never closed", 2, 1),
        ("sin()", "these brackets are empty", 4, 1),
        ("sin x", "write sin(x) for 'sin x'", 0, 5),
        ("sin**2(x)", "write sin(x)**2 for 'sin**2(x)'", 0, 9),
        ("1/2x + sin x", "a product is written with *; write 2*x for '2x'", 2, 2),
        ("exp", "a function's argument stands in brackets; write exp(…)", 0, 3),
        ("0,2*x", "a comma can't stand here; a decimal point is written '.'", 1, 1),
        ("1 + sin(x, 2)", "sin takes 1 argument; found 2", 4, 9),
        ("exp(0,5*x)", "exp takes 1 argument; found 2; a decimal point is written '.'", 0, 10),
        ("max(x)", "max takes 2 arguments or more; found 1", 0, 6),
        ("sin(*x)", "'*' can't follow '('", 4, 1),
        ("max(**x)", "'**' can't follow '('", 4, 2),
        ("sin((x, x))", "a comma can't stand here; a decimal point is written '.'", 6, 1),
    ],
)
def test_what_is_out_of_place_is_pointed_at(text, message, offset, width):
    assert error(text) == (message, offset, width)


@pytest.mark.parametrize(
    ("text", "message", "offset", "width"),
    [
        ("x" + " " * 300, "an expression has at most 300 characters; found 301", 300, 1),
        ("(" * 41 + "x" + ")" * 41, "brackets nest at most 40 deep", 40, 1),
        ("-" * 45 + "x", "an expression nests at most 40 deep", 40, 6),
        ("2e12*x", "numbers go up to 1e12; found 2e12", 0, 4),
        ("x + 1e-101", "numbers go down to 1e-100; found 1e-101", 4, 6),
        ("0e999999999", "numbers go down to 1e-100; found 0e999999999", 0, 11),
        ("007*x", "a number has no leading zeros; write 7 for '007'", 0, 3),
        ("x**65", "powers go up to 64; found 65", 3, 2),
        ("9**9**9", "powers go up to 64; found 9**9", 3, 4),
        ("x^(-8^3)", "powers go up to 64; found -8**3", 3, 4),
        ("x**(1/0)", "powers go up to 64; found 1/0", 4, 3),
    ],
)
def test_limits_are_checked_before_anything_is_computed(text, message, offset, width):
    assert error(text) == (message, offset, width)


def test_a_long_sum_is_not_deep():
    assert build("+".join(["x"] * 150)).value((2.0,)) == 300


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("x^2 + 1", "x**2 + 1"),
        ("2^x^2", "2**(x**2)"),
        ("-x^2", "-(x**2)"),
        ("+x", "x"),
        (" x\n + 1 ", "x + 1"),
        ("\u2003x".replace("\u2003", "\t"), "x"),
        ("1/2/x", "(1/2)/x"),
    ],
)
def test_grammar_is_that_of_mathematics(text, same):
    assert parse(text) == parse(same)


def test_offsets_count_the_authors_characters_though_caret_is_read_as_power():
    assert error("x^2^3 + x^100") == ("powers go up to 64; found 100", 10, 3)


def test_an_error_in_the_gradient_says_so():
    with pytest.raises(ExpressionError, match=r"^unknown name 'y'; the variable is called 'x'$") as caught:
        build("x**2", "2*y")
    assert (caught.value.part, caught.value.offset) == ("gradient", 2)


def test_all_mistakes_of_an_expression_are_told_at_once():
    with pytest.raises(ExpressionError) as caught:
        parse("1/2x + foo(x) - max(x) + 007 + sin(x, y))")
    found = [(each.message, each.offset, each.width) for each in (caught.value, *caught.value.others)]
    assert found == [
        ("a product is written with *; write 2*x for '2x'", 2, 2),
        ("unknown name 'foo'; did you mean 'floor'?", 7, 3),
        ("a number has no leading zeros; write 7 for '007'", 25, 3),
        ("this ')' closes no bracket", 40, 1),
    ]
    with pytest.raises(ExpressionError) as caught:
        parse("max(x) + x**65 + sin(x, y)")
    found = [(each.message, each.offset) for each in (caught.value, *caught.value.others)]
    assert found == [
        ("max takes 2 arguments or more; found 1", 0),
        ("powers go up to 64; found 65", 12),
        ("sin takes 1 argument; found 2", 17),
    ]
    with pytest.raises(ExpressionError) as caught:
        parse("foo(max(x)) + x**100 + bar")
    found = [(each.message, each.offset) for each in (caught.value, *caught.value.others)]
    assert found == [
        ("unknown name 'foo'; did you mean 'floor'?", 0),
        ("max takes 2 arguments or more; found 1", 4),
        ("powers go up to 64; found 100", 17),
        (f"unknown name 'bar'{HINT}", 23),
    ]


@pytest.mark.parametrize("text", ["x if", "x if x", "if x", "zz zz", "1 zz", "zz 2 + zz3 4", "foo x"])
def test_unknown_names_beside_each_other_are_told(text):
    with pytest.raises(ExpressionError, match=r"unknown name|product"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\frac{1}{2}x^2", "1/2*x**2"),
        ("x^{2}", "x**2"),
        (r"\sin x", "sin(x)"),
        ("x**2 if x > 0 else -x", "where(x > 0, x**2, -x)"),
        ("1 + (x if x > 1 else 2 if x > 0 else -x)", "1 + where(x > 1, x, where(x > 0, 2, -x))"),
        (r"\begin{cases} 2 & x > 1 \\ 1 & x > 0 \\ x \end{cases}", "where(x > 1, 2, where(x > 0, 1, x))"),
        (r"\begin{cases} x^2 & x > 0 \\ -x & x \le 0 \end{cases}", "where(x > 0, x**2, -x)"),
        (
            r"\begin{cases} x, & \text{if } x > 1 \\ 1 \end{cases}",
            "where(x > 1, x, 1)",
        ),
        ("x -> x^2", "x**2"),
        ("x => Math.pow(x, 2)", "x**2"),
        ("(x, y) -> x^2 + y^2", "x**2 + y**2"),
        (r"x \mapsto 2x", "2*x"),
        ("@(x) x.^2 + 2.*x", "x**2 + 2*x"),
        ("x[0]**2 + 3*x[1]**2", "x1**2 + 3*x2**2"),
        ("x[1]^2 + 3x[2]^2", "x1**2 + 3*x2**2"),
        ("elu(x) + mish(x)", "where(x > 0, x, exp(x) - 1) + x*tanh(softplus(x))"),
        ("F.relu6(2x)", "clip(2*x, 0, 6)"),
        ("np.square(x) + np.log1p(x**2)", "x**2 + log(1 + x**2)"),
        ("σ(x) - 1", "sigmoid(x) - 1"),
        (r"$\theta^2 + \theta_{1}$", "θ**2 + θ1"),
        (r"\sqrt{x^2+1}", "sqrt(x**2 + 1)"),
        (r"\operatorname{sigmoid}(x)", "sigmoid(x)"),
        (r"\left|x\right|\cdot\ln(x)", "abs(x)*log(x)"),
        ("lambda x: x**2 + 1", "x**2 + 1"),
        ("lambda w, b: (w-1)**2 + np.exp(b)", "(w - 1)**2 + exp(b)"),
        ("def f(x): return x**2", "x**2"),
        ("np.exp(-x)*math.pi", "exp(-x)*pi"),
        ("np.where(x<0, -x, x**2)", "where(x < 0, -x, x**2)"),
        ("torch.pow(x, 2)", "x**2"),
        ("J(w, b) = (w-1)^2 + b^2", "(w - 1)**2 + b**2"),
        ("sin²(x)", "sin(x)**2"),
        ("sin x cos x", "sin(x)*cos(x)"),
        ("sin^2 x + cos^2(x)", "sin(x)**2 + cos(x)**2"),
        ("sin⁻¹(x)", "asin(x)"),
        ("2x(x-1)", "2*x*(x - 1)"),
        ("2πx", "2*pi*x"),
        ("√x + √(x+1)", "sqrt(x) + sqrt(x + 1)"),
        ("x² - 2|x-1|", "x**2 - 2*abs(x - 1)"),
        ("|x||y|", "abs(x)*abs(y)"),
        ("⌊x⌋ + 1", "floor(x) + 1"),
        ("where(x ≤ 0, 2x, 3x)", "where(x <= 0, 2*x, 3*x)"),
    ],
)
def test_another_notation_gets_the_whole_expression_rewritten(text, meant):
    assert error(text) == (f"write {meant} for {text!r}", 0, len(text))
    assert written(parse(meant)) == meant


@pytest.mark.parametrize("text", ["1/2x", "x/2(x+1)", "x = 2", "3 4", "x!", "sine(x)", "import os", "0,5x", "[[x"])
def test_what_has_no_single_meaning_is_not_rewritten(text):
    assert rewritten(text) is None


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, "where(", "<", " and ", "not ", "θ", "%"]), max_size=40).map("".join))
def test_what_is_written_of_a_tree_parses_to_the_same_tree(text):
    try:
        tree = parse(text)
    except ExpressionError:
        return
    try:
        again = parse(written(tree))
    except ExpressionError as error:  # a call in brackets may be longer or deeper than what the author typed
        assert "at most" in error.message  # noqa: PT017 - only such texts have an error
        return
    assert again == tree


@settings(max_examples=300)
@given(st.text(max_size=320) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("x" * 301)
@example("-" * 299 + "x")
@example("(" * 150 + "x" + ")" * 149)
@example("1" * 300)
@example("x**64" * 60)
@example("(" * 30 + "9" + "**64)" * 30)
def test_any_text_ends_as_a_function_or_an_error_inside_the_text(text):
    try:
        function = build(text)
    except ExpressionError as error:
        assert 0 <= error.offset <= max(0, len(text) - 1) or len(text) > 300  # noqa: PT017 - both ends are right
        assert 1 <= error.width <= max(1, len(text) - error.offset)  # noqa: PT017
    else:
        point = (0.5,) * len(function.variables)
        function.value(point)
        function.gradient(point)
        function.curvature(point)
        assert function.formula
        assert all(function.gradient_formulas)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("root(x)", "called_otherwise"),
        ("1/2x", "product_without_sign"),
        ("2x", "write_for"),
        ("1/0x", "product_without_sign"),
        ("x)", "bracket_never_opened"),
    ],
)
def test_an_error_has_its_messages_id(text, key):
    with pytest.raises(ExpressionError) as caught:
        build(text)
    assert caught.value.id == f"functions.{key}"
