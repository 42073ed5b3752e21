"""Prints the sentences of GMB that are set aside to measure entities, with GMB's own labels:

python3 set_aside.py DATA > gmb-set-aside.iob
"""

import os
import sys

import corpus

measured = 0
for i, sentence in corpus.gmb_sentences(os.path.join(sys.argv[1], "gmb/gmb.tsv.gz")):
    if i % corpus.MEASURED_EVERY == corpus.MEASURED_AT and measured < corpus.MEASURED:
        measured += 1
        print("\n".join(f"{form}\t{label}" for form, label in sentence), end="\n\n")
