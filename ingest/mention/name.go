package mention

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/ingest/text"
	"entente/schema"
)

// nameAt reads a run of capitalised words at token i and returns the token
// behind it, i if there is none. Particles ("al-", "bin", "de") join words of a
// name, "of" and "for" the words of a body's name. Behind a title a single
// capitalised word is enough even where it begins the sentence.
func (r *reader) nameAt(i int, afterTitle bool) int {
	if i >= r.current.End || !r.nameWord(i) {
		if !(afterTitle && r.particle(i)) {
			return i
		}
	}
	if r.isTitleCase() && !afterTitle {
		return i // every word of a headline is capitalised
	}
	if i == r.current.First && !afterTitle && !r.opensName(i) || functionWords[r.lower[i]] && !r.upper(i) {
		return i
	}
	j, body := i, false
	for j < min(r.current.End, i+maxName) {
		switch {
		case r.nameWord(j):
			if j > i && r.endsBefore(j) {
				return j
			}
			body = body || bodyWords[r.lower[j]]
			j++
		case r.at(j, "-") && j+1 < r.current.End && (isCapital(r.word[j+1]) || nameParticles[r.lower[j-1]] || r.doc.Tokens[j+1].UPOS == "PROPN") && r.adjoins(j) && r.adjoins(j+1):
			j += 2
		case j+1 < r.current.End && (j == i && afterTitle || j > i) && r.particle(j) && r.particleLeads(j):
			j++
		case j > i && body && r.at(j, "of", "for", "and") && j+1 < r.current.End && r.bodyContinues(j):
			j++
			if r.at(j, "the") {
				j++
			}
		default:
			return j
		}
	}
	return j
}

// person reports whether the model has token i in a person's name.
func (r *reader) person(i int) bool {
	k := sort.Search(len(r.doc.Spans), func(k int) bool { return r.doc.Spans[k].End > i })
	return k < len(r.doc.Spans) && r.doc.Spans[k].First <= i && r.doc.Spans[k].Kind == text.Person
}

// maxName is how many tokens a name may have.
const maxName = 14

// nameWord reports whether token i is a capitalised word that can be part of a name.
func (r *reader) nameWord(i int) bool {
	w := r.word[i]
	if !isCapital(w) || notNames[r.lower[i]] {
		return false
	}
	if weekdays[r.lower[i]] && isNumeral(r.wordAt(i+1)) { // "met Rouhani Nov 18"
		return false
	}
	if weekdays[r.lower[i]] && r.person(i) { // "June Carter", "May met Merkel"
		return true
	}
	if weekdays[r.lower[i]] { // "Theresa May" is a person all the same
		given := false
		if i > r.current.First {
			_, given = r.base.GivenName(r.word[i-1])
		}
		return (given || r.surnames[w]) && len(w) < 7
	}
	if len(w) == 1 && w != "X" {
		return false
	}
	return true
}

// opensName reports whether the first word of a sentence begins a name rather
// than being capitalised as a first word: the document never writes it in lower
// case, and it is known, or a given name, or another capitalised word follows.
func (r *reader) opensName(i int) bool {
	if r.common[r.lower[i]] || functionWords[r.lower[i]] {
		return false
	}
	if len(r.match(i)) > 0 {
		return true
	}
	if _, ok := r.base.GivenName(r.word[i]); ok {
		return true
	}
	if _, ok := r.base.GroupNoun(r.word[i]); ok {
		return false
	}
	if _, ok := r.base.Title(r.word[i]); ok {
		return false
	}
	if i+1 < r.current.End && r.nameWord(i+1) {
		if t, ok := r.base.Title(r.word[i+1]); ok && t.Role != actor.Courtesy {
			return bodyWords[r.lower[i+1]]
		}
		return len(r.match(i+1)) == 0
	}
	if s, ok := r.doc.SpanAt(i); ok && s.Kind == text.Person {
		return true
	}
	next := i + 1
	if r.at(next, "also", "later", "earlier", "reportedly") {
		next++
	}
	return r.inside[r.word[i]] || r.at(i+1, "'s", "’s") || next < r.current.End && speechVerbs[r.lower[next]] && !strings.HasSuffix(r.word[i], "s")
}

// endsBefore reports whether a name cannot run on into token j: a title, a
// nationality or another actor begins there.
func (r *reader) endsBefore(j int) bool {
	if s, ok := r.doc.SpanAt(j); ok && s.Kind == text.Person && s.End > j+1 {
		return true // "University of Texas | Amneh Jafari"
	}
	if t, ok := r.base.Title(r.word[j]); ok && (t.Role == actor.Courtesy || officeWords[strings.ToLower(t.Word)]) {
		return true
	}
	for _, m := range r.match(j) {
		if m.Form == actor.Adjective && !bodyWords[r.lower[min(j+1, len(r.lower)-1)]] {
			return true
		}
	}
	return false
}

