package dictionary

import (
	"strings"

	"entente/ingest/actor"
	"entente/schema"

	"golang.org/x/text/language"
)

// codes knows what the codes of countries and of CAMEO stand for.
type codes struct {
	base   *actor.Base
	states map[string]*schema.Actor // by CAMEO code
	bodies map[string]*schema.Actor // organisations of several states, by CAMEO code
}

func newCodes(base *actor.Base) *codes {
	c := &codes{base, map[string]*schema.Actor{}, map[string]*schema.Actor{}}
	for _, a := range base.Actors() {
		switch {
		case a.Kind == schema.Country:
			// A state goes before a former one, or a part, with its code.
			if c.states[a.Code] == nil || a.Country == a.Code {
				c.states[a.Code] = a
			}
		case a.Kind == schema.Organisation && a.Country == "IGO" && c.bodies[a.Code] == nil:
			c.bodies[a.Code] = a
		}
	}
	// Of the many bodies with the code of the United Nations, it is itself.
	for _, name := range []string{"United Nations", "European Union", "NATO", "African Union"} {
		if a := base.Called(name); a != nil && a.Kind == schema.Organisation {
			c.bodies[a.Code] = a
		}
	}
	return c
}

// sectors are the roles of CAMEO, and what they are called as an office. Those
// with an empty name say nothing of an office.
var sectors = map[string]string{
	"GOV": "government", "MIL": "military", "OPP": "opposition", "LEG": "legislature", "JUD": "judiciary", "COP": "police",
	"SPY": "intelligence", "MED": "media", "BUS": "business", "REL": "religion", "REB": "rebels", "CVL": "civil society", "EDU": "education",
	"UAF": "armed forces", "CRM": "crime", "REF": "refugees", "LAB": "labour", "HLH": "health", "AGR": "agriculture", "DEV": "development",
	"ENV": "environment", "HRI": "human rights", "NGO": "non-governmental organisation", "PTY": "party", "ELI": "elite", "SET": "settlers",
	"MUS": "Muslims", "CHR": "Christians", "JEW": "Jews", "BUD": "Buddhists", "HIN": "Hindus", "INS": "insurgents", "SEP": "separatists",
	"MOD": "moderates", "RAD": "radicals", "PPL": "people", "OCC": "occupation", "UNR": "unrecognised",
}

// generic are the codes of CAMEO that begin an actor of no state: kinds of body
// and regions, from the codebook.
var generic = func() map[string]bool {
	out := map[string]bool{}
	for _, c := range strings.Fields(`IGO NGO NGM MNC INT IMG
		AFR ASA BLK CAS CAU CEU CFR CRB EAF EEU EIN EUR LAM MDT MEA NAF NMR PGS SAF SAH SAM SAS SCN SEA WAF WEU WST`) {
		out[c] = true
	}
	return out
}()

// code checks a CAMEO code of an actor.
func (f *file) code(line int, code string) bool {
	kind := "an unknown code"
	switch {
	case strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || code == "" || len(code)%3 != 0:
		kind = "no CAMEO code"
		f.wrong(line, kind, "%s is no CAMEO code, which has three capital letters or six, nine …", quoted(code))
		return false
	case f.codes.states[code[:3]] != nil || generic[code[:3]] || sectors[code[:3]] != "":
		return true
	}
	f.wrong(line, kind, "unknown code %s in %s: no state, region, kind of body or sector of CAMEO", code[:3], quoted(code))
	return false
}

// sector checks the code of a word: that of a role without an actor.
func (f *file) sector(line int, code string) bool {
	kind := "an unknown code"
	if len(code) >= 3 && sectors[code[:3]] != "" && len(code)%3 == 0 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return true
	}
	f.wrong(line, kind, "unknown code %s: no sector of CAMEO", quoted(code))
	return false
}

// countryOf is the country that an actor of a CAMEO code has, "" where it tells none.
func (c *codes) countryOf(code string, kind schema.Kind) string {
	if len(code) < 3 {
		return ""
	}
	if s := c.states[code[:3]]; s != nil {
		return s.Country
	}
	of := ""
	switch code[:3] {
	case "IGO", "NGO", "MNC":
		of = code[:3]
	case "NGM":
		of = "NGO"
	default:
		return ""
	}
	if kind == schema.Person { // is of a state, whatever they work for
		return ""
	}
	return of
}

// whose is the state or body that a CAMEO code belongs to, and what of it the
// rest of the code says.
func (c *codes) whose(code string) (at *schema.Actor, title string) {
	rest := code
	if at = c.states[code[:3]]; at != nil {
		rest = code[3:]
	} else if generic[code[:3]] {
		rest = code[3:]
		if len(code) >= 6 && c.bodies[code[:6]] != nil {
			at, rest = c.bodies[code[:6]], code[6:]
		}
	}
	var words []string
	for ; len(rest) >= 3; rest = rest[3:] {
		if w := sectors[rest[:3]]; w != "" {
			words = append(words, w)
		}
	}
	return at, strings.Join(words, ", ")
}

// former are the codes that FollowTheMoney has for states of the past, and
// others that ISO 3166 does not know.
var former = map[string]string{
	"SUHH": "SUN", "YUCS": "YUG", "CSHH": "CSK", "DDDE": "DDR", "DD": "DDR", "CSXX": "SCG", "UK": "GBR", "XK": "XKX", "EU": "IGO", "UN": "IGO",
}

// country is the ISO 3166 alpha-3 code of a state named by either code or by
// name, or IGO, NGO, MNC; "" for "".
func (f *file) country(line int, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	code := strings.ToUpper(s)
	code, _, _ = strings.Cut(code, "-") // "gb-sct"
	if iso := former[code]; iso != "" {
		code = iso
	}
	switch code {
	case "IGO", "NGO", "MNC":
		return code
	}
	if _, ok := f.base.State(code); ok {
		return code
	}
	if len(code) == 2 {
		if r, err := language.ParseRegion(code); err == nil {
			if _, ok := f.base.State(r.ISO3()); ok {
				return r.ISO3()
			}
		}
	}
	if a := f.base.Called(s); a != nil && a.Kind == schema.Country {
		return a.Country
	}
	f.wrong(line, "an unknown country", "%s is no country that is known", quoted(s))
	return ""
}
