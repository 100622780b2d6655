"""The version of the software, one place."""

__version__ = "0.1.0"
