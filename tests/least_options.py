"""The fewest options that each schedule takes."""

LEAST = {
    "constant": {"eta": 0.3},
    "cosine": {"eta": 0.3},
    "exponential": {"eta": 0.3, "factor": 0.9},
    "inverse_time": {"eta": 0.3, "rate": 0.1},
    "step": {"eta": 0.3, "every": 5},
    "warmup": {"eta": 0.3, "steps": 4},
}
