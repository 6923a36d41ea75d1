"""Scenes that are drawn in a moment."""

SMALL = """\
function: x**2
start: 2
eta: {eta}
steps: 2
size: [360, 240]
timing: {{frames_per_step: 2, hold: {{start: 0.1, end: 0.1}}}}
output: [gif]
"""
FRAMES = 9  # 2 of the first hold, 2 · 2 of the steps, the last landing, 2 of the last hold


def write(path, eta="0.1"):
    """A small scene at ``path``; an eta below 0 makes it invalid."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SMALL.format(eta=eta), encoding="utf-8")
    return path
