from __future__ import annotations

from assistant.answer.model.pack import new_fence
from assistant.privacy.mask import Masker, masked_or_refused


def test_a_fence_is_never_taken_for_something_private() -> None:
    fences = [new_fence() for _ in range(1_000)]
    assert len(set(fences)) == len(fences)
    assert all(fence.isalpha() for fence in fences)
    text = "\n".join(f"<källa-{fence}>\nKälla 1: Plan\n</källa-{fence}>" for fence in fences)
    assert masked_or_refused(text, Masker()) == text
