"""Decisions across articles: values in, values out."""
