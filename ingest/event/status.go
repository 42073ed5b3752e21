package event

import (
	"strings"

	"entente/ingest/mention"
	"entente/schema"
)

// cues is what the words around a verb say about whether it happened.
type cues struct {
	negated, planned, possible bool
	passive                    bool
	preposition                bool             // the verb stands behind a preposition: "after meeting"
	object                     *mention.Mention // of a verb of asking, whose infinitive this is
}

// status weighs the cues: what is denied did not happen, whatever else is said.
func (c cues) status() schema.Status {
	switch {
	case c.negated:
		return schema.Negated
	case c.possible:
		return schema.Possible
	case c.planned:
		return schema.Planned
	}
	return schema.Actual
}

// note takes the meaning of a governing word.
func (c *cues) note(s schema.Status) {
	switch s {
	case schema.Negated:
		c.negated = true
	case schema.Planned:
		c.planned = true
	case schema.Possible:
		c.possible = true
	}
}

// verdict lists the words that give a status to what they govern.
type verdict struct {
	status schema.Status
	words  string
}

func byWord(verdicts ...verdict) map[string]schema.Status {
	m := map[string]schema.Status{}
	for _, v := range verdicts {
		for w := range set(v.words) {
			m[w] = v.status
		}
	}
	return m
}

// governs tells what becomes of the verb that follows a word: "agreed to meet"
// is planned, "hopes to meet" possible, "refused to meet" negated.
var governs = byWord(
	verdict{schema.Actual, `continue continued continues began begin begins begun start started starts managed manages helped able came went used
		proceeded arrived gathered traveled travelled flew returned stopped join joined`},
	verdict{schema.Planned, `agree agreed agrees plan plans planned planning expect expects expected expecting schedule scheduled due set going intend
		intends intended decide decided decides vow vowed vows pledge pledged pledges promise promised promises prepare prepared prepares preparing
		arranged arrange about slated appointed committed ready arriving travels leaves heads heading traveling travelling`},
	verdict{schema.Possible, `hope hopes hoped hoping want wants wanted wanting seek seeks sought seeking try tries tried trying offer offered offers
		offering willing likely unlikely ask asked asks call called calls propose proposed proposes wish wishes wished eager threaten threatened
		threatens attempt attempted attempts urged authorized allowed free need needs ought considering considers`},
	verdict{schema.Negated, `refuse refused refuses refusing decline declined declines declining fail failed fails unable unwilling reluctant
		ineligible forbidden yet`},
)

// governsNoun tells what becomes of the talks, visits and attacks that a word governs.
var governsNoun = byWord(
	verdict{schema.Planned, `plan plans planned planning schedule scheduled schedules expected expects upcoming forthcoming arrange arranged
		postponed postpone delayed slated prepare preparing prepares preparations announced agreed pledge pledged pledges promise promised promises vowed vows`},
	verdict{schema.Possible, `propose proposed proposes proposing proposal offer offered offers urge urged urges seek seeks seeking sought hope hopes
		hoped possible potential want wants demand demanded demands invite invited ready request requested requests resumption threatened
		threat consider considering call calls called calling willing possibility prospect alleged suggested suggests`},
	verdict{schema.Negated, `cancel canceled cancelled cancels cancelling deny denied denies denying reject rejected rejects rejecting refuse refused
		refuses refusing exclude excluded oppose opposed opposes boycott boycotted avoid avoided no without scrapped`},
)

