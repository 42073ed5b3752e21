package schema

import "slices"

// Relation is what one actor did to another, as a readable verb in the past
// tense: "telephoned". Its codes are in the table below.
type Relation string

// RelationSpec describes a relation. Codes are those of CAMEO 1.1b3 and of
// PLOVER in its 2021 list of 16 types; CAMEO2PLOVER-2021.txt maps one to the
// other, save the appeals of group 02, which PLOVER 2021 joined with the demands
// into REQUEST. Where the project's coding guide departs from that map
// (sanctions are SANCTION, a release is CONCEDE, an agreement is AGREE, a
// conviction and an expulsion are COERCE), the PLOVER type follows the guide and the CAMEO code the event as said.
type RelationSpec struct {
	Name      Relation
	PLOVER    string // one of the 16 types
	Actual    string // CAMEO code of the event that happened
	Intended  string // … planned or possible
	Refused   string // … negated
	Valence   int    // +1 friendly, 0 neutral, -1 hostile
	Symmetric bool   // A did it with B just as B with A
	Rank      int    // among contacts: of two words for one contact the higher rank is kept
	Passive   string // read from the target's side, "was telephoned by"
	Doc       string
}

// Relations lists every relation, by PLOVER type and then from common to rare.
func Relations() []RelationSpec { return slices.Clone(relations[:]) }

var relations = [...]RelationSpec{
	{"met", "CONSULT", "040", "036", "125", 0, true, 3, "met", "were in one place and conferred"},
	{"talked_to", "CONSULT", "040", "036", "125", 0, true, 1, "talked to", "conferred; how is not said"},
	{"telephoned", "CONSULT", "041", "036", "125", 0, false, 6, "was telephoned by", "spoke by telephone; the source rang where the text tells"},
	{"visited", "CONSULT", "042", "036", "125", 0, false, 2, "was visited by", "travelled to the target, to its country or seat"},
	{"hosted", "CONSULT", "043", "036", "125", 0, false, 4, "was hosted by", "received the target as a guest"},
	{"negotiated_with", "CONSULT", "046", "036", "125", 0, true, 5, "negotiated with", "bargained towards an agreement"},
	{"mediated", "CONSULT", "045", "039", "126", 0, false, 5, "was mediated by", "stood between the target and another party"},
	{"addressed", "CONSULT", "040", "036", "125", 0, false, 1, "was addressed by", "spoke or testified before the target"},

	{"supported", "SUPPORT", "050", "032", "120", +1, false, 0, "was supported by", "backed, endorsed or rallied for"},
	{"praised", "SUPPORT", "051", "032", "120", +1, false, 0, "was praised by", "praised, thanked or congratulated"},
	{"defended", "SUPPORT", "052", "032", "120", +1, false, 0, "was defended by", "defended in words"},
	{"allied_with", "SUPPORT", "050", "030", "120", +1, true, 0, "was allied with", "stands as an ally; a tie, not a single act"},
	{"recognised", "SUPPORT", "054", "032", "120", +1, false, 0, "was recognised by", "granted diplomatic recognition"},
	{"restored_ties_with", "SUPPORT", "050", "032", "120", +1, true, 0, "restored ties with", "established, restored or raised diplomatic ties"},
	{"apologised_to", "SUPPORT", "055", "032", "120", +1, false, 0, "received an apology from", "expressed regret"},

	{"agreed_with", "AGREE", "030", "030", "120", +1, true, 0, "agreed with", "agreed on something to be done"},
	{"reached_agreement_with", "AGREE", "057", "030", "127", +1, true, 0, "reached an agreement with", "concluded a deal or an accord"},
	{"signed_agreement_with", "AGREE", "057", "030", "127", +1, true, 0, "signed an agreement with", "signed a treaty, accord or contract"},
	{"promised", "AGREE", "030", "030", "120", +1, false, 0, "was promised by", "agreed to do something for, with or to the target"},

	{"cooperated_with", "COOPERATE", "060", "031", "121", +1, true, 0, "cooperated with", "worked together in deed"},
	{"traded_with", "COOPERATE", "061", "0311", "1211", +1, true, 0, "traded with", "did business"},
	{"exercised_with", "COOPERATE", "062", "0312", "1212", +1, true, 0, "exercised with", "trained or fought on one side"},
	{"extradited_to", "COOPERATE", "063", "0313", "1213", +1, false, 0, "received by extradition from", "handed suspects over or shared legal evidence"},
	{"informed", "COOPERATE", "064", "0314", "1214", +1, false, 0, "was informed by", "shared intelligence or information"},

	{"aided", "AID", "070", "033", "122", +1, false, 0, "was aided by", "gave help in kind"},
	{"funded", "AID", "071", "0331", "1221", +1, false, 0, "was funded by", "gave money, credit or debt relief"},
	{"armed", "AID", "072", "0332", "1222", +1, false, 0, "was armed by", "gave weapons, training or other military aid"},
	{"sheltered", "AID", "075", "030", "122", +1, false, 0, "was sheltered by", "granted asylum or refuge"},

	{"yielded_to", "CONCEDE", "080", "035", "124", +1, false, 0, "won a concession from", "gave in to a demand"},
	{"allowed", "CONCEDE", "081", "0351", "1241", +1, false, 0, "was allowed by", "lifted a restriction on the target"},
	{"released", "CONCEDE", "0841", "0353", "1243", +1, false, 0, "was released by", "set free or handed back"},

	{"withdrew_from", "RETREAT", "0874", "0356", "1246", +1, false, 0, "saw the withdrawal of", "withdrew its forces"},
	{"ceased_fire_with", "RETREAT", "0871", "0356", "1246", +1, true, 0, "ceased fire with", "observed a truce"},
	{"surrendered_to", "RETREAT", "0874", "0356", "1246", +1, false, 0, "took the surrender of", "gave itself up"},

	{"requested", "REQUEST", "020", "020", "120", 0, false, 0, "was asked by", "asked for something"},
	{"urged", "REQUEST", "020", "020", "120", 0, false, 0, "was urged by", "pressed to act"},
	{"demanded", "REQUEST", "100", "100", "120", -1, false, 0, "faced a demand of", "demanded or ordered"},
	{"invited", "REQUEST", "026", "026", "125", +1, false, 0, "was invited by", "invited to meet, visit or take part"},

	{"accused", "ACCUSE", "112", "112", "112", -1, false, 0, "was accused by", "said the target did wrong"},
	{"criticised", "ACCUSE", "111", "111", "111", -1, false, 0, "was criticised by", "criticised, condemned or denounced"},
	{"rivalled", "ACCUSE", "110", "110", "110", -1, true, 0, "rivalled", "stands as a rival or an enemy; a tie, not a single act"},
	{"sued", "ACCUSE", "115", "115", "115", -1, false, 0, "was sued by", "brought a lawsuit"},
	{"investigated", "ACCUSE", "090", "090", "090", -1, false, 0, "was investigated by", "looked into wrongdoing"},

	{"rejected", "REJECT", "120", "120", "120", -1, false, 0, "was rejected by", "refused a proposal, claim or demand of the target"},
	{"declined", "REJECT", "125", "125", "125", -1, false, 0, "was declined by", "declined an invitation or talks"},

	{"threatened", "THREATEN", "130", "130", "130", -1, false, 0, "was threatened by", "threatened or warned against"},

	{"protested_against", "PROTEST", "141", "133", "141", -1, false, 0, "was protested against by", "demonstrated, struck or rallied against"},

	{"mobilised_against", "MOBILIZE", "154", "138", "154", -1, false, 0, "faced the mobilisation of", "moved or readied forces"},

	{"sanctioned", "SANCTION", "163", "1312", "085", -1, false, 0, "was sanctioned by", "imposed sanctions, an embargo or a boycott"},
	{"broke_relations_with", "SANCTION", "161", "1313", "161", -1, false, 0, "lost relations with", "cut or reduced diplomatic ties"},
	{"cut_aid_to", "SANCTION", "162", "1311", "162", -1, false, 0, "lost aid from", "reduced or stopped aid"},

	{"arrested", "COERCE", "173", "132", "173", -1, false, 0, "was arrested by", "arrested, detained or charged"},
	{"convicted", "COERCE", "116", "116", "116", -1, false, 0, "was convicted by", "found guilty or sentenced"},
	{"expelled", "COERCE", "174", "136", "174", -1, false, 0, "was expelled by", "expelled, deported or removed"},
	{"sent_home", "COERCE", "166", "136", "166", -1, false, 0, "was sent home by", "expelled diplomats, inspectors, peacekeepers or aid workers"},
	{"banned", "COERCE", "172", "132", "172", -1, false, 0, "was banned by", "banned, restricted or cracked down on"},
	{"seized", "COERCE", "171", "132", "171", -1, false, 0, "was seized by", "seized property or ground"},
	{"occupied", "COERCE", "192", "138", "192", -1, false, 0, "was occupied by", "took or held ground by force"},

	{"attacked", "ASSAULT", "190", "138", "190", -1, false, 0, "was attacked by", "used armed force against"},
	{"killed", "ASSAULT", "180", "138", "180", -1, false, 0, "was killed by", "killed or murdered"},
	{"massacred", "ASSAULT", "202", "138", "202", -1, false, 0, "was massacred by", "killed many people who did not fight"},
	{"abducted", "ASSAULT", "181", "138", "181", -1, false, 0, "was abducted by", "kidnapped, hijacked or took hostage"},
	{"bombed", "ASSAULT", "183", "138", "183", -1, false, 0, "was bombed by", "set off explosives against"},
	{"fought", "ASSAULT", "190", "138", "190", -1, true, 0, "fought", "clashed in arms"},
}

