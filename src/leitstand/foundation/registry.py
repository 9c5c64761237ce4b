"""Finds the things that lie in a drawer: one file or folder each, its place is its registration."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


class RegistryError(Exception):
    """A drawer is not in order (a stray file, an id used twice): the program does not start."""


@cache
def modules(package: str, name: str, file: str | None = None) -> dict[str, ModuleType]:
    """All modules below `package` that declare `name` (upper case), keyed by id.

    File-shaped things take their id from the file. With `file` given the things are folders: only modules called
    `file` count, and the id is the folder's name. Sub-packages are areas or families; they are searched too.

    Raises RegistryError for a file that does not declare `name`, and for an id used twice.
    """
    found: dict[str, ModuleType] = {}
    root = importlib.import_module(package)
    for info in sorted(pkgutil.walk_packages(root.__path__, f"{package}."), key=lambda info: info.name):
        *_, folder, last = info.name.split(".")
        if info.ispkg or (file is not None and last != file):
            continue
        module = importlib.import_module(info.name)
        if not hasattr(module, name):
            raise RegistryError(f"{info.name} lies in the drawer {package} but declares no {name}")
        key = folder if file else last
        if key in found:
            raise RegistryError(f"the id {key!r} is used by {found[key].__name__} and {info.name}")
        found[key] = module
    return found


@cache
def things(package: str, name: str, file: str | None = None) -> dict[str, object]:
    """The declared objects of a drawer by id (see `modules`)."""
    return {key: getattr(module, name) for key, module in modules(package, name, file).items()}
