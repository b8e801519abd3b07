"""The figures: question files, how answers and courses are judged, what is measured of them."""