// verbGroup goes left from the verb at token v over auxiliaries, adverbs and
// the verbs that govern it; it returns the token before them and their cues.
func (c *clause) verbGroup(v int) (int, cues) {
	var cue cues
	k := v - 1
	governed := false // a "to" stands before what has been read
	direct := true    // no other verb stands between
	for k >= c.first {
		if m := c.mentionAt(k); m != nil {
			if governed {
				if g := c.controller(c.groupLeft(m)[0].First - 1); objectControl[g] {
					cue.object = m
					cue.note(governs[g])
					cue.possible = true
				} else if c.at(k+1) == "to" { // of purpose: "flew to Moscow to meet"
					cue.preposition = true
					cue.planned = cue.planned || c.presentBefore(m.First)
				}
			}
			break
		}
		w := c.lower[k]
		switch {
		case w == "not" || w == "n't" || w == "never" || w == "no" && governed:
			cue.negated = true
		case w == "without":
			cue.negated, cue.preposition = true, true
			return k - 1, c.around(v, cue)
		case modals[w]:
			switch w {
			case "will", "'ll", "wo", "shall":
				cue.planned = true
			case "would", "'d":
				if c.reportedBefore(k) {
					cue.planned = true
				} else {
					cue.possible = true
				}
			default:
				cue.possible = true
			}
		case c.auxiliary(k):
			if governed && beForms[w] { // "is to meet"
				cue.planned = true
			}
			if !governed && direct && beForms[w] && !c.gerundAt(v) {
				cue.passive = true
			}
		case adverb(w) || timeWords[w] && c.at(k-1) != "on":
			if w == "reportedly" || w == "allegedly" || w == "possibly" || w == "perhaps" {
				cue.possible = true
			}
		case w == "to":
			governed, direct = true, false
		case governed && governs[w] != "":
			cue.note(governs[w])
			governed = false
		case !governed && k == v-1 && verbPrepositions[w] && c.gerundAt(v):
			cue.preposition = true
			if w == "from" || w == "of" && c.at(k-1) == "instead" { // "prevented him from visiting"
				cue.negated = true
			}
			if w == "of" || w == "for" {
				cue.possible = cue.possible || c.accusedBefore(k)
			}
			if hopes[c.at(k-1)] && (w == "of" || w == "in" || w == "for") { // "interest in meeting"
				cue.possible = true
				if m := c.mentionAt(k - 2); m != nil && m.Possessive {
					cue.object = m // whose interest it is
				}
			}
			return k - 1, c.around(v, cue)
		case !governed && w == "out" && strings.HasPrefix(c.at(k-1), "rul"): // "ruled out meeting"
			before, outer := c.verbGroup(k - 1)
			cue.possible = cue.possible || outer.negated
			cue.negated = cue.negated || !outer.negated
			return before, c.around(v, cue)
		case !governed && k == v-1 && gerundGovernors[w] && c.gerundAt(v):
			if governsNoun[w] != "" {
				cue.note(governsNoun[w])
			}
		default:
			if governed && w != "," { // "efforts to meet", "in order to meet"
				cue.possible = true
				cue.preposition = true
			}
			return k, c.around(v, cue)
		}
		k--
	}
	return k, c.around(v, cue)
}

// controller is the verb that may give the actor behind token k something to
// do: "urged", or "called" in "called on".
func (c *clause) controller(k int) string {
	k = c.skipAdverbs(k)
	if w := c.at(k); w == "on" || w == "to" || w == "with" || w == "for" {
		k--
	}
	return c.at(k)
}

// hopes are nouns that say that what follows may come to be.
var hopes = set("idea possibility prospect proposal hope hopes chance interest aim goal prospects likelihood option")

// objectControl verbs give their object something to do.
var objectControl = set("urged urge urges asked ask asks told tell tells ordered order orders invited invite invites called persuaded convinced pressed encouraged allowed allow allows forced authorized directed instructed appealed sent send sends wants want advised warned require requires required requiring prompt prompts prompted force forces enable enabled order ordering asking urging telling")

var beForms = set("is are was were be been being am 's 're get got gets")

func (c *clause) gerundAt(v int) bool {
	if lightVerbs[c.at(v)] && strings.HasSuffix(c.at(v), "ing") {
		return true
	}
	for _, p := range c.lex[c.at(v)] {
		if !p.noun && p.form&gerund != 0 {
			return true
		}
	}
	return false
}

// reportedBefore reports whether a verb of saying stands before token k.
func (c *clause) reportedBefore(k int) bool {
	for ; k >= c.first; k-- {
		if reporting[c.lower[k]] {
			return true
		}
	}
	return false
}

// accusedBefore reports whether somebody is accused of what follows token k.
func (c *clause) accusedBefore(k int) bool {
	for n := 0; n < 8 && k >= c.first; n++ {
		switch c.lower[k] {
		case "accused", "accuses", "accusing", "accuse", "suspected", "charged", "alleged", "blamed":
			return true
		}
		k--
	}
	return false
}

// presentBefore reports whether the clause that ends at token k is in the present or future.
func (c *clause) presentBefore(k int) bool {
	for j := k - 1; j >= c.first && k-j < 10; j-- {
		switch w := c.lower[j]; {
		case w == "is" || w == "are" || w == "will" || leaving[w]:
			return true
		case w == "," && c.mentionAt(j) == nil:
			return false
		}
	}
	return false
}

