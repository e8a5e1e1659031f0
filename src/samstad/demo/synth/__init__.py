"""A whole invented city of any size, the same for the same seed: to measure on, and to try things in."""

from samstad.demo.synth.build import build
from samstad.demo.synth.city import Size

__all__ = ["Size", "build"]
