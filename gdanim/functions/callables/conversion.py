"""Makes a function of a Python callable: finds out what it takes, and checks what it returns."""

from __future__ import annotations

import functools
import inspect
import math
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.functions import differences
from gdanim.functions.callables.callable_function import CallableFunction, point_text
from gdanim.functions.callables.calls import CallError, PointCall
from gdanim.functions.errors import CallableError, ExpressionError
from gdanim.functions.expressions import gradient_override
from gdanim.functions.expressions.expression import build
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.points import Point

ANONYMOUS = "lambda"
"""The name of functions without one, in messages."""
OFFSETS = 0.07 * np.array([0.0, 1.0, -1.3, 2.9, -3.1, 4.7, -5.3])
"""The places of test points about a start, relative to its size or to 1."""
SLOPE_TOLERANCE = 1e-4  # relative to a slope, or to 1 if that is larger
PRECISE_BITS = 64  # of floats that are precise enough for differences
TIMED_POINTS, FEWEST_SECONDS = 64, 2.0**-24


def from_callable(
    function: Callable[..., Any],
    start: Any,
    *,
    gradient: Callable[..., Any] | None = None,
    formula: str | None = None,
) -> CallableFunction:
    """Makes a function of a Python callable.

    Parameters
    ----------
    function
        The callable: of a number for each variable, or of one vector ``(d,)``. It returns a number of Python, NumPy,
        PyTorch or JAX. If it takes arrays, too, many points are evaluated at once: numbers as arrays ``(n,)``, a vector
        as ``(d, n)`` or ``(n, d)``.
    start
        A point, or a list of points, at which it is tried. By it, a callable with one argument shows whether this is a
        number or a vector.
    gradient
        The gradient, with the same arguments; it returns a number for each variable. By default, slopes are central
        differences of fourth order.
    formula
        The formula for titles: an expression, or mathtext without dollar signs.

    Returns
    -------
    CallableFunction
        The function. If the gradient disagrees with central differences, it has a warning.

    Raises
    ------
    CallableError
        If the callable raises, returns something else than a number, or different numbers at the same point.

    Examples
    --------
    >>> from gdanim.functions import from_callable
    >>> bowl = from_callable(lambda x, y: x**2 + 3 * y**2, (1.0, 2.0))
    >>> bowl.value((1.0, 2.0))
    13.0
    """
    name = _name(function)
    call, point = _understood(function, name, start)
    _check_values(call, point)
    call = replace(call, many=_way_of_many(call, point))
    made = CallableFunction(
        text=name,
        variables=_variables(function, call, len(point)),
        name=name if name.isidentifier() and name != ANONYMOUS else None,
        formula_override=_formula(formula),
        call=call,
        seconds=_seconds(call, point),
    )
    if gradient is None:
        _check_precision(call, point)
        return made
    slopes = _gradient_call(gradient, call, point)
    made = replace(made, gradient_call=replace(slopes, many=_way_of_many(slopes, point, is_gradient=True)))
    return replace(made, warnings=_disagreements(made, point))


def _name(function: Any) -> str:
    while isinstance(function, functools.partial):
        function = function.func
    name = getattr(function, "__name__", None) or type(function).__name__
    return ANONYMOUS if name == "<lambda>" else str(name)


def _understood(function: Callable[..., Any], name: str, start: Any) -> tuple[PointCall, Point]:
    """Returns the call with the arguments that the callable takes, and a point to try it. Raises CallableError."""
    failures = []
    for call, point in _candidates(function, name, _points(start)):
        try:
            call.number(point)
        except CallError as error:
            failures.append(error)
        else:
            return call, point
    first = failures[0]
    raise CallableError(
        message("functions.callable_failed", name=name, point=point_text(first.point), reason=first.reason)
    ) from first


def _points(start: Any) -> list[float] | list[list[float]]:
    """Returns a start as numbers, or as points of several numbers."""
    table = np.asarray(start, dtype=float)
    return table.reshape(-1).tolist() if table.ndim < 2 else table.reshape(len(table), -1).tolist()


def _candidates(
    function: Callable[..., Any], name: str, points: list[float] | list[list[float]]
) -> Iterator[tuple[PointCall, Point]]:
    """Yields the ways to call the callable, the most probable first, each with a point of the start."""
    first, count = points[0], _argument_count(function)
    calls: list[tuple[PointCall, Any]]
    if count > 1:
        point = tuple(first) if isinstance(first, list) else tuple(points)
        if len(point) != count:
            raise CallableError(message("functions.callable_arguments", name=name, expected=count, found=len(point)))
        calls = [(PointCall(function, name), point)]
    elif isinstance(first, list) and len(first) > 1:
        calls = [(PointCall(function, name, "vector"), tuple(first))]
    else:
        single = tuple(first) if isinstance(first, list) else (first,)
        vector = (PointCall(function, name, "vector"), single if isinstance(first, list) else tuple(points))
        number = (PointCall(function, name), single)
        calls = [vector, number] if len(vector[1]) > 1 else [number, vector]
    tensors = [(replace(call, is_torch=True), point) for call, point in calls] if "torch" in sys.modules else []
    yield from (*tensors, *calls) if _uses_torch(function) else (*calls, *tensors)


def _uses_torch(function: Any) -> bool:
    """Returns whether a callable names PyTorch or a tensor, or is PyTorch's own."""
    code = getattr(function, "__code__", None)
    names = {name: getattr(function, "__globals__", {}).get(name) for name in getattr(code, "co_names", ())}
    cells = [cell.cell_contents for cell in getattr(function, "__closure__", None) or () if cell]
    modules = [getattr(each, "__name__", "") for each in names.values()]
    modules += [type(each).__module__ for each in (function, *names.values(), *cells)]
    return any(str(module).partition(".")[0] == "torch" for module in modules)


