"""Update rules: functions from a point and its gradient to the next point. Independent of functions and schedules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from gdanim import registry
from gdanim.constraints import Objective
from gdanim.errors import Problem, SceneError
from gdanim.points import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel

    from gdanim.constraints import Constraint
    from gdanim.messages import Message
    from gdanim.points import Matrix

__all__ = [
    "Optimizer",
    "Oracle",
    "Point",
    "Rule",
    "RuleError",
    "RunFacts",
    "display_names",
    "from_object",
    "from_optax",
    "from_torch",
    "no_state",
    "state_vectors",
]

TORCH_BASE = "torch.optim.optimizer.Optimizer"
"""The class from which those of PyTorch descend, which is not imported."""


class RuleError(SceneError):
    """Raised if another library's optimizer fails; the message names it."""

    def __init__(self, text: str) -> None:
        super().__init__([Problem(text, ("optimizer",))])

    def __reduce__(self) -> tuple[type[RuleError], tuple[str]]:
        return RuleError, (self.problems[0].message,)


class Oracle(Protocol):
    """The function that a rule minimises, for queries at any point. In ascent, the function is −f."""

    def value(self, point: Point) -> float:
        """Returns the function's value.

        Parameters
        ----------
        point
            The point: one number per variable, here and in the other methods.

        Returns
        -------
        float
            The value; NaN outside the function's domain, ±∞ beyond the range of floats.
        """
        ...

    def gradient(self, point: Point) -> Point:
        """Returns the gradient. Each point counts as one evaluation per step.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of float
            The partial derivatives.
        """
        ...

    def hessian(self, point: Point) -> Matrix:
        """Returns the Hessian.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            The second derivatives, row by row.
        """
        ...

    def full_gradient(self, point: Point) -> Point:
        """Returns the gradient over all points of a data problem, where ``gradient`` is that of a step's batch.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of float
            The partial derivatives.
        """
        ...

    def gauss_newton_matrix(self, point: Point) -> Matrix:
        """Returns JᵀWJ of a data problem: the Hessian without the model's second derivatives.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            The matrix, row by row.
        """
        ...

    def lowest_value(self) -> float:
        """Returns the value of the function's lowest minimum.

        Returns
        -------
        float
            The value; NaN if there is no minimum.
        """
        ...

    @property
    def constraint(self) -> Constraint | None:
        """The set that the run is kept in, or None."""
        ...

    @property
    def steps_per_epoch(self) -> int:
        """The number of steps in a pass over a data problem's points; 1 without batches."""
        ...


@dataclass(frozen=True)
class RunFacts:
    """The facts of a run that a rule may ask for before it begins.

    Parameters
    ----------
    start
        The start.
    is_data_problem
        Whether the function is the loss of a model on points.
    constraint
        The set that the run is kept in, or None.
    find_lowest_value
        Returns the value of the function's lowest minimum, or None if there is none.
    """

    start: Point
    is_data_problem: bool
    constraint: Constraint | None
    find_lowest_value: Callable[[], float | None] = field(repr=False)

    @property
    def lowest_value(self) -> float | None:
        """The value of the function's lowest minimum, or None if there is none."""
        return self.find_lowest_value()


def _never_decays(_options: Any) -> bool:
    return False


def _no_penalty(_options: Any, _variables: int) -> Objective:
    return Objective()


def _no_metric(_options: Any, _point: Point, _oracle: Oracle) -> None:
    return None


def _no_momentum(_options: Any) -> None:
    return None


def _no_refusal(_options: Any, _run: RunFacts) -> None:
    return None


