package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNewPersonID(t *testing.T) {
	for name, want := range map[string]ActorID{
		"Hans Moll":               "hans-moll",
		"Dr. Hans Moll":           "hans-moll",
		"Mr Hans P. Moll":         "hans-moll",
		"Hans P Q. Moll":          "hans-moll",
		"Hans-Peter Moll":         "hans-peter-moll",
		"Hans Peter Moll":         "hans-peter-moll",
		"H. Moll":                 "h-moll",
		"H. Peter Moll":           "h-peter-moll",
		"J. R. Moll":              "j-r-moll",
		"J.R. Moll":               "j-r-moll",
		"Hans Moll Jr.":           "hans-moll-jr",
		"Dr. Moll":                "dr-moll", // never down to a single word
		"Sheikh Nahid":            "sheikh-nahid",
		"Sean O’Dair":             "sean-odair",
		"Karim Al-Tayyar":         "karim-al-tayyar",
		"Karim al Tayyar":         "karim-al-tayyar",
		"Bae Seon-ok":             "bae-seon-ok",
		"Bae Seon Ok":             "bae-seon-ok",
		"Seon-ok Bae":             "bae-seon-ok",
		"Jean-Marie Han":          "jean-marie-han",
		"Seon-ok Moll":            "seon-ok-moll", // not a surname that stands first
		"Владимир Иванов":         NewActorID("Владимир Иванов"),
		"":                        NewActorID(""),
		"  Hans \n Moll ":         "hans-moll",
		"Anne-Sophie de la Vigne": "anne-sophie-de-la-vigne",
	} {
		assert.Equal(t, want, NewPersonID(name), "%q", name)
		assert.Equal(t, PersonName(name), PersonName(PersonName(name)), "%q: the form of the form", name)
	}
}
