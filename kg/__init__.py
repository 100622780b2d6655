"""Hearsay: who said what, in which words, in which article, and who merely repeated it."""

from kg.version import __version__

__all__ = ["__version__"]
