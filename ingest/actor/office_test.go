package actor

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"entente/schema"
)

func TestHolder(t *testing.T) {
	b := Known().With(&Dictionary{Actors: []Entry{
		{Name: "Ada Alvarsdottir", Kind: schema.Person, Country: "ISL", Offices: []Office{{Title: "Minister of Tides", From: schema.NewDate(2001, 5, 1), To: schema.Date{Year: 2004, Precision: schema.Year}}}},
		{Name: "Bera Bjarkadottir", Kind: schema.Person, Country: "ISL", Offices: []Office{{Title: "Minister of Tides", From: schema.NewDate(2005, 1, 1)}}},
		{Name: "Cyr Corleone", Kind: schema.Person, Country: "ISL", Offices: []Office{{Title: "minister of tides", From: schema.NewDate(2009, 1, 1)}}},
		{Name: "Dag Dagsson", Kind: schema.Person, Country: "ISL", Offices: []Office{{Title: "Minister of Tides", From: schema.NewDate(2000, 1, 1), To: schema.NewDate(2001, 5, 1)}}},
	}})
	for _, tt := range []struct {
		on   schema.Date
		want schema.ActorID
	}{
		{schema.NewDate(1999, 12, 31), ""},
		{schema.NewDate(2001, 5, 1), ""}, // one goes, one comes
		{schema.NewDate(2001, 5, 2), "ada-alvarsdottir"},
		{schema.NewDate(2004, 12, 31), "ada-alvarsdottir"}, // the year of its end is part of the term
		{schema.NewDate(2005, 1, 1), "bera-bjarkadottir"},
		{schema.NewDate(2008, 12, 31), "bera-bjarkadottir"},
		{schema.NewDate(2024, 1, 1), "cyr-corleone"},
		{schema.Date{}, ""},
	} {
		a, ok := b.Holder("Minister of Tides", "iceland", tt.on)
		assert.Equal(t, tt.want != "", ok, tt.on)
		if ok {
			assert.Equal(t, tt.want, a.ID, tt.on)
		}
	}
	_, ok := b.Holder("Minister of Winds", "iceland", schema.NewDate(2005, 1, 1))
	assert.False(t, ok)
}
