#!/usr/bin/env python3
"""How exactly copies are found: token F1 and error of the share, against difflib and Indel on tokens.

usage: python bench/copying_quality.py [--pairs N] [--unrelated N] [--seed N] [--manifest FILE]

Synthetic pledges in the official register with planted copies, so that the truth is known to the token.
Prints a table; the same seed gives the same figures, apart from the times. With --manifest also which pledges
of different authors in it share text: with pledges known to be honest none should.
"""

from __future__ import annotations

import argparse
import random
import time
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from copying_data import Items, Origin, clique, copy_of, pledge, stock_spans, written
from rapidfuzz.distance import Indel

from pledgecheck.checker import Checker
from pledgecheck.copying.align import align, align_sides
from pledgecheck.copying.compare import lines
from pledgecheck.copying.corpus import CopyDocument, copy_document, shares_of
from pledgecheck.copying.groups import copy_groups
from pledgecheck.copying.search import PeerSearch, Scale
from pledgecheck.copying.sides import prepare
from pledgecheck.copying.tiling import PEER
from pledgecheck.copying.tokens import tokenize
from pledgecheck.model import Pledge
from pledgecheck.readers import read_manifest
from pledgecheck.text.syllables import modern

Pairs = set[tuple[int, int]]


def truth(source: Items, origin: Origin) -> Pairs:
    """The true token pairs (copy, source). The dash of "Mác - Lênin" is no token."""
    place: dict[tuple[int, int], int] = {}
    for row, words in enumerate(source):
        for column, word in enumerate(words):
            if word != "-":
                place[row, column] = len(place)
    flat = [came for row in origin for came in row if came is None or came in place]
    return {(at, place[came]) for at, came in enumerate(flat) if came is not None}


def by_align(a: str, b: str) -> Pairs:
    """The method of this package."""
    found = align_sides(prepare(tokenize(a), units=lines(a)), prepare(tokenize(b), units=lines(b)))
    return {(i + k, j + k) for p in found.passages for i, j, size in p.blocks for k in range(size)}


def by_difflib(a: str, b: str) -> Pairs:
    """The standard library's matcher on the same tokens."""
    matcher = SequenceMatcher(None, tokenize(a).keys, tokenize(b).keys, autojunk=False)
    return {(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)}


def by_indel(a: str, b: str) -> Pairs:
    """RapidFuzz's longest common subsequence on the same tokens."""
    codes = Indel.opcodes(tokenize(a).keys, tokenize(b).keys)
    return {(c.src_start + k, c.dest_start + k) for c in codes if c.tag == "equal"
            for k in range(c.src_end - c.src_start)}


def measure(
    method: Callable[[str, str], Pairs], pairs: int, seed: int, *, edits: float, keep: float, shuffle: bool
) -> tuple[float, float, float]:
    """Token F1, mean error of the share, microseconds a pair (tokenising included)."""
    rng = random.Random(seed)
    hit = said = real = 0
    error = seconds = 0.0
    for _ in range(pairs):
        source = pledge(rng)
        text, origin = copy_of(source, rng, edits, keep, shuffle)
        true = truth(source, origin)
        a, b = written(text), written(source)
        start = time.process_time()
        found = method(a, b)
        seconds += time.process_time() - start
        # A token may come from an equal token elsewhere: what counts is that the token is a copied one.
        mine, yours = {i for i, _ in found}, {i for i, _ in true}
        hit, said, real = hit + len(mine & yours), said + len(mine), real + len(yours)
        error += abs(len(mine) - len(yours)) / max(1, len(tokenize(a)))
    return 2 * hit / max(1, said + real), error / pairs, seconds / pairs * 1e6


KINDS = [
    (edits, shuffle, keep)
    for edits in (0.0, 0.05, 0.15, 0.3)
    for shuffle, keep in ((False, 1.0), (True, 1.0), (True, 0.4))
]
METHODS = {"pledgecheck": by_align, "difflib": by_difflib, "RapidFuzz Indel": by_indel}


def alignment_table(pairs: int, seed: int) -> list[tuple[str, str, float, float, float]]:
    """Kind of copy, method, token F1, error of the share, microseconds a pair."""
    rows = []
    for edits, shuffle, keep in KINDS:
        label = f"{edits:.0%} edited{', reordered' * shuffle}{', 40 % kept' * (keep < 1)}"
        for name, method in METHODS.items():
            rows.append((label, name, *measure(method, pairs, seed, edits=edits, keep=keep, shuffle=shuffle)))
    return rows


