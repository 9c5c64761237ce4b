"""Finds out how a text file separates its cells by trying every usual way on its first rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from leitstand.sources.readers import cells
from leitstand.sources.readers.rows import Dialect, Split, Splitter

DELIMITERS = ";\t|,\x1f\x01~^¦§"
"""In order of preference where two fit equally well: a comma may also be a decimal mark."""

_NEVER = "\ud800"
"""Occurs in no decoded text: the delimiter of a single column, whose cells may hold any sign."""

_SAMPLE_ROWS = 500
_FREE_OF_DELIMITERS = re.compile(r"[^,;\t| ]*")


@dataclass(frozen=True, slots=True)
class _Trial:
    dialect: Dialect
    split: Split
    width: int
    share: float
    score: float


def detect(sample: str, newline: str) -> Dialect:
    """The dialect of the first lines of a text (whole lines). One column only: a delimiter that never occurs."""
    lines = sample.split(newline)[:_SAMPLE_ROWS]
    sample = newline.join(lines) + newline
    trials = [_try(_quoting(sample, newline, one), sample, newline) for one in DELIMITERS if one in sample]
    blanks = _try(Dialect("blanks", " ", ""), sample, newline)
    if blanks.width > 1 and blanks.share > 0.98 and "\t" not in sample:
        trials.append(blanks)
    starts = _fixed_starts([line.rstrip("\r\n") for line in lines])
    quoted = '"' in sample and any(trial.share == 1 and trial.width > 2 for trial in trials)
    if len(starts) > 1 and not quoted:  # long quoted texts leave the same gaps in a few lines by chance
        trials.append(_try(Dialect("fixed", "", "", starts=starts), sample, newline))
    good = [trial for trial in trials if trial.width > 1 and trial.score > 0]
    if good:
        return max(good, key=lambda trial: trial.score).dialect
    return _quoting(sample, newline, _NEVER)


def _quoting(sample: str, newline: str, delimiter: str) -> Dialect:
    """The dialect of this delimiter whose quoting breaks the fewest rows; plain double quotes where equal."""
    mark = re.escape(delimiter)
    plain = Dialect(delimiter=delimiter)
    options = [plain]
    if re.search(rf'{mark} +"', sample):
        options.append(replace(plain, skip_blanks=True))
    if '\\"' in sample:
        options += [replace(one, escape="\\") for one in list(options)]
    single = len(re.findall(rf"(?:^|{mark})'[^'\r\n]*'(?={mark}|\r?$)", sample, re.MULTILINE))
    if single and not re.search(rf'(?:^|{mark})"', sample, re.MULTILINE):
        full = sum(1 for line in sample.split(newline) if line.strip())
        if single * 2 >= full:
            options.append(replace(plain, quote="'"))
            options.reverse()
    return min(options, key=lambda one: _damage(Splitter(one, newline).split(sample)))


def _damage(split: Split) -> int:
    """Broken rows, and cells in which an opening quote was left standing."""
    left = sum(cell.lstrip().startswith('"') for row in split.rows for cell in row)
    return len(split.broken) * 2 + left


def _try(dialect: Dialect, sample: str, newline: str) -> _Trial:
    split = Splitter(dialect, newline).split(sample)
    rows = [row for row in split.rows if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Trial(dialect, split, 1, 0.0, 0.0)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    share = count / (len(rows) + len(split.broken))
    leads = len(rows[0]) == width
    if share < 0.5 and not (leads and share >= 0.2):
        return _Trial(dialect, split, width, share, 0.0)
    content = [cell.strip() for row in rows if len(row) == width for cell in row]
    clean = sum(1 for cell in content if _FREE_OF_DELIMITERS.fullmatch(cell) or cells.is_typed(cell)) / len(content)
    return _Trial(dialect, split, width, share, (share + 0.25 * leads) * (0.3 + clean))


def _fixed_starts(lines: list[str]) -> tuple[int, ...]:
    """Where columns begin: after positions that are blank in every line. Few lines need gaps of two blanks."""
    lines = [line for line in lines if line.strip()]
    if len(lines) < 3 or any("\t" in line for line in lines):
        return ()
    length = max(map(len, lines[1:]))  # beyond the rows stands no column, only the rest of a long header
    if length > 10_000:
        return ()
    blank = [all(line[at : at + 1] in ("", " ") for line in lines) for at in range(length)]
    least = 2 if len(lines) < 20 else 1
    starts, gap = [0], 0
    for at, is_blank in enumerate(blank):
        if not is_blank and gap >= least and any(not b for b in blank[: at - gap]):
            starts.append(at)
        gap = gap + 1 if is_blank else 0
    return tuple(starts)
