"""What the network sees of a word: the same as ingest/text computes in Go (features.go)."""

ROWS = 1 << 15  # of the table of affixes, a power of two

MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2026": "..."})


def normalise(form):
    return form.translate(MARKS)


def shape(form):
    out = []
    for c in form:
        s = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdecimal() else c
        if out[-4:] != [s] * 4:
            out.append(s)
    return "".join(out)


def fnv1a(data):
    h = 2166136261
    for b in data:
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return h


def affix_rows(form, rows=ROWS):
    """Rows of a table of affixes for: the word, its first 1-3 and last 1-4 letters, its shape."""
    norm = normalise(form)
    low = norm.lower()
    parts = [low, low[:1], low[:2], low[:3], low[-1:], low[-2:], low[-3:], low[-4:], shape(norm)]
    return [fnv1a(bytes([i]) + p.encode("utf-8")) % rows for i, p in enumerate(parts)]


AFFIXES = 9
