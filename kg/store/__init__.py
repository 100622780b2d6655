"""Where the graph lives: one contract, kept by an embedded store and by any SPARQL endpoint."""
