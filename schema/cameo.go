package schema

import (
	"strconv"
	"strings"
)

// FromCAMEO is the relation and status of a CAMEO code (groups 02 to 20 of
// version 1.1b3, three or four digits, with the codes for computer networks that
// were added later), the way back from [Relation.CAMEO]. False for a code that
// does not exist, and for the public statements of group 01, which tell of no
// relation ([IsStatement]). The code may lack its leading zero, see [FullCAMEO].
func FromCAMEO(code string) (Relation, Status, bool) {
	code, ok := FullCAMEO(code)
	deed := cameoDeeds[code]
	return deed.relation, deed.status, ok
}

// FullCAMEO gives a code the leading zero that it lost in a spreadsheet, where
// only one code can be meant: "36" is 036 and "841" is 0841, but "20" may be 020
// or group 20. False for what is no code of groups 02 to 20 then.
func FullCAMEO(code string) (string, bool) {
	if _, ok := cameoDeeds[code]; ok {
		return code, true
	}
	if len(code) == 2 && code <= "20" {
		return code, false
	}
	_, ok := cameoDeeds["0"+code]
	return "0" + code, ok
}

// IsStatement reports whether a CAMEO code is one of group 01: a comment, a
// symbolic act, an optimistic or pessimistic remark.
func IsStatement(code string) bool {
	return len(code) == 3 && strings.HasPrefix(code, "01") && '0' <= code[2] && code[2] <= '9'
}

// deed is what a code says was done.
type deed struct {
	relation Relation
	status   Status
}

// cameoLine gives a code its relation, and the codes below it, "0311" to "0314",
// unless they have lines of their own.
type cameoLine struct {
	code     string
	below    int // how many codes of one digit more there are
	relation Relation
	status   Status
}

