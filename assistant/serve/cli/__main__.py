"""Makes ``python -m assistant.serve.cli`` the same as ``vagvis``."""

from __future__ import annotations

from assistant.serve.cli import main

if __name__ == "__main__":
    main()
