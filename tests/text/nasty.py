"""Clauses to try a segmenter on: listed words, whole and cut, among everything that forms contain."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

SIGNS = """. , ; : ! ? ... .. …… - – — -- ----- / \\ | ( ) [ ] { } < > >> >>> -> --> ==> => = + * # % ‰ & @ ~ ^ $ ' " `
“ ” ‘ ’ « » „ ′ ″ • ● ▪ ◦ ○ ☐ ☑ ✓ ✔ → ⇒ × ÷ ± ≤ ≥ ° § © ® ™ № ½ ¼ ² ³ ① ② Ⅷ ⅷ 𝐀 𝐛 🄰 Ⓐ ⓐ 👍 👨‍👩‍👧 _ __ ____ \u0301 \u00ad \u200b \u200d \ufeff
\x00 \x07 € ₫ 、 。 Σ ς ΑΣ ß ﬁ ŉ ǅ Ǆ İ ı ſ K Å Ð Ɖ а е о р с х ª º ʰ ٣ ४ 五 学 ー""".split()
NUMBERS = """1 2 10 15 30 2024 2025 100% 95 % 1.000.000 1,5 3.14 10_000 1_2_3 30/6/2024 01/01/2025 31-12-2025 30.6.2024 6/2024 05-CT/TW
05-KL/TW 21-NQ/TW 01/2021/NQ-HĐND 19/KH-ĐU 2020-2025 2020–2025 7h30 7:30 07g00 15m² 3km 5kg 1.200m 200.000đ 500k 2tr5 I. II. III. IV/ 1) 2. a)
b/ (c) 1.1. 1.2.3 +84 0912.345.678 0912345678 001085012345 A4 K70 Q.1 Tp. TP. TP.HCM Mr. Mrs. Ms. Dr. ThS. PGS.TS. BS. Đ/c đ/c Đ. ĐU. HĐND. GS.
TT-BGDĐT v.v v.v. v.v... N.V.A""".split()
ADDRESSES = """can.bo@anhoa.gov.vn a@b.c a@b a@ @b a@b.c.d. x_y+z-1@mail.co.vn ..@a.b -@-.- a@b..c http://anhoa.gov.vn https://x.vn/a?b=c_d&e=f#g.
ftp://a@b.c:// ://x đ://ư http:// www.anhoa.vn/tin-tuc_1.html (http://a.vn) "a@b.vn", nguyễn@xã.vn file:///C:/Users/a_b.docx""".split()
GLUED = ["học_tập", "cán_bộ", "_học", "học_", "a_b_c", "học-tập", "Mác-Lênin", "kinh-tế", "và/hoặc", "xã,phường", "1học", "học1", "q1-q2", "hòa", "hoà",
         "thủy", "thuỷ", "khỏe", "khoẻ", "ủy", "uỷ", "quý", "quỳ", "qúy", "cấp ủy", "cấp uỷ", "hòa giải", "văn hóa", "ĐẢNG ỦY", "Ủy ban", "y/c"]
SPACES = [" "] * 40 + ["", "  ", "   ", "\t", "\u00a0", "\u2009", "\u3000", "\u2028", "\x1c", "\x85", " \t "]


def _case(rng: random.Random, text: str) -> str:
    return rng.choice((str.lower, str.lower, str.lower, str, str.upper, str.title, str.capitalize, str.swapcase))(text)


def _atom(rng: random.Random, phrases: Sequence[str], vocabulary: Sequence[str]) -> str:
    """One phrase, one part of a phrase, or one oddity."""
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(phrases)
    if kind < 0.60:
        return rng.choice(rng.choice(phrases).split(" "))
    if kind < 0.80:
        return rng.choice(vocabulary)
    return rng.choice(rng.choice((SIGNS, SIGNS, NUMBERS, NUMBERS, ADDRESSES, GLUED, GLUED)))


def clauses(count: int, phrases: Sequence[str], vocabulary: Sequence[str], seed: int) -> Iterator[str]:
    """`count` clauses without line ends, in any case; a third of them clean words with few signs."""
    rng = random.Random(seed)
    for number in range(count):
        length = rng.choice((1, 2, 3, 5, 8, 12, 20))
        if number % 3 == 0:
            atoms = [rng.choice(phrases) if rng.random() < 0.7 else rng.choice(vocabulary) for _ in range(length)]
            text = " ".join(atoms)
            yield text + rng.choice(("", "", ".", ";", ",", ":")) if rng.random() < 0.8 else text.capitalize()
            continue
        parts = []
        for _ in range(length):
            parts.append(_case(rng, _atom(rng, phrases, vocabulary)))
            parts.append(rng.choice(SPACES))
        yield _case(rng, "".join(parts)) if rng.random() < 0.2 else "".join(parts)
