"""Bytes to articles: plain text, HTML, JSON lines."""
