"""The built-in static model and lexicon: their files and card; ``evals.training`` makes them."""
