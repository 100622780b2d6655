"""Writers of graphs: one file a family of formats."""
