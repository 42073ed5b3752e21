package dictionary

import (
	"bytes"
	"testing"

	"entente/ingest/actor"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fuzz holds of any input: it is read without a panic, what is wrong stands on
// a line of the file, and what is read can be written and read again.
func fuzz(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := bytes.Count(data, []byte("\n")) + 1
		d, err := Read("fuzz", bytes.NewReader(data), format, actor.Known(), func(p *Problem) {
			assert.True(t, 1 <= p.Line && p.Line <= lines, p.Error())
			assert.NotEmpty(t, p.Kind)
		})
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, Write(&b, d))
		again, err := Read("again.csv", &b, CSV, actor.Known(), func(p *Problem) { t.Errorf("what was written: %v", p) })
		require.NoError(t, err)
		assert.Equal(t, d, again)
	})
}

func FuzzCSV(f *testing.F) {
	fuzz(f, CSV, "name,kind,country,aliases,title,at,from,to,gender,code\nAda Wren,person,GBR,A. Wren|Wren,Mayor,UN,2001,2002,f,GBRGOV\nwarlord,title,,x,,,,,,~REB\n", "name,kind\n\"a\nb\"\"\",person\n\"")
}

func FuzzPETRARCH(f *testing.F) {
	fuzz(f, PETRARCH, "A_B_ [GBR 930121-010120] [---]\n+C_(CD)_\n\t[GBRGOV > 20010101 <20020101]\n", "!P! = MAN, MEN\nX!P! {Y} [~GOV]\nPOLICE {} [~COP]")
}

func FuzzFollowTheMoney(f *testing.F) {
	fuzz(f, FollowTheMoney, `{"id":"o","schema":"Occupancy","properties":{"holder":["p"],"post":["q"],"startDate":["2001"]}}`+"\n"+
		`{"id":"p","schema":"Person","properties":{"name":["Ada Wren"],"country":["gb"],"position":["mayor"]}}{"id":"q","schema":"Position","properties":{"name":["Mayor"]}}`, "[{]\n{}")
}

func FuzzPopolo(f *testing.F) {
	fuzz(f, Popolo, `{"persons":[{"id":"p","name":"Ada Wren","memberships":[{"role":"x"}]}],"memberships":[{"person_id":"p","post_id":"q","start_date":"2001"}],"posts":[{"id":"q","label":"Mayor"}]}`, `{"persons":{}}[`)
}

func FuzzWikidata(f *testing.F) {
	fuzz(f, Wikidata, wikidataItems, `{"entities":{"Q1":{"id":"Q1","labels":[],"claims":{"P31":[{}]}}}}`)
}
