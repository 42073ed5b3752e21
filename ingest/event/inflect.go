package event

import "strings"

// form is which form of a verb a word is; the same word may be several.
type form uint8

const (
	base       form = 1 << iota // meet
	third                       // meets
	past                        // met
	participle                  // met, spoken
	gerund                      // meeting
)

// irregular verbs of the lexicon: past and past participle.
var irregular = map[string][2]string{
	"meet": {"met", "met"}, "get": {"got", "gotten"}, "speak": {"spoke", "spoken"}, "tell": {"told", "told"}, "hold": {"held", "held"},
	"ring": {"rang", "rung"}, "fly": {"flew", "flown"}, "go": {"went", "gone"}, "stand": {"stood", "stood"}, "give": {"gave", "given"},
	"withdraw": {"withdrew", "withdrawn"}, "put": {"put", "put"}, "break": {"broke", "broken"}, "cut": {"cut", "cut"}, "strike": {"struck", "struck"},
	"shoot": {"shot", "shot"}, "slay": {"slew", "slain"}, "fight": {"fought", "fought"}, "hit": {"hit", "hit"}, "sell": {"sold", "sold"},
	"send": {"sent", "sent"}, "freeze": {"froze", "frozen"}, "pay": {"paid", "paid"}, "make": {"made", "made"}, "take": {"took", "taken"},
	"begin": {"began", "begun"}, "have": {"had", "had"}, "lead": {"led", "led"}, "leave": {"left", "left"}, "say": {"said", "said"},
	"shake": {"shook", "shaken"}, "overthrow": {"overthrew", "overthrown"}, "seek": {"sought", "sought"}, "bring": {"brought", "brought"}, "win": {"won", "won"},
}

// doubled verbs double their last consonant: ban, banned.
var doubled = map[string]bool{"ban": true, "bar": true, "get": true, "put": true, "cut": true, "hit": true, "expel": true, "kidnap": true, "rebut": true, "compel": true, "begin": true, "slap": true, "chat": true, "slam": true, "stab": true, "ram": true, "rob": true, "nab": true, "rap": true}

// verbForms lists the forms of a regular or irregular English verb.
func verbForms(verb string) map[string]form {
	out := map[string]form{}
	last := verb[len(verb)-1]
	stem := verb
	switch {
	case doubled[verb]:
		stem = verb + string(last)
	case strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee"):
		stem = verb[:len(verb)-1]
	}
	consonantY := last == 'y' && len(verb) > 1 && !strings.ContainsRune("aeiou", rune(verb[len(verb)-2]))
	s := verb + "s"
	switch {
	case consonantY:
		s = verb[:len(verb)-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"), verb == "go":
		s = verb + "es"
	case verb == "have":
		s = "has"
	}
	ed := stem + "ed"
	switch {
	case consonantY:
		ed = verb[:len(verb)-1] + "ied"
	case last == 'e':
		ed = verb + "d"
	}
	ppart := ed
	if irr, ok := irregular[verb]; ok {
		ed, ppart = irr[0], irr[1]
	}
	out[verb] |= base
	out[s] |= third
	out[ed] |= past
	out[ppart] |= participle
	out[stem+"ing"] |= gerund
	return out
}

// nounForms lists singular and plural of a noun that may be given in either.
func nounForms(noun string) []string {
	switch {
	case strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss"):
		return []string{noun}
	case strings.HasSuffix(noun, "y") && len(noun) > 2 && !strings.ContainsRune("aeiou", rune(noun[len(noun)-2])):
		return []string{noun, noun[:len(noun)-1] + "ies"}
	case strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ss"), strings.HasSuffix(noun, "x"):
		return []string{noun, noun + "es"}
	}
	return []string{noun, noun + "s"}
}
