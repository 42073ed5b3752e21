package dictionary

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"entente/ingest/actor"
	"entente/schema"
)

// The properties and items of Wikidata that are read.
const (
	instanceOf   = "P31"
	positionHeld = "P39"
	citizenship  = "P27"
	countryOf    = "P17"
	jurisdiction = "P1001"
	sexOrGender  = "P21"
	startTime    = "P580"
	endTime      = "P582"
	alpha2       = "P297"
	alpha3       = "P298"

	human  = "Q5"
	male   = "Q6581097"
	female = "Q6581072"
)

// wikidataKinds are classes of actors. Others are told by what they are called
// in the same file ("political party").
var wikidataKinds = map[string]schema.Kind{
	human: schema.Person, "Q6256": schema.Country, "Q3624078": schema.Country, // country, sovereign state
	"Q43229": schema.Organisation, "Q7278": schema.Organisation, // organisation, political party
	"Q4830453": schema.Organisation, "Q783794": schema.Organisation, "Q891723": schema.Organisation, // business, company, public company
	"Q484652": schema.Organisation, "Q245065": schema.Organisation, "Q79913": schema.Organisation, // international, intergovernmental, non-governmental organisation
	"Q327333": schema.Organisation, "Q192350": schema.Organisation, // government agency, ministry
	"Q163740": schema.Organisation, "Q11032": schema.Organisation, // nonprofit organisation, newspaper
}

// wikidataStates are states that are citizenships in many files that don't hold
// the item of the state itself.
var wikidataStates = func() map[string]string {
	out := map[string]string{}
	fields := strings.Fields(`Q16 CAN Q17 JPN Q20 NOR Q27 IRL Q28 HUN Q29 ESP Q30 USA Q31 BEL Q33 FIN Q34 SWE Q35 DNK Q36 POL Q38 ITA Q39 CHE Q40 AUT
		Q41 GRC Q43 TUR Q45 PRT Q55 NLD Q79 EGY Q96 MEX Q114 KEN Q115 ETH Q142 FRA Q145 GBR Q148 CHN Q155 BRA Q159 RUS Q183 DEU Q184 BLR Q212 UKR
		Q213 CZE Q218 ROU Q219 BGR Q224 HRV Q241 CUB Q252 IDN Q258 ZAF Q298 CHL Q403 SRB Q408 AUS Q414 ARG Q423 PRK Q668 IND Q717 VEN Q739 COL
		Q794 IRN Q796 IRQ Q801 ISR Q805 YEM Q810 JOR Q822 LBN Q833 MYS Q843 PAK Q846 QAT Q851 SAU Q858 SYR Q869 THA Q878 ARE Q881 VNM Q884 KOR
		Q889 AFG Q928 PHL Q1033 NGA Q15180 SUN`)
	for i := 0; i+1 < len(fields); i += 2 {
		out[fields[i]] = fields[i+1]
	}
	return out
}()

type wikidataText struct {
	Value string `json:"value"`
}

// wikidataItem is an entity, with what is read of it.
type wikidataItem struct {
	ID      string                  `json:"id"`
	Labels  map[string]wikidataText `json:"labels"`
	Aliases wikidataAliases         `json:"aliases"`
	Claims  wikidataClaims          `json:"claims"`
	line    int
}

// wikidataAliases and wikidataClaims are objects, but where they are empty the
// dumps write [].
type (
	wikidataAliases map[string][]wikidataText
	wikidataClaims  map[string][]wikidataClaim
)

func (a *wikidataAliases) UnmarshalJSON(b []byte) error {
	if string(b) == "[]" {
		return nil
	}
	return json.Unmarshal(b, (*map[string][]wikidataText)(a))
}

func (c *wikidataClaims) UnmarshalJSON(b []byte) error {
	if string(b) == "[]" {
		return nil
	}
	return json.Unmarshal(b, (*map[string][]wikidataClaim)(c))
}

type wikidataClaim struct {
	Main       wikidataSnak              `json:"mainsnak"`
	Rank       string                    `json:"rank"`
	Qualifiers map[string][]wikidataSnak `json:"qualifiers"`
}

