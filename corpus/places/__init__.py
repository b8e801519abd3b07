"""The gazetteer: Swedish municipalities, counties and localities."""

from corpus.places.gazetteer import COUNTIES, Gazetteer, Municipality, Near, load_gazetteer

__all__ = ["COUNTIES", "Gazetteer", "Municipality", "Near", "load_gazetteer"]