def _argument_count(function: Callable[..., Any]) -> int:
    """Returns the number of arguments that the callable must get; 1 if it doesn't say."""
    if isinstance(function, np.ufunc):
        return function.nin
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return 1
    positional = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    return max(1, sum(each.kind in positional and each.default is each.empty for each in parameters))


def _variables(function: Callable[..., Any], call: PointCall, count: int) -> tuple[str, ...]:
    """Returns the variables' names: short ones of the callable's arguments, else x, or x and y, or x1, x2, …"""
    try:
        names = tuple(inspect.signature(function).parameters)[: count if call.form == "numbers" else 1]
    except (TypeError, ValueError):
        names = ()
    are_short = all(len(name.rstrip("0123456789")) == 1 for name in names) and bool(names)
    if call.form == "numbers":
        return names if are_short else ("x", "y")[:count] if count <= 2 else _numbered("x", count)
    letter = names[0] if are_short and names[0].isalpha() else "x"
    return (letter,) if count == 1 else _numbered(letter, count)


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{index}" for index in range(1, count + 1))


def _check_values(call: PointCall, point: Point) -> None:
    """Checks the value, that it is the same each time, and its precision. Raises CallableError."""
    first = call.number(point)
    for other in _test_points(point)[1:3]:
        _tried(call, other)
    second = call.number(point)
    if first != second and not (math.isnan(first) and math.isnan(second)):
        values = {"name": call.name, "first": first, "second": second, "point": point_text(point)}
        raise CallableError(message("functions.callable_random", **values))


def _check_precision(call: PointCall, point: Point) -> None:
    """Raises CallableError if slopes can't be found by differences."""
    bits = call.bits(point) if math.isfinite(call.number(point)) else PRECISE_BITS
    if bits < PRECISE_BITS:
        raise CallableError(message("functions.callable_single_precision", name=call.name, bits=bits))


def _tried(call: PointCall, point: Sequence[float]) -> float:
    try:
        return call.number(point)
    except CallError:
        return math.nan


def _test_points(point: Point) -> np.ndarray:
    """Returns points (n, d) about a point, as many as make n differ from d."""
    count = len(OFFSETS) - (len(point) == len(OFFSETS))
    size = np.maximum(1.0, np.abs(point))
    signs = np.array([(-1) ** (axis // 2) for axis in range(len(point))])
    return np.asarray(point) + OFFSETS[:count, None] * size * signs


def _way_of_many(call: PointCall, point: Point, *, is_gradient: bool = False) -> Any:
    """Returns the arguments for many points that give the same as each point by itself."""
    table = _test_points(point)
    try:
        expected = call.vectors(table) if is_gradient else call.numbers(table)
    except CallError:
        return "one_by_one"
    for many in ("columns", "rows") if call.form == "vector" else ("columns",):
        tried = replace(call, many=many)
        shape = table.shape[:: 1 if many == "rows" else -1] if is_gradient else (len(table),)
        found = tried.at_once(table)
        if found is None or (found.shape != shape and not (is_gradient and found.size == len(table) == expected.size)):
            continue
        rows = found if many == "rows" or not is_gradient else found.reshape(shape).T
        if np.allclose(rows, expected, rtol=1e-12, atol=1e-12, equal_nan=True):
            return many
    return "one_by_one"


def _seconds(call: PointCall, point: Point) -> float:
    """Returns the time for one of many points, as a power of two: small differences have no effect."""
    table = np.tile(np.asarray(point, dtype=float), (TIMED_POINTS, 1))
    if call.many == "one_by_one":
        table = table[:2]
    call.numbers(table)  # the first call may compile
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        call.numbers(table)
        times.append((time.perf_counter() - begin) / len(table))
        if times[0] > FEWEST_SECONDS * 2**14:
            break
    return float(2.0 ** round(math.log2(max(FEWEST_SECONDS, min(times)))))


def _formula(formula: str | None) -> str:
    """Returns the formula as mathtext; that of an expression is typeset."""
    if not formula:
        return ""
    try:
        return build(formula).formula
    except ExpressionError:
        return formula.strip().strip("$")


def _gradient_call(gradient: Callable[..., Any], call: PointCall, point: Point) -> PointCall:
    """Returns the call of a gradient, with the function's arguments or a vector. Raises CallableError."""
    name = _name(gradient)
    forms = dict.fromkeys((call.form, "vector"))
    failures = []
    for form in forms:
        tried = replace(call, function=gradient, name=name, form=form, many="one_by_one")
        try:
            tried.vector(point)
        except CallError as error:
            failures.append(error)
        else:
            return tried
    first = failures[0]
    raise CallableError(
        message("functions.callable_failed", name=name, point=point_text(first.point), reason=first.reason)
    ) from first


def _disagreements(function: CallableFunction, point: Point) -> tuple[str, ...]:
    """Returns a warning about the first test point where the gradient and central differences differ, if any."""
    table = _test_points(point)
    slopes, found = function.gradients(table), differences.gradients(function.values, table)
    allowed = SLOPE_TOLERANCE * np.maximum(1, np.abs(found))
    wrong = np.isfinite(found) & np.isfinite(slopes) & (np.abs(slopes - found) > allowed)
    if not wrong.any():
        return ()
    row, axis = (int(index[0]) for index in np.nonzero(wrong))
    return (gradient_override.warning(function.variables, table[row], axis, slopes[row, axis], found[row, axis]),)
