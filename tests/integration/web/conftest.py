"""Tests of what is built by npm say so; they fail, never skip, where it is missing."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark, so that `-m "not needs_npm"` can leave these out by choice."""
    config.addinivalue_line("markers", "needs_npm: needs `npm ci` to have run")
