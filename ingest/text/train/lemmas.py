"""Learns lemmas.txt, the rules and exceptions of the lemmatiser; ../lemmarules.go says what a line means.

    python3 lemmas.py DATA > ../lemmas.txt

DATA is the folder with ud/ and gmb/. Forms and lemmas come from EWT's training part and, for
what it does not hold, from GUM's freely licensed one; base forms also from the words of the GMB
news, which are inflected by the rules of English spelling; and irregular.txt holds what is
irregular and rare, and goes before GUM. No randomness; ten seconds.
"""

import collections
import gzip
import os
import re
import sys

LONGEST = 7  # letters of an ending
GAIN = 2  # words more that a rule must get right than the one for the shorter ending
CASE_GAIN = 3  # the same, for rules of capitals
FREQUENT = 2  # times that the GMB must hold a base form
PREFIXES = ["", "fore", "mis", "out", "over", "re", "un", "under", "up"]
PLAIN_QUOTES = str.maketrans("’‘“”", "''\"\"")


def lower(form):
    return form.translate(PLAIN_QUOTES).lower()


# --- What is read ---


def sentences(path, kept_away=()):
    """Rows (form, Penn tag, lemma) of a treebank's sentences.

    The lemma is "_", and teaches nothing, of what is but part of a word written apart (its lemma
    is the whole word's, or none) and of numbers whose commas ../lemma.go drops.
    """
    document, rows = "", []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cols = line.rstrip("\n").split("\t")
            if cols[0].startswith("# newdoc id = "):
                document = cols[0][len("# newdoc id = "):]
            elif cols[0].isdigit():
                part = cols[4] == "GW" or cols[4] == "CD" and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", cols[1])
                rows.append((cols[1], cols[4], "_" if part else cols[2]))
            elif cols[0] == "" and rows:
                if document not in kept_away:
                    yield rows
                rows = []


def measuring_documents(path):
    """The last ten news and the last ten interview documents of GUM measure coreference and train nothing."""
    genres = {"news": [], "interview": []}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line[len("# newdoc id = "):].strip()
                genres.get(document.split("_")[1], []).append(document)
    return {document for genre in genres.values() for document in genre[-10:]}


def news_words(path):
    """How often the GMB tags a form with a tag; sentences with the entity tag `_` are not read."""
    found, sentence = collections.Counter(), []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cols = line.rstrip("\n").split("\t")
            if len(cols) == 3:
                sentence.append(cols)
                continue
            if all(entity != "_" for _, _, entity in sentence):
                found.update((form, tag) for form, tag, _ in sentence)
            sentence = []
    return found


def irregular(path):
    """The words of irregular.txt as sentences of one row."""
    tags = {"verb": ["VBD", "VBN"], "noun": ["NNS"], "adjective": ["JJR", "JJS"], "adverb": ["RBR", "RBS"]}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                kind, base, *inflected = line.split()
                for tag, forms in zip(tags[kind], inflected, strict=True):
                    for form in forms.split("/"):
                        yield [(form, tag, base)]


def inflect(base):
    """The regular forms of a base, with their tags; where spelling leaves it open whether a consonant is doubled, both."""
    vowels = "aeiou"
    short = re.search("([^aeiou]|qu)[aeiou][^aeiouwxy]$", base)
    stems = ings = [base]
    plurals = [base + ("es" if re.search("([sxz]|[cs]h)$", base) else "s")]
    if base.endswith("o"):
        plurals.append(base + "es")
    elif base.endswith("y") and base[-2] not in vowels:
        plurals, stems = [base[:-1] + "ies"], [base[:-1] + "i"]
    elif base.endswith("e"):
        stems = ings = [base[:-1]]
        if base.endswith("ie"):
            ings = [base[:-2] + "y"]
        elif base.endswith(("ee", "oe", "ye")):
            ings = [base]
    elif base.endswith("c"):
        stems = ings = [base + "k"]
    elif short:
        doubled = base + base[-1]
        stems = ings = [doubled] if len(re.findall("[aeiouy]+", base)) == 1 else [base, doubled]
    for form in plurals:
        yield from ((tag, form) for tag in ("NNS", "VBZ"))
    for stem in stems:
        yield from ((tag, stem + end) for tag, end in (("VBD", "ed"), ("VBN", "ed"), ("JJR", "er"), ("JJS", "est")))
    yield from (("VBG", stem + "ing") for stem in ings)


