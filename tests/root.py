"""The root of the checkout: tests in any folder start programs there and read files below it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
