"""The gazetteer: Swedish municipalities, counties and localities."""

from corpus.places.gazetteer import Gazetteer, Municipality, Near, load_gazetteer, place_names

__all__ = ["Gazetteer", "Municipality", "Near", "load_gazetteer", "place_names"]
