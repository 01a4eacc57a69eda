"""Spreiding: from the national need for reception places to a plan per municipality, with reasons."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("spreiding")
except PackageNotFoundError:
    # Run from a checkout that was never installed: there is no version to know.
    __version__ = "0+checkout"