def no_state(point: Point, options: Any) -> None:
    """Returns None, the state of a rule without memory."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An update rule: the ``PLUGIN`` of an optimizer's file.

    ``update`` and ``init`` are pure functions: the same arguments give the same result, and none is changed.

    Parameters
    ----------
    display_name
        The rule's English name as in a sentence: "Nesterov momentum". Its names in other languages are in the language
        files, under the rule's word, or in ``words``.
    summary
        A summary in a few words, printed by ``gdanim list optimizers``.
    formula
        The update as mathtext without dollar signs.
    update
        ``update(state, point, gradient, eta, options) -> (new point, new state)``, with the gradient at ``point``.
        Points and gradients are tuples of floats, a number for each variable.
    init
        ``init(point, options) -> state`` before the first step: None or a named tuple. Fields that are tuples of
        floats, one for each variable, can be drawn by the panel ``state``.
    options
        A frozen pydantic model of the rule's options in a scene, each with a default and a description; None if it has
        none.
    takes_eta
        Whether the rule has a step size, or a function ``takes_eta(options)`` that returns it. Without one, ``eta`` is
        NaN.
    default_eta
        The default step size; None if the scene or the function has to provide it.
    is_eta_fixed
        Whether ``default_eta`` was chosen together with the rule, so that it replaces the scene's step size.
    has_memory
        Whether earlier gradients affect a step; the ball then rolls instead of hopping.
    needs_oracle
        Whether ``update`` gets an ``Oracle`` as its last argument, because it needs more than the gradient at its
        point.
    is_recorded
        Whether the rule repeats points that were computed elsewhere, beyond which nothing is known.
    decays_weights
        Whether a step with such options also pulls towards zero, whatever the gradient is.
    penalty
        The terms that the rule minimises besides f: ``penalty(options, variables) -> gdanim.constraints.Objective``.
    metric
        The matrix that measures steps: ``metric(options, point, oracle)``. On maps, the ellipse of all steps as long as
        the next one is drawn; None draws none.
    refusal
        The rule's objection to a run: ``refusal(options, run)`` returns a message for the scene's author, or None.
        ``run`` is a ``RunFacts``.
    momentum
        The coefficient β if a step is x ← x + β(x − the point before) − η∇f, with the gradient at x or at the point
        ahead; 0 for plain descent, None for any other step. It is given the options.
    step_form
        The step's form in a formula bar: ``"gradient"`` for η times the gradient, ``"velocity"`` for
        η times a velocity, ``"change"`` for a difference Δx of any other origin.
    ascent_name
        The English name in ascent, if different. Language files and the scene key ``terms`` use it with ``_`` for
        spaces.
    synonyms
        Other programs' names in lower case; a message suggests the rule's word for them.
    words
        The names of the rule and its options, by language and key: ``display_name`` and ``ascent_name`` in languages
        other than English, ``"search=exact"`` or ``"centered=false"`` for an option's value. English is the fallback.
    """

    display_name: str
    summary: str
    formula: str
    update: Callable[..., tuple[Point, Any]]
    init: Callable[[Point, Any], Any] = no_state
    options: type[BaseModel] | None = None
    takes_eta: bool | Callable[[Any], bool] = True
    default_eta: float | None = None
    is_eta_fixed: bool = False
    has_memory: bool = False
    needs_oracle: bool = False
    is_recorded: bool = False
    decays_weights: Callable[[Any], bool] = _never_decays
    penalty: Callable[[Any, int], Objective] = _no_penalty
    metric: Callable[[Any, Point, Oracle], Matrix | None] = _no_metric
    refusal: Callable[[Any, RunFacts], Message | str | None] = _no_refusal
    momentum: Callable[[Any], float | None] = _no_momentum
    step_form: Literal["gradient", "velocity", "change"] = "change"
    ascent_name: str = ""
    synonyms: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def ascent_term(self) -> str:
        """The key of ``ascent_name`` in language files: ``gradient_ascent``."""
        return self.ascent_name.replace(" ", "_")

    def step(
        self, state: Any, point: Point, gradient: Point, eta: float, options: Any, oracle: Oracle
    ) -> tuple[Point, Any]:
        """Calls ``update``, with the oracle if the rule needs it.

        Parameters
        ----------
        state
            The state returned by ``init`` or by the last step.
        point, gradient
            The current point, and the gradient there.
        eta
            The step size; NaN for a rule without one.
        options
            The rule's options.
        oracle
            The function to query.

        Returns
        -------
        tuple of (point, state)
            The point and the state after the step.
        """
        more = (oracle,) if self.needs_oracle else ()
        return self.update(state, point, gradient, eta, options, *more)


@dataclass(frozen=True)
class Optimizer:
    """A rule with its options chosen.

    Parameters
    ----------
    name
        The rule's plug-in name.
    options
        The rule's options; None for its defaults, or for a rule without options.
    own_rule
        The rule itself, if it is no plug-in but an object of the program that gives the scene.
    """

    name: str = "gradient_descent"
    options: BaseModel | None = None
    own_rule: Rule | None = None

    @property
    def rule(self) -> Rule:
        return self.own_rule or registry.load("optimizers", self.name)

    @property
    def effective_options(self) -> BaseModel | None:
        """The options given, or the rule's defaults."""
        if self.options is None and self.rule.options is not None:
            return self.rule.options()
        return self.options

    @property
    def takes_eta(self) -> bool:
        """Whether the rule has a step size, with these options."""
        takes_eta = self.rule.takes_eta
        return takes_eta(self.effective_options) if callable(takes_eta) else takes_eta

    @property
    def momentum(self) -> float | None:
        """The coefficient β of momentum with these options: 0 for plain descent, None for any other rule."""
        return self.rule.momentum(self.effective_options)

    def penalty(self, variables: int) -> Objective:
        """Returns what the rule minimises besides f, for a function of this number of variables."""
        return self.rule.penalty(self.effective_options, variables)


