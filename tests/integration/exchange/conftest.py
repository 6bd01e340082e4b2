"""The prepared world of the access tests, for those that need a question in it."""

from tests.integration.access.conftest import scene

__all__ = ["scene"]