// particle reports whether token i is a small word inside personal names.
func (r *reader) particle(i int) bool {
	return i < r.current.End && nameParticles[r.lower[i]]
}

// particleLeads reports whether a capitalised word follows the particle.
func (r *reader) particleLeads(i int) bool {
	k := i + 1
	if r.at(k, "-") {
		k++
	}
	if r.particle(k) {
		k++
		if r.at(k, "-") {
			k++
		}
	}
	return k < r.current.End && r.nameWord(k)
}

// bodyContinues reports whether "of" or "and" at token i goes on with the name of a body.
func (r *reader) bodyContinues(i int) bool {
	k := i + 1
	if r.at(k, "the") {
		k++
	}
	if k >= r.current.End || !r.nameWord(k) {
		return false
	}
	if r.at(i, "and") { // "Organization for Security and Co-operation"
		return len(r.match(k)) == 0 && !r.personal(k) && bodyWords[r.lower[i-1]]
	}
	return true
}

// personal reports whether a person's name begins at token i.
func (r *reader) personal(i int) bool {
	if _, ok := r.base.GivenName(r.word[i]); ok {
		return true
	}
	t, ok := r.base.Title(r.word[i])
	return ok && t.Role != actor.Modifier
}

// nameKind judges what an unknown name is of: a person, an organisation, or ""
// where it is neither (a place, a day, an event).
func (r *reader) nameKind(i, end int) schema.Kind {
	if r.noActor(i) >= end-i {
		return ""
	}
	last := r.lower[end-1]
	given := false
	if _, ok := r.base.GivenName(r.word[i]); ok {
		given = true
	}
	for k := i; k < end; k++ {
		w := r.lower[k]
		if bodyWords[w] {
			return schema.Organisation
		}
		if k > i && r.at(k, "of", "for") {
			break
		}
	}
	switch {
	case thingWords[last], storms[r.lower[i]]:
		return ""
	case placeWords[last] || placeWords[r.lower[i]] && !given:
		return ""
	case given:
		return schema.Person
	case r.at(i-1, "in", "at", "near", "outside", "inside", "around"):
		return "" // an unknown place
	case r.at(i-1, "of", "from", "to") && end == i+1 && !r.surnames[r.word[i]]:
		return ""
	case end == i+1 && r.upper(i):
		if strings.Contains(r.word[i], ".") {
			return "" // "R-S.C.": a party and a state
		}
		if len(r.word[i]) >= 2 && len(r.word[i]) <= 6 {
			return schema.Organisation
		}
		return ""
	case r.at(end, ",") && r.placeFollows(end+1):
		return "" // "Mosul, Iraq"
	case end == i+1 && !given && !r.surnames[r.word[i]] && !r.actsAsPerson(i, end) && !r.tagged(i, end):
		return "" // a single unknown word is more often a place or a thing
	}
	return schema.Person
}

// tagged reports whether the model of the language takes just these tokens for a
// person's name.
func (r *reader) tagged(i, end int) bool {
	s, ok := r.doc.SpanAt(i)
	return ok && s.End == end && s.Kind == text.Person
}

// actsAsPerson reports whether an unknown word stands where persons stand more
// than places: before a verb, or as object of what is done to persons.
func (r *reader) actsAsPerson(i, end int) bool {
	if r.at(i-1, "met", "meet", "meets", "told", "tell", "accused", "criticized", "criticised", "urged", "asked", "arrested", "detained", "killed",
		"thanked", "praised", "telephoned", "called", "congratulated", "nominated", "appointed", "elected", "said", "says") {
		return true
	}
	k := end
	if r.at(k, "also", "later", "earlier", "then", "reportedly", "again", "never") {
		k++
	}
	next := r.wordAtLower(k)
	return r.at(k, "'s", "’s", "has", "have", "had", "was", "is", "will", "would", "did", "could", "may", "can", "should", "must", "who") ||
		speechVerbs[next] || strings.HasSuffix(next, "ed") && len(next) > 4
}

// placeFollows reports whether a state stands at token i, closed by a comma or the end.
func (r *reader) placeFollows(i int) bool {
	for _, m := range r.match(i) {
		if m.Actor.Kind == schema.Country && m.Form == actor.Name && r.at(i+m.Words, ",", ".") {
			return true
		}
	}
	return false
}

