"""The ontology, its shapes, its questions and its JSON-LD context: data, read with importlib.resources."""