# --- What is learned ---


def change(form, lemma):
    """What a form loses at its end, and gains, to become the lemma."""
    same = len(os.path.commonprefix([form, lemma]))
    return form[same:], lemma[same:]


def rules(changes, gain):
    """The changes for endings, from those of words: the longest ending that a word has decides.

    An ending gets a rule of its own where that is right for `gain` words more
    than the rule of the shorter ending.
    """
    votes = collections.defaultdict(collections.Counter)
    for word, (loses, gains) in sorted(changes.items()):
        for start in range(max(0, len(word) - LONGEST), len(word) + 1):
            votes[word[start:]][loses, gains] += 1
    found = {}
    for ending in sorted(votes, key=lambda ending: (len(ending), ending)):
        shorter = longest(found, ending)
        possible = [(n, c) for c, n in votes[ending].items() if ending.endswith(c[0])]
        if possible:
            n, best = max(possible, key=lambda nc: (nc[0], nc[1] == shorter, nc[1]))
            if best != shorter and n - votes[ending][shorter] >= gain:
                found[ending] = best
    return found


def longest(rules, word):
    for start in range(max(0, len(word) - LONGEST), len(word) + 1):
        if word[start:] in rules:
            return rules[word[start:]]
    return "", ""


def shape(form):
    """How a form is capitalised: A, AA, Aa, aA, or a."""
    if form == form.lower():
        return "a"
    if form == form.upper():
        return "A" if len(form) == 1 else "AA"
    return "Aa" if form[1:] == form[1:].lower() else "aA"


def recase(action, form, lemma):
    """What a lemma in small letters becomes where the form's capitals are kept, or the first letter is made one."""
    if action == "title":
        return lemma[:1].upper() + lemma[1:]
    if action == "keep":
        form = form.translate(PLAIN_QUOTES)
        same = len(os.path.commonprefix([form.lower(), lemma]))
        return form[:same] + lemma[same:]
    return lemma


class Lemmatiser:
    """Does what ../lemma.go does, but for "'s" and the commas of numbers."""

    def __init__(self):
        self.endings = collections.defaultdict(dict)  # tag → ending → change
        self.capitals = collections.defaultdict(dict)  # tag, shape → ending → ("", action)
        self.words = {}  # tag, word in small letters → lemma

    def plain(self, form, tag):
        word = lower(form)
        loses, gains = longest(self.endings[tag], word)
        return word[:len(word) - len(loses)] + gains

    def lemma(self, form, tag):
        if (tag, lower(form)) in self.words:
            return self.words[tag, lower(form)]
        action = longest(self.capitals[tag, shape(form)], lower(form))[1]
        return recase(action, form, self.plain(form, tag))


def most(counts):
    return max(counts, key=lambda lemma: (counts[lemma], lemma))


