"""A whole invented city of any size, the same for the same seed: to measure on, and to try things in."""

from samstad.demo.synth.build import Size, build

__all__ = ["Size", "build"]
