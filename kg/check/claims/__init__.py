"""Claims: which statements make them, what reviews say of them, and which statements may contradict each other."""
