"""Speakers and the authorities that know them: Wikidata or any other, by the Reconciliation API or by a local file."""
