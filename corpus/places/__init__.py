"""The gazetteer: Swedish municipalities, counties and localities."""

from corpus.places.gazetteer import Gazetteer, Municipality, Near, load_gazetteer

__all__ = ["Gazetteer", "Municipality", "Near", "load_gazetteer"]