def learn(ewt, irregular, gum, news):
    seen = {}  # tag, word → the first source that has it, and how often it has which form and lemma
    for i, sentences in enumerate((ewt, irregular, gum)):
        for sentence in sentences:
            for form, tag, lemma in sentence:
                first, counts = seen.setdefault((tag, lower(form)), (i, collections.Counter()))
                if first == i and lemma != "_":
                    counts[form, lemma] += 1
    known, lemmas = {}, {}  # of what was seen: the lemma in small letters, and as it is
    for key, (_, counts) in seen.items():
        if counts:
            folded, exact = collections.Counter(), collections.Counter()
            for (_, lemma), n in counts.items():
                folded[lower(lemma)] += n
                exact[lemma] += n
            known[key], lemmas[key] = most(folded), most(exact)

    # Verbs are also made of nouns, at which one can only guess; those seen as verbs win.
    sure, guessed = {}, {}
    bases = collections.defaultdict(set)
    for (tag, _), lemma in lemmas.items():
        bases[tag[:2]].add(lemma)
    for (form, tag), n in news.items():
        if n >= FREQUENT and tag in ("VB", "VBP", "NN", "JJ"):
            bases[tag[:2]].add(form)
    for kinds, into in (({"NN": "NN", "VB": "VB", "JJ": "JJ"}, sure), ({"NN": "VB"}, guessed)):
        for kind, made in kinds.items():
            for base in sorted(bases[kind], key=lambda base: (len(base), base)):
                if re.fullmatch("[a-z]{3,}", base):
                    for tag, form in inflect(base):
                        if tag.startswith(made):
                            into[tag, form] = base
    prefixed = {(tag, p + form): p + base for ((form, tag, base),) in irregular for p in PREFIXES if tag[0] == "V"}

    made = Lemmatiser()
    changes = collections.defaultdict(dict)
    for source in (guessed, sure, prefixed, known):  # the later the surer
        for (tag, word), lemma in source.items():
            changes[tag][word] = change(word, lemma)
    for tag in changes:
        made.endings[tag] = rules(changes[tag], GAIN)

    actions = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for (tag, word), (_, counts) in seen.items():
        for (form, lemma), n in counts.items():
            for action in ("", "keep", "title"):
                if shape(form) != "a" and recase(action, form, made.plain(form, tag)) == lemma:
                    actions[tag, shape(form)][word]["", action] += n
                    break
    for key, words in actions.items():
        made.capitals[key] = rules({word: most(counts) for word, counts in words.items()}, CASE_GAIN)

    for (tag, word), (_, counts) in seen.items():
        right = sum(n for (form, lemma), n in counts.items() if made.lemma(form, tag) == lemma)
        if counts and sum(n for (_, lemma), n in counts.items() if lemma == lemmas[tag, word]) > right:
            made.words[tag, word] = lemmas[tag, word]
    for key, base in sure.items():
        if key not in known and made.plain(key[1], key[0]) != base:
            made.words[key] = base
    common = {form for form, tag in news if tag[:3] != "NNP"}
    common |= {form for (tag, _), (_, counts) in seen.items() if tag[:3] != "NNP" for form, _ in counts}
    for (tag, word), lemma in lemmas.items():
        if tag == "NNP" and word.isalpha() and word != lemma and word not in common and len(word) > 2 and sum(seen[tag, word][1].values()) > 1:
            if {made.lemma(word, tag), made.lemma(word.upper(), tag)} != {lemma}:
                made.words[tag, word] = lemma  # a name, however it is capitalised
    return made


def perfects(sentences):
    """The participles before which "'s" is `has` more often than `is`, and twice at least."""
    counts = collections.defaultdict(collections.Counter)
    for sentence in sentences:
        for i, (form, tag, lemma) in enumerate(sentence):
            if lower(form) == "'s" and tag == "VBZ":
                rest = [word for word in sentence[i + 1:] if word[1] != "RB"]
                if rest and rest[0][1] == "VBN":
                    counts[lower(rest[0][0])][lemma] += 1
    return sorted(word for word, n in counts.items() if n["have"] > max(1, n["be"]))


# --- What is written ---


def write(made, participles, out):
    out.write("# Learned by train/lemmas.py from UD English EWT (CC BY-SA 4.0) and GUM (CC BY 4.0) and from words of the\n")
    out.write("# GMB news; licensed CC BY-SA 4.0. lemmarules.go says what a line means. Do not edit.\n")
    for word in participles:
        out.write(f"perfect\t{word}\n")
    tags = {*made.endings, *(tag for tag, _ in made.capitals), *(tag for tag, _ in made.words)}
    for tag in sorted(tags):
        lines = [f"ending\t{e}\t{e[:len(e) - len(loses)]}{gains}" for e, (loses, gains) in sorted(made.endings[tag].items())]
        for form in ("A", "AA", "Aa", "aA"):
            lines += [f"{form}\t{e}\t{action or 'lower'}" for e, (_, action) in sorted(made.capitals[tag, form].items())]
        lines += [f"word\t{w}\t{lemma}" for (t, w), lemma in sorted(made.words.items()) if t == tag]
        if lines:
            out.write(f"tag\t{tag}\n" + "".join(line + "\n" for line in lines))


def main():
    data, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
    gum = f"{data}/ud/gumfree-train.conllu.gz"
    ewt, gum = list(sentences(f"{data}/ud/ewt-train.conllu.gz")), list(sentences(gum, measuring_documents(gum)))
    made = learn(ewt, list(irregular(os.path.join(here, "irregular.txt"))), gum, news_words(f"{data}/gmb/gmb.tsv.gz"))
    write(made, perfects(ewt + gum), sys.stdout)


if __name__ == "__main__":
    main()
