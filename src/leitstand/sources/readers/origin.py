"""A file to be read: on disk, or a member of an archive that is unpacked while it is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from leitstand.foundation.text import Text
from leitstand.sources.readers.limits import Limits, size, too_large

HEAD = 8192


@dataclass(frozen=True, slots=True)
class Origin:
    """name: as shown to the user. open: a new stream from the start. packed: it comes out of an archive."""

    name: str
    open: Callable[[], BinaryIO]
    packed: bool = False

    def head(self, count: int = HEAD) -> bytes:
        with self.open() as stream:
            return stream.read(count)

    def whole(self, limits: Limits) -> io.BytesIO:
        """The content in memory. Raises UnusableInput beyond the size of one entry."""
        with self.open() as stream:
            content = stream.read(limits.entry + 1)
        if len(content) > limits.entry:
            most = size(limits.entry)
            raise too_large(self.name, Text(de=f"höchstens {most}", en=f"at most {most}"))
        return io.BytesIO(content)
