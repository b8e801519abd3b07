from __future__ import annotations

import pytest

from assistant.privacy.mask import mask


@pytest.mark.parametrize("number", ["900101-9802", "19900101-9802", "9001019802", "900161-9810"])
def test_an_identity_number_is_masked(number: str) -> None:
    assert mask(f"Jag har {number} här.").text == "Jag har [personnummer] här."
