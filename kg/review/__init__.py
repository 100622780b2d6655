"""Judgements of attributions: read back, met with what a reading finds now, and what follows from them."""
