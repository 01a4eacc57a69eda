"""``python cli.py ...`` is ``spreiding ...``, also from a checkout that was never installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from spreiding.cli import main

if __name__ == "__main__":
    main()
