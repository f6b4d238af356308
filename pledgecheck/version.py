"""The version of the installed package."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("pledgecheck")
except PackageNotFoundError:  # run from a folder that was never installed
    VERSION = "0.1.0"
