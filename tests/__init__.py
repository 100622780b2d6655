"""The tests: a package, so that a test file may say ``from tests.strategies import extractions``."""
