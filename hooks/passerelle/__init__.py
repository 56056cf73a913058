"""Passerelle's core: knows practices, modules and exchanges; knows neither MkDocs nor the terminal.

Floors, imports go down only (`tests/test_floors.py` holds them):
ground -> content -> knowledge -> views, render, search, pages, exports -> cli and `hooks/mkdocs_hooks.py`.
"""

__version__ = "0.1.0"
