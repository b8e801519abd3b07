"""Scripts that train the models, and that make the data, which the product comes with."""
