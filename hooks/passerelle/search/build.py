"""Building an index: documents in, a mapping of file names to bytes out.

Files of an index (`V` is a digest of everything else, so that files may be cached for ever
and an old page never mixes two builds):

* `manifest.json`: `format, lang, version, count` (documents), `cards` (cards a file),
  `keys` and `back` (first key of each shard), `facets` (whether that file exists).
* `k<number>.V.txt`: keys with postings. A key is a folded word or Lao gram; the number of a
  posting is `gap from the last document * 8 + strong * 4 + level`. A key `token=spelling` follows its
  token where strong texts spell that token otherwise than it folds: its numbers are gaps of
  documents; without numbers, all strong texts with the token spell it so.
  A key with a space is a pair of neighbouring words: its numbers are gaps of documents.
* `b<number>.V.txt`: words spelled backwards, how a word with an error in its first half is
  found; the value is the word's usual spelling where that differs from the folded one.
* `c<number>.V.json`: cards `[id, url, title, summary]` of consecutive documents.
* `facets.V.json`: `{group: [[value, ...], [codes]]}`, one code text a document.

Bytes depend on the documents alone, not on their order.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from .coding import encode_numbers, sort_key, split_shards, write_shard
from .documents import SearchDocument
from .grams import is_lao
from .impacts import exact_spellings, impacts, neighbours, usual_spellings

Postings = dict[str, list[tuple[int, int]]]

__all__ = ["FORMAT", "build_index", "write_index"]

FORMAT = 1
# Characters of a shard before compression: the least, and times the root of the number of
# documents, so that manifest and shards grow alike. A query needs many shards of Lao grams
# and few of words, so those are smaller.
WORD_SHARD = (2200, 110)
GRAM_SHARD = (1200, 64)
BACK_SHARD = 4000
CARDS = 4  # cards a file
SHORTEST_CORRECTED = 4  # letters; shorter words are not corrected


def build_index(documents: Iterable[SearchDocument], lang: str) -> dict[str, bytes]:
    """Return the files of the index of one language: file name -> bytes.

    Documents of other languages are left out.

    Raises:
        ValueError: Two documents have one id.
    """
    chosen = sorted((d for d in documents if d.lang == lang), key=lambda document: document.id)
    for one, other in pairwise(chosen):
        if one.id == other.id:
            raise ValueError(f"two documents have the id {one.id!r}")
    postings = impacts(chosen)
    files: dict[str, str] = {}
    keys = _add_shards(files, "k", split_shards(_key_entries(postings, chosen), _shard_size(len(chosen))))
    backward = _backward_entries(postings, chosen)
    back = _add_shards(files, "b", split_shards(backward, lambda _: BACK_SHARD))
    for number, start in enumerate(range(0, len(chosen), CARDS)):
        cards = [[d.id, d.url, d.title, d.shown_summary()] for d in chosen[start : start + CARDS]]
        files[f"c{number}"] = _json(cards)
    facets = _facets(chosen)
    if facets:
        files["facets"] = _json(facets)
    return _named(
        files,
        {
            "format": FORMAT,
            "lang": lang,
            "count": len(chosen),
            "cards": CARDS,
            "keys": keys,
            "back": back,
            "facets": bool(facets),
        },
    )


def write_index(files: dict[str, bytes], directory: Path) -> None:
    """Write the files of an index into a directory and delete files of earlier builds there.

    The manifest comes last, so that a reader never sees it before what it names.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda name: name == "manifest.json"):
        target = directory / name
        if not target.exists() or target.read_bytes() != files[name]:
            target.write_bytes(files[name])
    for pattern in ("[kbc][0-9]*.*.*", "facets.*.json"):
        for path in directory.glob(pattern):
            if path.name not in files:
                path.unlink()


def _shard_size(count: int) -> Callable[[str], int]:
    words, grams = (max(least, round(growth * count**0.5)) for least, growth in (WORD_SHARD, GRAM_SHARD))
    return lambda key: grams if is_lao(key) else words


def _key_entries(postings: Postings, documents: Sequence[SearchDocument]) -> list[tuple[str, str]]:
    entries = [(token, _encode(found)) for token, found in postings.items()]
    entries += [(pair, encode_numbers(_gaps(numbers))) for pair, numbers in neighbours(documents).items()]
    for token, spellings in exact_spellings(documents).items():
        for spelling, numbers in spellings.items():
            entries.append((f"{token}={spelling}", encode_numbers(_gaps(numbers))))
    return sorted(entries, key=lambda entry: sort_key(entry[0]))


def _encode(postings: Sequence[tuple[int, int]]) -> str:
    codes, last = [], 0
    for number, level in postings:
        codes.append((number - last) * 8 + level)
        last = number
    return encode_numbers(codes)


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [number - last for number, last in zip(numbers, (0, *numbers), strict=False)]


def _backward_entries(postings: Postings, documents: Sequence[SearchDocument]) -> list[tuple[str, str]]:
    words = [t for t in postings if len(t) >= SHORTEST_CORRECTED and t.isalpha() and not is_lao(t)]
    usual = usual_spellings(documents)
    entries = [(word[::-1], usual.get(word, word)) for word in words]
    shown = [(key, "" if value == key[::-1] else value) for key, value in entries]
    return sorted(shown, key=lambda entry: sort_key(entry[0]))


def _add_shards(files: dict[str, str], prefix: str, shards: Iterable[Sequence[tuple[str, str]]]) -> list[str]:
    """Add shard files and return a list of the shortest prefixes that tell where each begins."""
    firsts, last = [], ""
    for number, shard in enumerate(shards):
        first = shard[0][0]
        shared = 0
        while shared < len(last) and shared < len(first) and last[shared] == first[shared]:
            shared += 1
        firsts.append(first[: shared + 1] if number else "")
        files[f"{prefix}{number}"] = write_shard(shard)
        last = shard[-1][0]
    return firsts


def _facets(documents: Sequence[SearchDocument]) -> dict[str, list[list[str]]]:
    groups = sorted({group for document in documents for group in document.facets})
    table = {}
    for group in groups:
        values = sorted({value for d in documents for value in d.facets.get(group, ())})
        number = {value: index for index, value in enumerate(values)}
        codes = [encode_numbers(sorted({number[v] for v in d.facets.get(group, ())})) for d in documents]
        table[group] = [values, codes]
    return table


def _named(files: dict[str, str], manifest: dict[str, object]) -> dict[str, bytes]:
    """Name files by a digest of all, and add the manifest."""
    digest = hashlib.sha256(_json(manifest).encode())
    for name in sorted(files):
        digest.update(f"\n{name}\n{files[name]}".encode())
    version = digest.hexdigest()[:8]
    named = {}
    for name, text in files.items():
        ending = "txt" if name[0] in "kb" else "json"
        named[f"{name}.{version}.{ending}"] = text.encode()
    named["manifest.json"] = _json({**manifest, "version": version}).encode()
    return named


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
