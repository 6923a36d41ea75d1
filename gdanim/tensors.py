"""Numbers of PyTorch and JAX. Neither is imported: who gives some has loaded it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def detached(value: Any) -> Any:
    """Returns a tensor of PyTorch as an array of NumPy; anything else as it is."""
    return value.detach().cpu().numpy() if hasattr(value, "detach") else value


def double_precision() -> AbstractContextManager[Any]:
    """Returns a context in which JAX, if it is loaded, computes with floats of 64 bits."""
    jax = sys.modules.get("jax")
    if jax is None:
        return nullcontext()
    enabled = getattr(jax, "enable_x64", None)
    return enabled(True) if callable(enabled) else jax.experimental.enable_x64()  # type: ignore[no-any-return]
