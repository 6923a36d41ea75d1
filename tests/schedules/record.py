"""Records step sizes in ``recorded.json``: python tests/schedules/record.py.

Those of PyTorch's schedulers in torch.optim.lr_scheduler, each before its step k, on an optimizer that does nothing. No
test runs this. It needs PyTorch (``pip install -e '.[record]'``), and nothing of gdanim.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch.optim import lr_scheduler as schedulers

STEPS = 40
HERE = Path(__file__).parent / "recorded.json"
VALUES = [
    *(10.0, 9.0, 8.0, 8.0, 8.1, 8.2, 7.9999, 7.9, 7.95, 7.95, 7.95, 7.95, 7.95, 7.95, 7.0, 6.0, 6.0, 6.0, 6.0, 6.0),
    *(5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0),
]
"""The values of a function, f(x₀) first, that a scheduler on a plateau sees."""
CASES = {  # per schedule: our options, the optimizer's lr, PyTorch's scheduler
    "constant": [({"eta": 0.3}, 0.3, lambda o: schedulers.ConstantLR(o, factor=1.0))],
    "step": [({"eta": 0.3, "factor": 0.5, "every": 7}, 0.3, lambda o: schedulers.StepLR(o, 7, gamma=0.5))],
    "multi_step": [
        ({"eta": 0.3, "milestones": [5, 12, 30]}, 0.3, lambda o: schedulers.MultiStepLR(o, [5, 12, 30])),
        ({"eta": 0.3, "milestones": [1], "factor": 0.5}, 0.3, lambda o: schedulers.MultiStepLR(o, [1], gamma=0.5)),
    ],
    "exponential": [({"eta": 0.3, "factor": 0.9}, 0.3, lambda o: schedulers.ExponentialLR(o, 0.9))],
    "linear": [
        (
            {"eta": 0.3, "end": 0.03, "steps": 20},
            0.3,
            lambda o: schedulers.LinearLR(o, start_factor=1.0, end_factor=0.1, total_iters=20),
        ),
    ],
    "polynomial": [
        ({"eta": 0.3, "steps": 25}, 0.3, lambda o: schedulers.PolynomialLR(o, 25)),
        ({"eta": 0.3, "steps": 25, "power": 2.5}, 0.3, lambda o: schedulers.PolynomialLR(o, 25, power=2.5)),
    ],
    "cosine": [
        ({"eta": 0.3, "end": 0.05, "steps": 39}, 0.3, lambda o: schedulers.CosineAnnealingLR(o, 39, eta_min=0.05)),
    ],
    "warm_restarts": [
        ({"eta": 0.3, "every": 7}, 0.3, lambda o: schedulers.CosineAnnealingWarmRestarts(o, 7)),
        (
            {"eta": 0.3, "every": 4, "growth": 2, "end": 0.01},
            0.3,
            lambda o: schedulers.CosineAnnealingWarmRestarts(o, 4, T_mult=2, eta_min=0.01),
        ),
    ],
    "cyclic": [
        ({"eta": 0.3, "least": 0.03, "up": 5}, 0.3, lambda o: cyclic(o, 5)),
        ({"eta": 0.3, "least": 0.03, "up": 3, "down": 6}, 0.3, lambda o: cyclic(o, 3, step_size_down=6)),
        ({"eta": 0.3, "least": 0.03, "up": 5, "mode": "triangular2"}, 0.3, lambda o: cyclic(o, 5, mode="triangular2")),
        (
            {"eta": 0.3, "least": 0.03, "up": 5, "mode": "exp_range", "factor": 0.95},
            0.3,
            lambda o: cyclic(o, 5, mode="exp_range", gamma=0.95),
        ),
    ],
    "one_cycle": [
        ({"eta": 0.3, "steps": 40}, 0.3, lambda o: schedulers.OneCycleLR(o, 0.3, total_steps=40)),
        (
            {"eta": 0.3, "steps": 40, "rise": 0.45, "divisor": 10.0, "final_divisor": 100.0, "shape": "linear"},
            0.3,
            lambda o: schedulers.OneCycleLR(
                o, 0.3, total_steps=40, pct_start=0.45, div_factor=10, final_div_factor=100, anneal_strategy="linear"
            ),
        ),
    ],
    "on_plateau": [
        ({"eta": 0.3, "patience": 2}, 0.3, lambda o: schedulers.ReduceLROnPlateau(o, patience=2)),
        (
            {"eta": 0.3, "factor": 0.5, "patience": 1, "cooldown": 3, "threshold": 0.01, "least": 0.02},
            0.3,
            lambda o: schedulers.ReduceLROnPlateau(o, factor=0.5, patience=1, cooldown=3, threshold=0.01, min_lr=0.02),
        ),
    ],
}


def cyclic(optimizer, up, **options):
    return schedulers.CyclicLR(optimizer, 0.03, 0.3, step_size_up=up, cycle_momentum=False, **options)


def recorded(lr, make):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler = make(optimizer)
    etas = []
    for k in range(STEPS):
        etas.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if k < STEPS - 1:
            scheduler.step(*([VALUES[k + 1]] if isinstance(scheduler, schedulers.ReduceLROnPlateau) else []))
    return [float(eta) for eta in etas]


if __name__ == "__main__":
    cases = [
        {"schedule": name, "options": options, "etas": recorded(lr, make)}
        for name, listed in CASES.items()
        for options, lr, make in listed
    ]
    origin = f"PyTorch {torch.__version__.partition('+')[0]}'s torch.optim.lr_scheduler"
    lines = ",\n".join(f"  {json.dumps(case)}" for case in cases)
    head = f'{{"origin": {json.dumps(origin)}, "values": {json.dumps(VALUES)}'
    HERE.write_text(f'{head}, "cases": [\n{lines}\n]}}\n')