// The codes of CAMEO 1.1b3 (Gerner, Schrodt, Yilmaz, 2012), by the description
// that they have there.
//
// An intent (03) is the relation that is intended, planned: a planned meeting is
// a meeting to come. A refusal (12) and a threat (13) are deeds of their own,
// which happened: the symmetric relation that is refused would not tell who
// refused it.
var cameoLines = [...]cameoLine{
	// Appeal.
	{"020", 0, "requested", Actual},
	{"021", 4, "requested", Actual}, // material cooperation
	{"022", 0, "requested", Actual}, // diplomatic cooperation
	{"023", 4, "requested", Actual}, // aid
	{"024", 4, "urged", Actual},     // political reform
	{"025", 6, "urged", Actual},     // to yield
	{"026", 0, "invited", Actual},   // to meet or negotiate
	{"027", 0, "urged", Actual},     // to settle a dispute
	{"028", 0, "urged", Actual},     // to accept mediation
	// Express intent to cooperate.
	{"030", 0, "promised", Actual},
	{"031", 0, "cooperated_with", Planned},
	{"0311", 0, "traded_with", Planned},
	{"0312", 0, "exercised_with", Planned},
	{"0313", 0, "extradited_to", Planned},
	{"0314", 0, "informed", Planned},
	{"032", 0, "supported", Planned},
	{"033", 4, "aided", Planned},
	{"0331", 0, "funded", Planned},
	{"0332", 0, "armed", Planned},
	{"034", 4, "yielded_to", Planned}, // political reform
	{"035", 6, "yielded_to", Planned},
	{"0351", 0, "allowed", Planned}, // ease administrative sanctions
	{"0353", 0, "released", Planned},
	{"0354", 0, "allowed", Planned}, // ease economic sanctions
	{"0355", 0, "allowed", Planned}, // let observers, peacekeepers in
	{"0356", 0, "withdrew_from", Planned},
	{"036", 0, "met", Planned},
	{"037", 0, "reached_agreement_with", Planned}, // settle a dispute
	{"038", 0, "negotiated_with", Planned},        // accept mediation
	{"039", 0, "mediated", Planned},
	// Consult.
	{"040", 0, "talked_to", Actual},
	{"041", 0, "telephoned", Actual},
	{"042", 0, "visited", Actual},
	{"043", 0, "hosted", Actual},
	{"044", 0, "met", Actual}, // at a third location
	{"045", 0, "mediated", Actual},
	{"046", 0, "negotiated_with", Actual},
	// Engage in diplomatic cooperation.
	{"050", 0, "supported", Actual},
	{"051", 0, "praised", Actual},
	{"052", 0, "defended", Actual},
	{"053", 0, "supported", Actual}, // rally support for
	{"054", 0, "recognised", Actual},
	{"055", 0, "apologised_to", Actual},
	{"056", 0, "supported", Actual}, // forgive
	{"057", 0, "signed_agreement_with", Actual},
	// Engage in material cooperation.
	{"060", 0, "cooperated_with", Actual},
	{"061", 0, "traded_with", Actual},
	{"062", 0, "exercised_with", Actual},
	{"063", 0, "extradited_to", Actual}, // judicial cooperation
	{"064", 0, "informed", Actual},
	// Provide aid.
	{"070", 0, "aided", Actual},
	{"071", 0, "funded", Actual},
	{"072", 0, "armed", Actual},
	{"073", 0, "aided", Actual}, // humanitarian
	{"074", 0, "aided", Actual}, // protection, peacekeeping
	{"075", 0, "sheltered", Actual},
	// Yield.
	{"080", 0, "yielded_to", Actual},
	{"081", 4, "allowed", Actual},    // ease administrative sanctions, curfews
	{"082", 0, "yielded_to", Actual}, // ease dissent
	{"083", 4, "yielded_to", Actual}, // political reform
	{"084", 2, "released", Actual},
	{"085", 0, "allowed", Actual}, // ease economic sanctions
	{"086", 3, "allowed", Actual}, // let observers, peacekeepers, aid in
	{"087", 4, "withdrew_from", Actual},
	{"0871", 0, "ceased_fire_with", Actual},
	// Investigate.
	{"090", 0, "investigated", Actual},
	{"091", 0, "investigated", Actual},
	{"092", 0, "investigated", Actual},
	{"093", 0, "investigated", Actual},
	{"094", 0, "investigated", Actual},
	// Demand.
	{"100", 0, "demanded", Actual},
	{"101", 4, "demanded", Actual},
	{"102", 0, "demanded", Actual},
	{"103", 4, "demanded", Actual},
	{"104", 4, "demanded", Actual},
	{"105", 6, "demanded", Actual},
	{"106", 0, "demanded", Actual},
	{"107", 0, "demanded", Actual},
	{"108", 0, "demanded", Actual},
	// Disapprove.
	{"110", 0, "criticised", Actual},
	{"111", 0, "criticised", Actual},
	{"112", 5, "accused", Actual},
	{"113", 0, "criticised", Actual}, // rally opposition against
	{"114", 0, "criticised", Actual}, // complain officially
	{"115", 0, "sued", Actual},
	{"116", 0, "convicted", Actual},
	// Reject.
	{"120", 0, "rejected", Actual},
	{"121", 4, "rejected", Actual},
	{"122", 4, "rejected", Actual},
	{"123", 4, "rejected", Actual},
	{"124", 6, "rejected", Actual},
	{"125", 0, "declined", Actual}, // to meet, discuss or negotiate
	{"126", 0, "declined", Actual}, // mediation
	{"127", 0, "rejected", Actual}, // a plan to settle a dispute
	{"128", 0, "rejected", Actual}, // defy norms, law
	{"129", 0, "rejected", Actual}, // veto
	// Threaten.
	{"130", 0, "threatened", Actual},
	{"131", 3, "threatened", Actual},
	{"132", 4, "threatened", Actual},
	{"133", 0, "threatened", Actual},
	{"134", 0, "threatened", Actual},
	{"135", 0, "threatened", Actual},
	{"136", 0, "threatened", Actual},
	{"137", 0, "threatened", Actual},
	{"138", 5, "threatened", Actual},
	{"139", 0, "threatened", Actual}, // ultimatum
	// Protest.
	{"140", 0, "protested_against", Actual},
	{"141", 4, "protested_against", Actual},
	{"142", 4, "protested_against", Actual},
	{"143", 4, "protested_against", Actual},
	{"144", 4, "protested_against", Actual},
	{"145", 4, "protested_against", Actual},
	// Exhibit force posture.
	{"150", 0, "mobilised_against", Actual},
	{"151", 0, "mobilised_against", Actual},
	{"152", 0, "mobilised_against", Actual},
	{"153", 0, "mobilised_against", Actual},
	{"154", 0, "mobilised_against", Actual},
	{"155", 0, "mobilised_against", Actual}, // cyber-forces
	// Reduce relations.
	{"160", 0, "broke_relations_with", Actual},
	{"161", 0, "broke_relations_with", Actual},
	{"162", 3, "cut_aid_to", Actual},
	{"163", 0, "sanctioned", Actual},
	{"164", 0, "broke_relations_with", Actual}, // halt negotiations
	{"165", 0, "broke_relations_with", Actual}, // halt mediation
	{"166", 3, "sent_home", Actual},
	// Coerce.
	{"170", 0, "banned", Actual},
	{"171", 2, "seized", Actual},
	{"1712", 0, "attacked", Actual}, // destroy property
	{"172", 4, "banned", Actual},
	{"173", 0, "arrested", Actual},
	{"174", 0, "expelled", Actual},
	{"175", 0, "attacked", Actual}, // violent repression
	{"176", 0, "attacked", Actual}, // cybernetically
	// Assault.
	{"180", 0, "attacked", Actual},
	{"181", 0, "abducted", Actual},
	{"182", 3, "attacked", Actual},
	{"1823", 0, "killed", Actual},
	{"183", 4, "bombed", Actual},
	{"184", 0, "abducted", Actual}, // use as a human shield
	{"185", 0, "attacked", Actual}, // try to assassinate
	{"186", 0, "killed", Actual},
	// Fight: who fired is told, which the symmetric "fought" would lose.
	{"190", 0, "attacked", Actual},
	{"191", 0, "banned", Actual}, // blockade, restrict movement
	{"192", 0, "occupied", Actual},
	{"193", 0, "attacked", Actual},
	{"194", 0, "attacked", Actual},
	{"195", 2, "attacked", Actual}, // from the air
	{"196", 0, "attacked", Actual}, // violate a ceasefire
	// Use unconventional mass violence.
	{"200", 0, "massacred", Actual},
	{"201", 0, "expelled", Actual},
	{"202", 0, "massacred", Actual},
	{"203", 0, "massacred", Actual}, // ethnic cleansing
	{"204", 2, "attacked", Actual},  // with weapons of mass destruction
}

var cameoDeeds = func() map[string]deed {
	m := make(map[string]deed, 2*len(cameoLines))
	for _, l := range cameoLines { // a finer code stands behind the one above it
		m[l.code] = deed{l.relation, l.status}
		for i := range l.below {
			m[l.code+strconv.Itoa(i+1)] = deed{l.relation, l.status}
		}
	}
	return m
}()