def honest(pairs: int, seed: int, texts: int = 2000) -> dict[float, float]:
    """Of pairs of unrelated pledges, how many share at least so much of one of them."""
    rng = random.Random(seed)
    sides = [document(str(at), written(pledge(rng))).side for at in range(texts)]
    above = dict.fromkeys((0.05, 0.1, 0.2), 0)
    for _ in range(pairs):
        a, b = rng.sample(sides, 2)
        found = align_sides(a, b, PEER)
        for level in above:
            above[level] += max(found.share_a, found.share_b) >= level
    return {level: count / pairs for level, count in above.items()}


def members_found(seed: int, count: int = 500, members: int = 60) -> tuple[int, int, int]:
    """Of the people who copied one source: how many stand in one group when all pairs are aligned, how many
    when candidates come from fingerprints, and how many others stand in it."""
    documents = [document(f"{at:05d}", text) for at, text in enumerate(clique(count, members, seed))]
    copied = {f"{at:05d}" for at in range(count - members, count)}
    found = []
    wrong = 0
    for threshold in (1 << 40, 0):
        with PeerSearch(scale=Scale(threshold)) as search:
            for each in documents:
                search.add(each, each.side)
            group = copy_groups(search.pairs())[0]
        grouped = {group.leader, *(member.id for member in group.members)}
        found.append(len(grouped & copied))
        wrong += len(grouped - copied)
    return found[0], found[1], wrong


def same_in_every_form(seed: int, texts: int = 200) -> float:
    """The least share between a pledge and itself in NFD, in capitals and with the other tone placement."""
    rng = random.Random(seed)
    least = 1.0
    for _ in range(texts):
        text = written(pledge(rng))
        forms = [unicodedata.normalize("NFD", text), text.upper(), modern(text)]
        for form in forms:
            found = align(text, form)
            least = min(least, found.share_a, found.share_b)
    return least


def among(manifest: Path) -> tuple[int, list[tuple[str, str, float]], int]:
    """Pairs of different authors, those that share at least a tenth of the shorter, how many would be named."""
    judge = Checker().judge
    texts = [
        (one, text.peer_side())
        for one in read_manifest(manifest)
        if isinstance(one, Pledge) and (text := judge.draft(one).copyable) is not None
    ]
    pairs = [(x, y) for x, y in combinations(texts, 2) if x[0].author is None or x[0].author != y[0].author]
    alike = []
    for (one, a), (two, b) in pairs:
        found = align_sides(a, b, judge.peer_rules.params)
        if max(found.share_a, found.share_b) >= 0.1:
            alike.append((one.id, two.id, max(found.share_a, found.share_b)))
    named = sum(shares_of(a, b, judge.peer_rules) is not None for (_, a), (_, b) in pairs)
    return len(pairs), alike, named


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--unrelated", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--manifest", type=Path)
    args = parser.parse_args()
    print(f"{'planted copy':34s} {'method':16s} {'token F1':>8s} {'share error':>11s} {'us/pair':>8s}")
    for label, name, f1, error, cost in alignment_table(args.pairs, args.seed):
        print(f"{label:34s} {name:16s} {f1:8.3f} {error:11.3f} {cost:8.0f}")
    for level, above in honest(args.unrelated, args.seed).items():
        print(f"unrelated pairs with share >= {level:.2f}: {above:.3%}")
    exact, quick, wrong = members_found(args.seed)
    print(f"60 of 500 copied one source: found {exact} by all pairs, {quick} by fingerprints; others {wrong}")
    least = same_in_every_form(args.seed)
    print(f"share of a pledge with itself in NFD, capitals, other tone placement: {least:.2f}")
    if args.manifest:
        pairs, alike, named = among(args.manifest)
        print(f"{args.manifest}: of {pairs} pairs of authors {len(alike)} share a tenth, {named} would be named")
        for one, two, share in alike:
            print(f"  {one} {two} {share:.2f}")


def document(id: str, text: str) -> CopyDocument:
    """The stock phrases are required formulas: between strangers they match nothing."""
    return copy_document(id, text, silent=stock_spans(text))


if __name__ == "__main__":
    main()