type wikidataSnak struct {
	Data struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// item is the entity that a snak names, text its string, "" where it is none.
func (s *wikidataSnak) item() string {
	var v struct {
		ID     string `json:"id"`
		Number int    `json:"numeric-id"` // alone in old dumps
	}
	_ = json.Unmarshal(s.Data.Value, &v) // what is none has no id
	if v.ID == "" && v.Number > 0 {
		return "Q" + strconv.Itoa(v.Number)
	}
	return v.ID
}

func (s *wikidataSnak) text() string {
	var v string
	_ = json.Unmarshal(s.Data.Value, &v)
	return v
}

// items lists the entities that a property names, without deprecated claims.
func (w *wikidataItem) items(property string) []string {
	var out []string
	for i := range w.Claims[property] {
		if c := &w.Claims[property][i]; c.Rank != "deprecated" {
			if id := c.Main.item(); id != "" {
				out = append(out, id)
			}
		}
	}
	return out
}

func (w *wikidataItem) text(property string) string {
	for i := range w.Claims[property] {
		if s := w.Claims[property][i].Main.text(); s != "" {
			return s
		}
	}
	return ""
}

// label is the English name: since 2024 that of many a person stands under "mul", for all languages.
func (w *wikidataItem) label() string {
	return cmp.Or(w.Labels["en"].Value, w.Labels["mul"].Value)
}

// readWikidata reads entities one after another, in an array, or under
// "entities", in any order: they name each other by id.
func (f *file) readWikidata() {
	w := &wikidata{file: f, byID: map[string]*wikidataItem{}, named: map[string]bool{}}
	f.values(func(v value) bool {
		bundle := false
		f.fields(v, func(key string, v value) {
			if key == "entities" {
				bundle = true
				f.fields(v, func(_ string, v value) { w.item(v) })
			}
		})
		if !bundle {
			w.item(v)
		}
		return true
	})
	for _, item := range w.items {
		for _, p := range []string{instanceOf, positionHeld, citizenship, countryOf, jurisdiction, sexOrGender} {
			for _, id := range item.items(p) {
				w.named[id] = true
			}
		}
	}
	for _, item := range w.items {
		w.actor(item)
	}
}

type wikidata struct {
	*file
	items []*wikidataItem
	byID  map[string]*wikidataItem
	named map[string]bool // by other items: they need not be actors to be of use
}

func (w *wikidata) item(v value) {
	item := &wikidataItem{line: w.line(v)}
	if !w.decode(v, item) {
		return
	}
	if item.ID == "" {
		w.wrong(item.line, "an entity without an id", "no id")
		return
	}
	w.items = append(w.items, item)
	w.byID[item.ID] = item
}

// actor makes an entry of an item that is an actor.
func (w *wikidata) actor(item *wikidataItem) {
	kind := w.kind(item)
	if kind == "" {
		if !w.named[item.ID] {
			w.wrong(item.line, "an item of no actor", "%s is instance of nothing that is known to act", quoted(item.ID))
		}
		return
	}
	name, ok := w.cleaned(item.line, item.label())
	if !ok {
		return
	}
	var country string
	if kind == schema.Country {
		if country = w.state(item.ID); country == "" {
			w.wrong(item.line, "an unknown country", "%s is no country that is known", quoted(name))
			return
		}
		if state, ok := w.base.State(country); ok {
			e := w.file.actor(state.Name, kind, country)
			w.alias(e, item.line, name)
			w.aliases(e, item)
		}
		return
	}
	for _, p := range []string{citizenship, countryOf} {
		for i := range item.Claims[p] {
			c := &item.Claims[p][i]
			// The last that has not ended: many were citizens of states that are gone.
			if s := w.state(c.Main.item()); s != "" && c.Rank != "deprecated" && (country == "" || len(c.Qualifiers[endTime]) == 0) {
				country = s
			} else if s == "" && c.Main.item() != "" {
				w.wrong(item.line, "an unknown country", "%s is no country that is known: its item is not in this file", quoted(c.Main.item()))
			}
		}
	}
	e := w.file.actor(name, kind, country)
	w.aliases(e, item)
	for _, id := range item.items(sexOrGender) {
		switch id {
		case male:
			e.Gender = actor.Male
		case female:
			e.Gender = actor.Female
		}
	}
	for i := range item.Claims[positionHeld] {
		w.position(e, item, &item.Claims[positionHeld][i])
	}
}

func (w *wikidata) aliases(e *actor.Entry, item *wikidataItem) {
	for _, language := range []string{"en", "mul"} {
		for _, a := range item.Aliases[language] {
			w.alias(e, item.line, a.Value)
		}
	}
}

// kind is what sort of actor an item is, "" for none.
func (w *wikidata) kind(item *wikidataItem) schema.Kind {
	var kind schema.Kind
	for _, class := range item.items(instanceOf) {
		switch k := wikidataKinds[class]; {
		case k == schema.Country:
			return k
		case k != "":
			kind = k
		case kind == "" && w.byID[class] != nil:
			words := strings.Fields(w.byID[class].label())
			if len(words) > 0 {
				if n, ok := w.base.GroupNoun(words[len(words)-1]); ok && n.Kind == schema.Organisation {
					kind = n.Kind
				}
			}
		}
	}
	if kind == "" && item.text(alpha3) != "" {
		return schema.Country
	}
	return kind
}

// state is the country of an item that is a state, "" for none that is known.
func (w *wikidata) state(id string) string {
	item := w.byID[id]
	if item == nil {
		return wikidataStates[id]
	}
	for _, code := range []string{item.text(alpha3), item.text(alpha2)} {
		if code != "" {
			return w.country(item.line, code)
		}
	}
	if a := w.base.Called(item.label()); a != nil && a.Kind == schema.Country {
		return a.Country
	}
	return wikidataStates[id]
}

// position gives a person an office.
func (w *wikidata) position(e *actor.Entry, item *wikidataItem, c *wikidataClaim) {
	id := c.Main.item()
	if id == "" || c.Rank == "deprecated" {
		return
	}
	post := w.byID[id]
	if post == nil {
		w.wrong(item.line, "an office nowhere", "the office %s is not in this file, so that its name is not known", quoted(id))
		return
	}
	title, ok := w.cleaned(item.line, capital(post.label()))
	if !ok {
		return
	}
	o := actor.Office{Title: title}
	if o.From, ok = w.time(item.line, c.Qualifiers[startTime]); !ok {
		return
	}
	if o.To, ok = w.time(item.line, c.Qualifiers[endTime]); !ok {
		return
	}
	for _, id := range append(post.items(jurisdiction), post.items(countryOf)...) {
		if state, ok := w.base.State(w.state(id)); ok {
			o.At = state.Name
			break
		}
		if body := w.byID[id]; body != nil {
			o.At = body.label()
			break
		}
	}
	w.office(e, item.line, o)
}

// time reads "+2012-05-07T00:00:00Z" as precisely as it is meant. Times that
// are not known, which have no value, are zero.
func (w *wikidata) time(line int, snaks []wikidataSnak) (schema.Date, bool) {
	if len(snaks) == 0 || len(snaks[0].Data.Value) == 0 {
		return schema.Date{}, true
	}
	var v struct {
		Time      string `json:"time"`
		Precision int    `json:"precision"`
	}
	if err := json.Unmarshal(snaks[0].Data.Value, &v); err != nil {
		w.wrong(line, "no date", "%s is no time", quoted(string(snaks[0].Data.Value)))
		return schema.Date{}, false
	}
	precision := map[int]schema.Precision{9: schema.Year, 10: schema.Month, 11: schema.Day}[v.Precision]
	day, _, _ := strings.Cut(strings.TrimPrefix(v.Time, "+"), "T")
	// Months and days that are not known are 00.
	t, err := time.Parse("2006-01-02", strings.ReplaceAll(day, "-00", "-01"))
	if err != nil || precision == "" {
		w.wrong(line, "no date", "%s, of precision %d, is no day, month or year", quoted(v.Time), v.Precision)
		return schema.Date{}, false
	}
	return schema.DateOf(t, precision), true
}
