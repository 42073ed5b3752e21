package text

import "strings"

// abbreviation says how an abbreviation that keeps its full stop behaves
// before a capital letter: whether the stop may end the sentence as well.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	beforeName                  // "Mr. Obama": what follows belongs to it, always
	beforeNumber                // "No. 10", "Sept. 15": an abbreviation before a digit; "No." alone is a word
	medial                      // "vs.", "e.g.": never the end of a sentence
	either                      // "Inc.", "p.m.", "U.S.": ends the sentence if the next word looks like the start of one
)

// The lists are our own, of the abbreviations usual in English news. Words
// that are common English without the full stop ("gen", "sun", "mass") stand
// in capitalised, and are matched so.
var abbreviations = abbreviationTable(map[abbreviation]string{
	beforeName: `mr Mr mrs ms Ms mx Mx dr Dr prof messrs mme mlle hon Fr
		Gen Lt Col Maj Capt Cmdr Cdr Sgt Cpl Pvt Adm Brig Comdr Lieut Ens Spc Pfc
		Sen Sens Cong Rep Reps Gov Govs Pres Amb Sec Dep Asst Supt Insp Det Atty Rev Msgr Mgr Sr St Ste Sts Mt Ft Pt
		Ald Cllr Hon Ph Drs Profs GEN LT COL MAJ CAPT SGT SEN REP GOV REV MR MRS MS DR ST FT PVT`,
	beforeNumber: `No Nos no nos pp Pp vol vols Vol Vols fig figs Fig Figs ch Ch sec art Art par para Para ver ed Ed est b c d p P ca approx ext tel Tel Fax Mob
		Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec JAN FEB MAR APR AUG SEPT OCT NOV DEC`,
	medial: `vs cf viz al eg ie e.g i.e a.k.a P.S incl esp resp dept Dept Univ Assn Assoc Bros Attn attn div Vs Cf`,
	either: `inc corp co Co ltd LTD plc bros llc cie jr Sr etc Esq esq Ave Blvd Rd Hwy Bldg yrs hrs mins lb lbs oz ft sq Ph.D M.Sc B.Sc D.Phil LL.B LL.M
		Ala Ariz Calif Colo Conn Fla Ga Ind Kan Ky La Md Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Mass Ont Que
		Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun`,
})

func abbreviationTable(lists map[abbreviation]string) map[string]abbreviation {
	table := make(map[string]abbreviation)
	for class, list := range lists {
		for _, word := range strings.Fields(list) {
			// Where a word stands in two lists the more cautious class holds:
			// independent of map order.
			if old, ok := table[word]; !ok || class < old {
				table[word] = class
			}
			// Capitalised, words of two letters are often names: "Al.".
			if upper := strings.ToUpper(word[:1]) + word[1:]; upper != word && len(word) > 2 {
				if _, ok := table[upper]; !ok {
					table[upper] = class
				}
			}
		}
	}
	return table
}

// starters are words that, capitalised after an abbreviation, begin a new
// sentence rather than go on with a name: "in the U.S. The minister …".
var starters = wordSet(`The This That These Those There Then He She It We They You I His Her Its Our Their My Your
	But And Or So Yet If When While As At After Before Although Though Because Since In On For From With Without By To
	Until Last Meanwhile However Moreover Earlier Later Also According What Where Who Why How Which Some Many Most All Both
	No Not Now Only Even Just Here Such Each Another One Two Three A An Asked Is Are Was Were Do Does Did Has Have Had Can Could
	Would Will Should May Might Let Still Instead Despite During Please Thanks More Several Officials Analysts`)

// speech are the verbs that follow the name of a speaker.
var speech = wordSet(`said says asked asks told added replied answered wrote tweeted declared shouted warned exclaimed wondered`)

// prefixes stay joined to what follows their hyphen, as English treebanks have
// it: "pro-Palestinian", but "three - day".
var prefixes = wordSet(`non e re anti mid co pre pro cross post over semi counter ex sub multi mini neo socio inter intra
	un mis ultra arch psycho micro macro trans pseudo`)

// suffixes stay joined to what precedes their hyphen.
var suffixes = wordSet(`esque wise ish fold`)

// slashed are the abbreviations that a slash does not divide.
var slashed = wordSet(`w/o w/out b/c s/he l/c i/c i/s b/t`)

// clitics are contractions that are written without a mark of their own, each
// with the offset at which its last part begins.
var clitics = map[string]int{
	"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "outta": 3, "lemme": 3, "gimme": 3,
	"dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "cant": 2, "wont": 2, "couldnt": 5,
	"wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "aint": 2, "im": 1, "ive": 1,
	"thats": 4, "theres": 5, "whats": 4, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4, "weve": 2, "youll": 3, "theyll": 4,
}

// elided are words that begin with an apostrophe.
var elided = wordSet(`em n til cause bout cuz nuff round`)

// units divide from the number before them: "35 mm" in "35mm".
var units = wordSet(`am pm AM PM k K m mm MM bn mn tn b kg lb lbs km cm kph mph kb hrs hr mins min ft sq pc`)

// domains end the name of a site or a file. Those that are English words
// ("in", "it", "is") are left out: a missing blank after a full stop is commoner.
var domains = wordSet(`com org net gov edu mil int info biz uk de fr ru ir cn jp tv eu au ca nz ch es nl se il iq sy lb tr pk io
	doc docx xls xlsx ppt pdf txt csv htm html php asp aspx jpg jpeg png gif url exe zip mp3 mp4 wav xml json`)

// emoticons are the commonest faces.
var emoticons = wordSet(`:) :( ;) :-) :-( ;-) :D :-D :P :-P ;P :/ :O =) =( =D (: ^_^ -_- :)) :| >:( :'(`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
