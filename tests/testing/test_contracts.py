"""Plug-ins of gdanim keep the contracts that ``gdanim.testing`` checks for everybody; see also beside other tests."""

import pytest

from gdanim import registry, testing


@pytest.mark.parametrize("name", registry.shipped("functions"))
def test_a_function_keeps_its_contract(name):
    testing.check_function(name)


@pytest.mark.parametrize("name", registry.shipped("panels"))
def test_a_panel_keeps_its_contract(name):
    testing.check_panel(name)


@pytest.mark.parametrize("name", registry.shipped("themes"))
def test_a_theme_keeps_its_contract(name):
    testing.check_theme(name)


@pytest.mark.parametrize("name", registry.shipped("languages"))
def test_a_language_keeps_its_contract(name):
    testing.check_language(name)