// around adds what the rest of the sentence says: a denial, a condition or a
// question covers everything behind it, up to a comma.
func (c *clause) around(v int, cue cues) cues {
	for k := v - 1; k >= c.first; k-- {
		if c.lower[k] == "," && c.mentionAt(k) == nil {
			break
		}
		switch w := c.lower[k]; {
		case w == "denied" || w == "denies" || w == "denying" || w == "deny" || w == "untrue" || w == "false" || w == "neither":
			cue.negated = true
		case w == "if" || w == "whether" || w == "unless":
			cue.possible = true
		case rumours[w] && c.at(k+1) == "that":
			cue.possible = true
			for j := k - 1; j >= max(c.first, k-4); j-- {
				if d := c.lower[j]; d == "rejected" || d == "dismissed" || d == "denied" || d == "rejects" || d == "dismisses" || d == "rejecting" || d == "dismissing" {
					cue.negated = true
				}
			}
		}
	}
	if w := c.at(c.first); (w == "had" || w == "were" || w == "should") && c.mentionAt(c.first+1) != nil {
		cue.possible = true // "Had they met, …"
	}
	if c.at(c.end-1) == "?" {
		cue.possible = true
	}
	return cue
}

// rumours are nouns of what is said and may not be so.
var rumours = set("report reports claim claims allegation allegations rumor rumors rumour rumours suggestion suggestions speculation")

// nounStatus reads the status of what a noun tells from its adjectives, the
// verb that governs it, and the verb whose subject it is.
func (c *clause) nounStatus(t trigger, start int, governed bool) schema.Status {
	var cue cues
	for k := start; k < t.first; k++ {
		cue.note(governsNoun[c.lower[k]])
	}
	if c.at(start-1) == "no" || c.at(start-1) == "for" && governsNoun[c.at(start-2)] != "" { // "called for talks"
		cue.note(governsNoun[c.at(start-2)])
	}
	if adjuncts[c.at(start-1)] { // "during a meeting": as sure as the verb itself is
		if v := c.governingVerb(start); v >= 0 && c.at(start-1) == "during" {
			_, verb := c.verbGroup(v)
			cue.planned = verb.planned && modals[c.at(c.skipAdverbs(v-1))]
		}
	} else if v := c.governingVerb(start); v >= 0 && (governed || start-v < 8) {
		_, verb := c.verbGroup(v)
		verb.note(governsNoun[c.lower[v]])
		if strings.HasPrefix(c.lower[v], "rul") && c.at(v+1) == "out" {
			verb.possible = verb.negated // "did not rule out talks"
			verb.negated = !verb.negated
		}
		if leaving[c.lower[v]] && c.at(start-1) == "for" {
			verb.planned = true
		}
		if c.lower[v] == "called" || c.lower[v] == "calls" || c.lower[v] == "call" || c.lower[v] == "calling" {
			verb.negated = c.at(v+1) == "off"
		}
		cue.negated = cue.negated || verb.negated
		cue.planned = cue.planned || verb.planned
		cue.possible = cue.possible || verb.possible
	} else {
		c.predicate(t.end, &cue)
	}
	return c.around(t.first, cue).status()
}

// leaving verbs tell of a journey that has not arrived: "is flying to Riga for talks".
var leaving = set("flying traveling travelling heading heads travels flies going goes leaves leaving headed")

// predicate reads the verb whose subject ends before token k: "the talks will
// be held", "the visit was cancelled".
func (c *clause) predicate(k int, cue *cues) {
	for n := 0; n < 12 && k < c.end; n++ {
		if m := c.mentionAt(k); m != nil {
			k = max(m.Tail, k+1)
			continue
		}
		w := c.lower[k]
		if modals[w] || c.auxiliary(k) {
			for j := k; j < k+5 && j < c.end; j++ {
				switch v := c.lower[j]; {
				case v == "will" || v == "'ll" || v == "to" && c.at(j-1) != "due":
					cue.planned = true
				case v == "may" || v == "might" || v == "could" || v == "would" || v == "should":
					cue.possible = true
				case v == "not" || v == "n't":
					cue.negated = true
				case governsNoun[v] != "":
					cue.note(governsNoun[v])
				case v == "due" || v == "set":
					cue.planned = true
				}
			}
			return
		}
		if boundaries[w] {
			return
		}
		k++
	}
}
