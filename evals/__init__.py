"""How good it is: question files, figures, benchmarks."""