// upper reports whether token i is written in capitals only.
func (r *reader) upper(i int) bool {
	for _, c := range r.word[i] {
		if unicode.IsLower(c) {
			return false
		}
	}
	return true
}

// adjoins reports whether token i follows the one before without a blank.
func (r *reader) adjoins(i int) bool {
	return i > 0 && r.doc.Tokens[i].Start == r.doc.Tokens[i-1].End
}

// isTitleCase reports whether the sentence is a headline that capitalises its
// words, so that capitals tell nothing.
func (r *reader) isTitleCase() bool {
	if r.current.Kind != text.Headline {
		return false
	}
	capital, small := 0, 0
	for i := r.current.First; i < r.current.End; i++ {
		switch {
		case !isWord(r.word[i]) || len(r.word[i]) < 4:
		case isCapital(r.word[i]):
			capital++
		default:
			small++
		}
	}
	return capital > 2*small && capital > 2
}

// wordAtLower is the word at token i in lower case, "" outside the sentence.
func (r *reader) wordAtLower(i int) string { return strings.ToLower(r.wordAt(i)) }

func isNumeral(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) || unicode.IsTitle(c)
}

func isWord(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(c)
}

var (
	// officeWords are titles that no name contains.
	officeWords = set("president minister secretary chancellor ambassador spokesman spokeswoman leader chairman chairwoman director senator governor premier envoy commissioner")
	// speechVerbs are what people do; a capitalised word before them is a name.
	speechVerbs   = set("said says told tells met added announced urged accused criticized criticised visited telephoned arrived spoke made praised rejected")
	nameParticles = set("al el bin ibn ben abu de da dos del della di la le van von der den ter bint ul ur ud")
	weekdays      = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
		september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. jan feb apr jul aug sept sep oct nov dec`)
	// functionWords begin sentences and no names.
	functionWords = set(`the a an in on at of for from to with without by as and but or nor so yet if when while after before since until
		although though because amid among during despite under over between against about above below it its he she they we i you his her
		their our my your neither nor either this that these those there here what which who whom whose why how where not no yes all both each every some many
		most more much few several other another such only even still also just then now meanwhile however earlier later last next
		first second third one two three four five six seven eight nine ten according is was are were be been being has had have do does
		did will would can could may might shall should must let see asked speaking following including given once instead nearly almost
		about around authorities officials police witnesses analysts critics observers experts people residents protesters militants
		separately recently currently previously overall elsewhere today yesterday tomorrow monday tuesday`)
	// notNames are written with a capital and name nobody.
	notNames = set(`i god islam christianity kurdish chechen tibetan kashmiri basque bosniak catalan darfuri muslim muslims christian christians jewish jews islamic arab arabs sunni sunnis shi'ite shi'ites
		shiite shiites kurd kurds kurdish western eastern northern southern european europeans african africans asian asians westerner westerners latin internet earth mr mrs ms gmt est utc
		photo file latest published updated posted copyright english spanish arabic hebrew christmas easter nobel olympic olympics i'm`)
	// bodyWords make the name they stand in that of a body.
	bodyWords = set(`ministry department party front organization organisation agency university council committee commission union army
		bank corporation corp. inc. co. ltd. company group association federation confederation league movement court tribunal parliament
		assembly congress senate institute institution foundation centre center office bureau authority service services forces force brigade
		brigades battalion guard guards police administration academy society fund board chamber club network alliance coalition bloc
		airlines airways motors press news times post journal television radio broadcasting church mission secretariat directorate
		headquarters embassy consulate hospital exchange industries energy oil petroleum gas steel systems technologies international
		command militia hezbollah jihad resistance liberation`)
	// placeWords make the name a place.
	placeWords = set(`city town village river province district region strip bank sea ocean gulf island islands mountain mountains mount
		valley county airport port street square road avenue lake peninsula desert heights beach bay coast canal plateau hill hills
		north south east west new san santa los las saint st. fort upper lower greater prison camp base palace hotel stadium bridge dam plant
		mosque cathedral temple zone border`)
	// storms begin the names of such.
	storms = set("hurricane typhoon cyclone storm tropical")
	// thingWords make the name an event, a law, a prize: nobody.
	thingWords = set(`cup war summit conference day act treaty prize games agreement accord accords protocol plan initiative talks festival
		revolution uprising intifada spring crisis convention constitution resolution law bill pact deal week month year award championship
		open series tour dollar euro index average program programme project report review process road-map roadmap doctrine policy strategy
		channel-one virus disease syndrome hurricane storm earthquake dialogue forum statement declaration charter`)
)
