package ingest

import "strings"

// sectorOf is the CAMEO sector of a word of a table: of its own code ("COP"), or
// of a sector of ICEWS ("Police").
func sectorOf(s string) string {
	if len(s) == 3 && strings.ToUpper(s) == s {
		return s
	}
	return icewsSectors[strings.ToLower(s)]
}

// icewsSectors are the sectors of the ICEWS dictionary that have a code in CAMEO.
var icewsSectors = map[string]string{
	"government": "GOV", "executive": "GOV", "executive office": "GOV", "cabinet": "GOV", "foreign ministry": "GOV", "state media": "MED",
	"local": "GOV", "provincial": "GOV", "municipal": "GOV", "legislative / parliamentary": "LEG", "legislative": "LEG", "parliament": "LEG",
	"judicial": "JUD", "judiciary": "JUD", "police": "COP", "military": "MIL", "army": "MIL", "navy": "MIL", "air force": "MIL",
	"intelligence": "SPY", "parties": "PTY", "ideological": "PTY", "opposition": "OPP", "dissident": "OPP", "opposition major party (out of government)": "OPP",
	"rebel": "REB", "insurgents": "REB", "separatists": "REB", "radicals / extremists / fundamentalists": "REB", "unidentified forces": "UAF",
	"organized violent": "UAF", "criminals / gangs": "CRM", "media": "MED", "business": "BUS", "multinational corporation": "BUS", "labor": "LAB",
	"education": "EDU", "medical / health": "HLH", "religious": "REL", "refugees / displaced": "REF", "agricultural": "AGR", "legal": "JUD",
	"social": "CVL", "general population / civilian / social": "CVL", "civilian": "CVL", "elite": "ELI", "human rights": "HRI", "nongovernmental organization": "NGO",
}

// sectorNouns are what somebody of a sector is called of whom nothing else is known.
var sectorNouns = map[string]string{
	"MIL": "military", "COP": "police", "OPP": "opposition", "LEG": "parliament", "JUD": "judiciary", "SPY": "intelligence service", "MED": "media",
	"BUS": "companies", "REL": "clergy", "REB": "rebels", "INS": "insurgents", "SEP": "separatists", "CVL": "civilians", "EDU": "educators", "UAF": "armed men",
	"CRM": "criminals", "REF": "refugees", "LAB": "workers", "HLH": "health workers", "AGR": "farmers", "ELI": "elite", "PTY": "party", "ENV": "environmentalists",
	"HRI": "human rights activists", "RAD": "radicals",
}
