"""Makes what stands in this folder importable for the tests in the folders below, and repeats what hypothesis tries."""

import pytest
from hypothesis import settings

# a test that fails fails again, here and elsewhere; ``--hypothesis-profile=default`` looks further
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
