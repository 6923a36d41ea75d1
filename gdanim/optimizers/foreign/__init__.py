"""Rules of other libraries: optimizers of PyTorch and gradient transformations of optax, neither of them imported."""

from __future__ import annotations

from typing import Any

from gdanim.optimizers.foreign.state import RuleError
from gdanim.optimizers.rule import Rule

__all__ = ["RuleError", "from_object", "from_optax", "from_torch"]

TORCH_BASE = "torch.optim.optimizer.Optimizer"
"""The class from which those of PyTorch descend, which is not imported."""


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
    from gdanim.optimizers.foreign import torch_rule

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
    from gdanim.optimizers.foreign import optax_rule

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