def from_torch(optimizer: type[Any], *, name: str | None = None, lr: float | None = None, **options: Any) -> Rule:
    """Makes a rule of an optimizer of PyTorch. It computes with floats of 64 bits.

    Parameters
    ----------
    optimizer
        A class of ``torch.optim``, such as ``torch.optim.RAdam``.
    name
        The rule's name in pictures; by default the class's, with the options.
    lr
        The step size. Without it, the scene's ``eta`` applies.
    **options
        The other keyword arguments of the class.

    Returns
    -------
    Rule
        The rule, for the key ``optimizer`` of a scene in Python.

    Examples
    --------
    >>> import gdanim, torch
    >>> rule = gdanim.optimizers.from_torch(torch.optim.SGD, momentum=0.5)
    >>> (run,) = gdanim.trace({"function": "x**2", "start": 1, "optimizer": rule, "eta": 0.25, "steps": 2})
    >>> run.points[:, 0].tolist()
    [1.0, 0.5, 0.0]
    """
    from gdanim.optimizers import torch_rule

    return torch_rule.make(optimizer, name, lr, options)


def from_optax(transformation: Any, *, name: str | None = None, **options: Any) -> Rule:
    """Makes a rule of a gradient transformation of optax, or of any object with its ``init`` and ``update``.

    JAX computes with floats of 64 bits meanwhile.

    Parameters
    ----------
    transformation
        A gradient transformation, such as ``optax.adam(0.1)``, which has its step size inside; or a function that
        makes one from a learning rate, such as ``optax.yogi``: then the scene's ``eta`` applies.
    name
        The rule's name in pictures; by default that of the function, with the options.
    **options
        The keyword arguments of the function. ``learning_rate`` replaces the scene's ``eta``.

    Returns
    -------
    Rule
        The rule, for the key ``optimizer`` of a scene in Python.

    Examples
    --------
    >>> import gdanim, optax
    >>> clipped = optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.5))
    >>> rule = gdanim.optimizers.from_optax(clipped, name="clipped descent")
    >>> (run,) = gdanim.trace({"function": "x**2", "start": 2, "optimizer": rule, "steps": 2})
    >>> run.points[:, 0].tolist()
    [2.0, 1.5, 1.0]
    """
    from gdanim.optimizers import optax_rule

    return optax_rule.make(transformation, name, options)


def from_object(value: Any) -> Rule | None:
    """Returns the rule that an object is or stands for; None for anything else.

    Parameters
    ----------
    value
        A ``Rule``, an object with ``init`` and ``update``, a class of ``torch.optim``, or a function of optax.

    Returns
    -------
    Rule or None
    """
    if isinstance(value, Rule):
        return value
    if isinstance(value, type):
        is_torch = any(f"{base.__module__}.{base.__name__}" == TORCH_BASE for base in value.__mro__)
        return from_torch(value) if is_torch else None
    has_protocol = callable(getattr(value, "init", None)) and callable(getattr(value, "update", None))
    is_of_optax = callable(value) and str(getattr(value, "__module__", "")).partition(".")[0] == "optax"
    return from_optax(value) if has_protocol or is_of_optax else None


def display_names() -> dict[str, str]:
    """Returns the English name of every rule by its word, and of its ascent by the ascent's word."""
    rules = registry.load_all("optimizers")
    ascents = {rule.ascent_term: rule.ascent_name for rule in rules.values() if rule.ascent_name}
    return {name: rule.display_name for name, rule in rules.items()} | ascents


def state_vectors(state: Any) -> dict[str, Point]:
    """Returns the drawable fields of a rule's state: by name, every field with a number for each variable."""
    fields = state._asdict() if state is not None else {}
    return {
        name: value for name, value in fields.items() if isinstance(value, tuple) and value and type(value[0]) is float
    }
