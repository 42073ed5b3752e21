package schema

import "strings"

// FromPLOVER is the relation and status of an event type of PLOVER ("CONSULT", one
// of the 16 of 2021, or DEMAND, as POLECAT and the manual before call REQUEST) and
// its mode ("visit"), in any case; a mode that is not known, and none, mean the
// type. False for what is no type.
func FromPLOVER(eventType, mode string) (Relation, Status, bool) {
	eventType, mode = strings.ToUpper(eventType), strings.ToLower(mode)
	if eventType == "DEMAND" {
		eventType = "REQUEST"
	}
	relation, ok := ploverRelations[eventType+" "+mode]
	if !ok {
		relation, ok = ploverRelations[eventType]
	}
	return relation, Actual, ok
}

// ploverRelations are the event types and their modes, as far as these tell of
// another relation, of the PLOVER manual (Open Event Data Alliance, drafts of 2018 to 2021) and
// of POLECAT, which follows it.
//
// A release is RETREAT and a conviction SANCTION there; the relation is named for
// the deed, whatever its own type is. So are torture and a beating: what was
// done to the victim is an attack.
var ploverRelations = map[string]Relation{
	"AGREE": "promised",

	"CONSULT":              "talked_to",
	"CONSULT visit":        "visited",
	"CONSULT third-party":  "met",
	"CONSULT multilateral": "met",
	"CONSULT phone":        "telephoned",

	"SUPPORT": "supported",

	"COOPERATE": "cooperated_with",

	"AID":          "aided",
	"AID economic": "funded",
	"AID military": "armed",
	"AID asylum":   "sheltered",

	"CONCEDE": "yielded_to",

	"RETREAT":           "withdrew_from",
	"RETREAT release":   "released",
	"RETREAT return":    "released",
	"RETREAT ceasefire": "ceased_fire_with",
	"RETREAT access":    "allowed",
	"RETREAT ease":      "allowed",
	"RETREAT resign":    "yielded_to",

	"REQUEST": "requested",

	"ACCUSE":             "accused",
	"ACCUSE disapprove":  "criticised",
	"ACCUSE investigate": "investigated",

	"REJECT":      "rejected",
	"REJECT meet": "declined",

	"THREATEN": "threatened",

	"PROTEST": "protested_against",

	"MOBILIZE": "mobilised_against",

	"SANCTION":             "sanctioned",
	"SANCTION convict":     "convicted",
	"SANCTION expel":       "sent_home",
	"SANCTION withdraw":    "broke_relations_with",
	"SANCTION discontinue": "broke_relations_with",
	"SANCTION cancel":      "broke_relations_with",
	"SANCTION sever":       "broke_relations_with",

	"COERCE":            "banned",
	"COERCE seize":      "seized",
	"COERCE confiscate": "seized",
	"COERCE arrest":     "arrested",
	"COERCE deport":     "expelled",
	"COERCE cyber":      "attacked",

	"ASSAULT":                "attacked",
	"ASSAULT abduct":         "abducted",
	"ASSAULT execute":        "killed",
	"ASSAULT assassinate":    "killed",
	"ASSAULT explosives":     "bombed",
	"ASSAULT suicide-attack": "bombed",
	"ASSAULT cleansing":      "massacred",
	"ASSAULT massacre":       "massacred",
}
