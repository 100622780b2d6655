"""Checking: is it what was said, where does it come from, and what speaks against it?"""
