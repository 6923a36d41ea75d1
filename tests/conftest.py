"""Makes what stands in this folder importable for the tests in the folders below, and repeats what hypothesis tries.

Plug-ins of other packages that are installed beside gdanim are not seen: a test sees those that it installs itself.
"""

from importlib import metadata

import pytest
from hypothesis import settings

# a test that fails fails again, here and elsewhere; ``--hypothesis-profile=default`` looks further
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


every_distribution = metadata.distributions
WITH_PLUG_INS = {
    each.name for each in every_distribution() if any(point.group.startswith("gdanim.") for point in each.entry_points)
}


def _other_distributions(**context):
    return (each for each in every_distribution(**context) if each.name not in WITH_PLUG_INS)


metadata.distributions = _other_distributions  # from here on: also while tests are collected


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