// quadClass groups the PLOVER types: 1 verbal and 2 material cooperation,
// 3 verbal and 4 material conflict.
var quadClass = map[string]int{
	"AGREE": 1, "CONSULT": 1, "SUPPORT": 1,
	"COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2,
	"ACCUSE": 3, "REQUEST": 3, "REJECT": 3, "THREATEN": 3,
	"PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4,
}

var relationByName = func() map[Relation]*RelationSpec {
	m := make(map[Relation]*RelationSpec, len(relations))
	for i := range relations {
		m[relations[i].Name] = &relations[i]
	}
	return m
}()

// Spec looks the relation up; false for a word that is no relation.
func (r Relation) Spec() (RelationSpec, bool) {
	if s := relationByName[r]; s != nil {
		return *s, true
	}
	return RelationSpec{}, false
}

// Valid reports whether the relation is in the table.
func (r Relation) Valid() bool { return relationByName[r] != nil }

// Symmetric reports whether the relation holds both ways.
func (r Relation) Symmetric() bool { s, _ := r.Spec(); return s.Symmetric }

// PLOVER is the type of the relation, "CONSULT".
func (r Relation) PLOVER() string { s, _ := r.Spec(); return s.PLOVER }

// QuadClass is 1 or 2 for verbal or material cooperation, 3 or 4 for conflict.
func (r Relation) QuadClass() int { return quadClass[r.PLOVER()] }

// CAMEO is the code of an event of this relation and status.
func (r Relation) CAMEO(s Status) string {
	spec, _ := r.Spec()
	switch s {
	case Planned, Possible:
		return spec.Intended
	case Negated:
		return spec.Refused
	default:
		return spec.Actual
	}
}
