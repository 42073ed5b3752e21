package event

import (
	"slices"

	"entente/schema"
)

// cues is what the words around a verb say about whether it happened.
type cues struct{ negated, planned, possible bool }

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
		threat favor favors favored favour favours favoured revive revived revives reviving open consider considering call calls called calling willing possibility prospect alleged suggested suggests`},
	verdict{schema.Negated, `cancel canceled cancelled cancels cancelling deny denied denies denying reject rejected rejects rejecting refuse refused
		refuses refusing decline declined declines declining exclude excluded oppose opposed opposes boycott boycotted avoid avoided no without scrapped block blocked blocks blocking veto vetoed vetoes foil foiled thwart thwarted`},
)

// becomes is what becomes of the talks that word i governs: "called off" cancels them,
// "called for" does not.
func (c *clause) becomes(i int) schema.Status {
	if c.lemma(i) == "call" && (c.at(i+1) == "off" || slices.ContainsFunc(c.below(i), func(k int) bool { return c.lower[k] == "off" })) {
		return schema.Negated
	}
	return governsNoun[c.lower[i]]
}

// status tells whether what verb v says happened.
func (c *clause) status(v int) schema.Status { return c.around(c.cues(v, 0)).status() }

// cues reads the auxiliaries and adverbs of verb v, and what becomes of it under
// the words that govern it.
func (c *clause) cues(v, depth int) cues {
	cue := c.own(v)
	h := c.above(v)
	if h < 0 || depth > maxSteps {
		return cue
	}
	switch c.rel(v) {
	case "conj":
		if c.doc.Tokens[h].UPOS == "VERB" && c.dependent(v, "nsubj") < 0 && c.dependent(v, "aux") < 0 { // "agreed to meet and discuss"
			cue.join(c.cues(h, depth+1))
		}
	case "xcomp", "obj":
		cue.note(governs[c.lower[h]])
		if denying[c.lemma(h)] && !c.infinitive(v) { // "denied having bombed"
			cue.negated = true
		}
		if c.doc.Tokens[v].Tag == "VBG" || c.rel(v) == "obj" { // "denied meeting"
			cue.note(c.becomes(h))
		}
		cue.join(c.ruledOut(h))
		if c.lemma(h) == "be" && c.infinitive(v) { // "is to meet"
			cue.planned = true
		}
		if c.asked(h) {
			cue.possible = true
		}
		cue.join(c.cues(h, depth+1))
	case "ccomp", "csubj":
		if c.meanwhile(v) {
			cue.planned = cue.planned || c.mark(v) == "before"
			break
		}
		cue.join(c.ruledOut(h))
		switch {
		case denying[c.lemma(h)] || untrue[c.lemma(h)]:
			cue.negated = true
		case c.dependent(v, "nsubj") < 0: // "denied meeting", "urged Iran to meet"
			cue.note(governs[c.lower[h]])
			if c.asked(h) {
				cue.possible = true
			}
			cue.join(c.cues(h, depth+1))
		case wishing[c.lemma(h)]:
			cue.possible = true
		case c.lemma(h) == "expect":
			cue.planned = true
		}
	case "acl":
		if c.is(v, "acl:relcl") {
			for steps := 0; c.mark(v) == "that" && !rumours[c.lemma(h)] && c.rel(h) == "nmod" && steps < maxSteps; steps++ {
				h = c.above(h) // "reports in the press that they met"
			}
			if !rumours[c.lemma(h)] || c.at(c.firstOf(v)) != "that" {
				break
			}
		}
		if c.heralded(v) {
			cue.planned = true
			break
		}
		if c.infinitive(v) && c.dependent(h, "cop") >= 0 && c.named(h) != nil { // "is in Berlin to meet"
			if c.marker(h) == "" { // "is the first leader to meet"
				cue.join(c.own(h))
			} else {
				cue.planned = true
			}
			break
		}
		if c.infinitive(v) || c.doc.Tokens[v].Tag == "VBG" {
			if g, _ := c.governor(h); c.lemma(h) == "invitation" && g >= 0 && c.lemma(g) == "accept" {
				cue.planned = true
				break
			}
			if s := c.becomes(h); s != "" {
				cue.note(s)
			} else if s := governs[c.lower[h]]; s != "" {
				cue.note(s)
			} else if c.infinitive(v) || hopes[c.lemma(h)] {
				cue.possible = true // "efforts to meet"
			}
			if g := c.above(h); g >= 0 && accusing[c.lemma(g)] && objectActs[c.mark(v)] { // "was accused by Kenya of arming rebels"
				cue.possible = true
			}
			if g, role := c.governor(h); g >= 0 && role != "nsubj" {
				over := c.cues(g, depth+1)
				over.note(c.becomes(g))
				cue.join(over)
			}
		} else if rumours[c.lemma(h)] { // "reports that they met"
			cue.possible = true
			if g := c.above(h); g >= 0 && (denying[c.lemma(g)] || untrue[c.lemma(g)]) {
				cue.negated = true
			}
		}
	case "amod":
		if o := c.leaned(v); o >= 0 { // "denied having sent warships"
			g := c.above(o)
			if g >= 0 {
				cue.negated = denying[c.lemma(g)] || c.marker(o) == "without" || c.lower[g] == "short"
				cue.note(c.becomes(g))
				cue.join(c.cues(g, depth+1))
			}
		}
	case "advcl":
		over := c.cues(h, depth+1)
		cue.join(c.ruledOut(h))
		switch mark := c.mark(v); {
		case mark == "without", mark == "from" && preventing[c.lemma(h)], mark == "instead of", mark == "of" && c.lemma(h) == "rule":
			cue.negated = true
		case c.doc.Tokens[h].UPOS == "ADJ" && (mark == "about" || mark == "of"): // "wary about meeting"
			cue.possible = true
			cue.note(governs[c.lower[h]])
		case accusing[c.lemma(h)] && (mark == "of" || mark == "for"):
			cue.possible = true
		case c.intended(v) >= 0: // "blocked a plan to meet"
			n := c.intended(v)
			cue.possible = true
			cue.note(c.becomes(n))
			cue.note(c.becomes(h))
			cue.join(over)
		case mark == "of" && c.lower[h] == "short": // "stopped short of meeting"
			cue.negated = true
		case mark == "to" && (c.asked(h) || governs[c.lower[h]] == schema.Possible): // "was asked by Iran to leave"
			cue.join(over)
			cue.possible = true
		case mark == "to" && c.journeyed(h): // "travelled to Lahore to meet"
			cue.join(over)
		case mark == "to" && c.doc.Tokens[h].UPOS == "VERB": // of purpose: "flies to Moscow to meet"
			cue.join(over)
			cue.planned = true
		case mark == "before" && c.dependent(v, "nsubj") < 0, mark == "before" && !past[string(c.doc.Tokens[v].Tag)] && c.dependent(v, "aux") < 0:
			cue.planned = true // "will visit Egypt before meeting"
		case over.planned && (mark == "when" || mark == "as" || mark == "while" || mark == "after" && c.doc.Tokens[v].Tag == "VBG" || c.advised(v)) && !past[string(c.doc.Tokens[v].Tag)]:
			cue.planned = true
		case c.doc.Tokens[v].Tag == "VBG" && mark == "": // "will visit Oslo, meeting the king"
			cue.planned, cue.possible = cue.planned || over.planned, cue.possible || over.possible
		case mark == "to":
			cue.possible = true
		}
	}
	return cue
}

// journeyed reports whether verb h tells a journey that is over, purpose and all: who "travelled" or
// "made a visit" has been there, who "arrived" has only begun.
func (c *clause) journeyed(h int) bool {
	if !past[string(c.doc.Tokens[h].Tag)] {
		return false
	}
	o := c.dependent(h, "obj")
	return completed[c.lemma(h)] || (c.lemma(h) == "make" || c.lemma(h) == "pay") && o >= 0 && trips[c.lemma(o)]
}

var (
	completed = set("visit travel tour")
	trips     = set("visit trip tour journey stop")
)

// join adds the cues of a word that governs.
func (c *cues) join(o cues) {
	c.negated, c.planned, c.possible = c.negated || o.negated, c.planned || o.planned, c.possible || o.possible
}

// own reads the words that hang on verb v itself.
func (c *clause) own(v int) cues {
	var cue cues
	for _, k := range c.below(v) {
		w := c.lower[k]
		switch {
		case w == "not" || w == "n't" || w == "never" || w == "neither" || w == "nor", w == "longer" && c.at(k-1) == "no":
			cue.negated = true
		case c.rel(k) == "mark" && (w == "if" || w == "whether" || w == "unless"), w == "reportedly", w == "allegedly", w == "possibly", w == "perhaps":
			cue.possible = true
		case c.rel(k) == "mark" && w == "due": // "is due to meet"
			cue.planned = true
		case (c.rel(k) == "aux" || c.rel(k) == "cop") && beForms[w] && c.infinitive(v): // "is to meet"
			cue.planned = true
		case c.rel(k) != "aux":
		case w == "will" || w == "'ll" || w == "wo" || w == "shall":
			cue.planned = true
		case w == "would" || w == "'d":
			if c.reported(v) {
				cue.planned = true
			} else {
				cue.possible = true
			}
		case modals[w]:
			cue.possible = true
		}
		if w == "yet" && c.infinitive(v) { // "has yet to meet"
			cue.negated = true
		}
		if (w == "had" || w == "were" || w == "should") && c.rel(k) == "aux" && k < c.dependent(v, "nsubj") { // "Had they met, …"
			cue.possible = true
		}
		if c.rel(k) == "nsubj" || c.rel(k) == "obj" {
			for _, d := range c.below(k) {
				if c.lower[d] == "no" && c.rel(d) == "det" || c.lower[d] == "neither" {
					cue.negated = true
				}
			}
		}
	}
	return cue
}

// reported reports whether verb v stands in a clause that a verb takes: in what somebody says, thinks or wants.
func (c *clause) reported(v int) bool {
	for steps := 0; v >= 0 && steps < maxSteps; steps++ {
		h := c.above(v)
		if h >= 0 && c.rel(v) == "ccomp" {
			return true
		}
		v = h
	}
	return false
}

// asked reports whether verb h asks somebody else to do what hangs on it.
func (c *clause) asked(h int) bool {
	return objectControl[c.lower[h]] && (c.dependent(h, "obj", "iobj") >= 0 || c.passive(h)) || asking[c.lemma(h)]
}

// atOnce are the types of acts that are done when they are announced: an arrest, a release,
// sanctions. A visit that is announced is still to come.
var atOnce = set("CONCEDE RETREAT COERCE SANCTION ASSAULT")

// past are the tags of what is over.
var past = set("VBD VBN")

// advised reports whether "when" begins clause v.
func (c *clause) advised(v int) bool {
	for _, k := range c.below(v) {
		if c.rel(k) == "advmod" && c.lower[k] == "when" {
			return true
		}
	}
	return false
}

// mark is the word that joins clause v to the one above: "after", "to"; "" for none.
func (c *clause) mark(v int) string {
	for _, k := range c.below(v) {
		if c.rel(k) == "mark" || c.rel(k) == "case" {
			w := c.lower[k]
			for _, f := range c.below(k) {
				if c.rel(f) == "fixed" {
					w += " " + c.lower[f]
				}
			}
			return w
		}
	}
	return ""
}

// ruledOut is what "rule out" says of what follows, and "have yet" of an infinitive.
func (c *clause) ruledOut(h int) cues {
	if c.lemma(h) == "have" {
		for _, k := range c.below(h) {
			if c.lower[k] == "yet" {
				return cues{negated: true}
			}
		}
	}
	return cues{negated: c.lemma(h) == "rule" && c.part(h, "out") >= 0 && !c.own(h).negated}
}

var (
	untrue     = set("false untrue wrong unfounded baseless")
	denying    = set("deny reject dismiss refute doubt")
	wishing    = set("hope wish want urge demand propose suggest recommend insist fear threaten ask request")
	preventing = set("prevent ban bar stop block prohibit keep prohibit forbid discourage refrain")
	accusing   = set("accuse suspect charge blame convict acquit")
)

// hopes are nouns that say that what follows may come to be.
var hopes = set("idea possibility prospect proposal hope chance interest aim goal likelihood option")

// objectControl verbs give their object something to do.
var objectControl = set("urged urge urges asked ask asks told tell tells ordered order orders invited invite invites called persuaded convinced pressed encouraged allowed allow allows forced authorized directed instructed appealed sent send sends wants want advised warned require requires required requiring prompt prompts prompted force forces enable enabled order ordering asking urging telling")

var beForms = set("is are was were be been being am 's 're get got gets")

// around adds what the whole sentence says: it may be a question.
func (c *clause) around(cue cues) cues {
	if c.at(c.end-1) == "?" {
		cue.possible = true
	}
	return cue
}

// topics are the prepositions before what is only spoken of.
var topics = set("of on about over regarding concerning")

// motion verbs bring somebody to what has not begun.
var motion = set("arrive fly travel go come leave head gather return depart invite")

// ahead are prepositions before what has not begun.
var ahead = set("before ahead pending")

// rumours are nouns of what is said and may not be so.
var rumours = set("report claim allegation rumor rumour suggestion speculation")

// nounStatus tells whether what noun n tells happened: by its adjectives and the
// nouns that hold it, up to top, and by the verb v that it is role of.
func (c *clause) nounStatus(t trigger, top, v int, role string) schema.Status {
	n := t.head
	var cue cues
	for i := n; i >= 0; i = c.above(i) {
		for _, k := range c.below(i) {
			switch c.rel(k) {
			case "amod", "compound", "det", "advmod":
				cue.note(c.becomes(k))
			}
		}
		if i == top {
			break
		}
		cue.note(c.becomes(c.above(i)))
	}
	if v < 0 {
		if c.dependent(top, "nsubj") >= 0 { // "is an ally"
			cue.join(c.own(top))
		}
		return c.around(cue).status()
	}
	over := c.cues(v, 0)
	behind := c.marker(top)
	switch {
	case role == "obl" && adjuncts[behind] && !ahead[firstWord(behind)]: // "during a meeting": as sure as the verb itself is
		cue.planned = cue.planned || over.planned && behind == "during"
	case role == "obl" && topics[behind]: // "no details were given of the talks"
	case role == "obl" && behind == "without":
		cue.negated = true
	case c.lemma(v) == "rule" && c.part(v, "out") >= 0: // "did not rule out talks"
		cue.possible = cue.possible || over.negated
		cue.negated = cue.negated || !over.negated
	case c.lemma(v) == "call" && c.part(v, "off") >= 0, (c.lemma(v) == "pull" || c.lemma(v) == "walk") && c.part(v, "out") >= 0:
		cue.negated = true
	case c.lemma(v) == "call" && role == "obj":
		cue.join(over)
	default:
		if role != "nsubj" && !(role == "obl" && behind == "in") && !(c.lemma(v) == "announce" && atOnce[t.relation.PLOVER()]) {
			cue.note(c.becomes(v))
		}
		if role == "obl" && (behind == "for" && (motion[c.lemma(v)] || leaving[c.lower[v]]) || ahead[firstWord(behind)]) {
			cue.planned = true // "has arrived in Riga for talks"
		}
		cue.join(over)
	}
	return c.around(cue).status()
}

// leaving verbs tell of a journey that has not arrived: "is flying to Riga for talks".
var leaving = set("flying traveling travelling heading heads travels flies going goes leaves leaving headed")
