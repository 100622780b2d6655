"""Pure functions over networkx graphs."""
