from __future__ import annotations

import pytest

from gdanim import scene
from gdanim.errors import SceneError

WHOLE = {"function": "x**2", "start": "1", "eta": "0.1"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, and the current one: scenes are named in messages as ``s.yaml``."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def load(folder):
    def load(text, name="s.yaml", **options):
        (folder / name).write_text(text, encoding="utf-8")
        return scene.load(name, **options)

    return load


@pytest.fixture
def error_text(load):
    """The problems of a broken scene, as one text."""

    def error_text(text, **options):
        with pytest.raises(SceneError) as caught:
            load(text, **options)
        assert all(problem.id for problem in caught.value.problems)
        return str(caught.value)

    return error_text


@pytest.fixture
def with_lines(load):
    """A whole scene, ``x**2`` from 1 with eta 0.1, with some of its lines replaced and others added."""

    def with_lines(**lines):
        return load(written(lines))

    return with_lines


@pytest.fixture
def only_problem(folder):
    """The only problem of a whole scene with a line replaced or added: its message, and what it underlines."""

    def only_problem(**lines):
        (folder / "s.yaml").write_text(written(lines), encoding="utf-8")
        with pytest.raises(SceneError) as caught:
            scene.load("s.yaml")
        (problem,) = caught.value.problems
        assert problem.id
        line, column, width = problem.line, problem.column, problem.width
        return problem.message, problem.quote[column - 1 : column - 1 + width] if problem.quote else f"{line}:{column}"

    return only_problem


def written(lines):
    """``None`` leaves a line out."""
    return "".join(f"{key}: {value}\n" for key, value in {**WHOLE, **lines}.items() if value is not None)
