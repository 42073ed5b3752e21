package ingest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

func TestCodedActors(t *testing.T) {
	c := NewCoded(actor.Known())
	for _, x := range []struct {
		table source.Table
		party source.Party
		id    schema.ActorID // "" for nobody
		kind  schema.Kind
		is    string // name, country, code
	}{
		// Those whom articles name, too.
		{source.ICEWS, source.Party{Name: "Vladimir Putin", Country: "Russian Federation"}, "vladimir-putin", schema.Person, "Vladimir Putin RUS RUSGOV"},
		{source.GDELT, source.Party{Name: "VLADIMIR PUTIN", Code: "RUSGOV", Country: "RUS", Sectors: []string{"GOV"}}, "vladimir-putin", schema.Person, "Vladimir Putin RUS RUSGOV"},
		{source.POLECAT, source.Party{Name: "Hassan Rouhani", Country: "IRN", Sectors: []string{"GOV"}}, "hassan-rouhani", schema.Person, "Hassan Rouhani IRN IRNGOV"},
		{source.GDELT, source.Party{Name: "UNITED STATES", Code: "USA", Country: "USA"}, "united-states", schema.Country, "United States USA USA"},
		{source.ICEWS, source.Party{Name: "European Union"}, "european-union", schema.Organisation, "European Union IGO IGOEUREEC"},
		{source.GDELT, source.Party{Name: "MOSCOW", Code: "RUS", Country: "RUS"}, "russia", schema.Country, "Russia RUS RUS"},
		{source.GDELT, source.Party{Name: "GOVERNMENT", Code: "KENGOV", Country: "KEN", Sectors: []string{"GOV"}}, "kenya", schema.Country, "Kenya KEN KEN"},
		{source.ICEWS, source.Party{Name: "Government (India)", Country: "India"}, "india", schema.Country, "India IND IND"},
		{source.ICEWS, source.Party{Name: "Police (Philippines)", Country: "Philippines", Sectors: []string{"Police", "Government"}},
			"philippine-police", schema.Organisation, "Philippine police PHL PHLCOP"},
		{source.GDELT, source.Party{Name: "POLICE", Code: "PHLCOP", Country: "PHL", Sectors: []string{"COP"}}, "philippine-police", schema.Organisation, "Philippine police PHL PHLCOP"},
		{source.GDELT, source.Party{Name: "RUSSIAN", Code: "RUSMIL", Country: "RUS", Sectors: []string{"MIL"}}, "russian-military", schema.Organisation, "Russian military RUS RUSMIL"},
		// Those who are known by their name alone.
		{source.ICEWS, source.Party{Name: "Citizen (India)", Country: "India", Sectors: []string{"General Population / Civilian / Social", "Social"}},
			"citizen-india", schema.Group, "Citizen (India) IND INDCVL"},
		{source.ICEWS, source.Party{Name: "Dr. Orla P. Quenby", Country: "Ireland"}, "orla-quenby", schema.Person, "Dr. Orla P. Quenby IRL IRL"},
		{source.GDELT, source.Party{Name: "ORLA QUENBY", Code: "IRLGOV", Country: "IRL", Sectors: []string{"GOV"}}, "orla-quenby", schema.Person, "Orla Quenby IRL IRLGOV"},
		{source.POLECAT, source.Party{Name: "Xanthippe Quillfeather", Country: "KEN", Title: "Minister"}, "xanthippe-quillfeather", schema.Person, "Xanthippe Quillfeather KEN KEN"},
		{source.POLECAT, source.Party{Name: "Harbour League", Country: "IGO", Sectors: []string{"IGO"}}, "harbour-league", schema.Organisation, "Harbour League IGO IGO"},
		// Nobody in particular.
		{source.GDELT, source.Party{Name: "POLICE", Code: "COP", Sectors: []string{"COP"}}, "", "", ""},
		{source.GDELT, source.Party{Name: "PRESIDENT", Code: "GOV", Sectors: []string{"GOV"}}, "", "", ""},
	} {
		for range 2 { // found, and remembered
			a := c.actor(x.table, &x.party)
			if x.id == "" {
				assert.Nil(t, a, "%+v is %+v", x.party, a)
				continue
			}
			require.NotNil(t, a, "%+v", x.party)
			assert.Equal(t, x.id, a.ID, "%+v", x.party)
			assert.Equal(t, x.kind, a.Kind, "%+v", x.party)
			assert.Equal(t, x.is, a.Name+" "+a.Country+" "+a.Code)
			assert.True(t, a.ID.Valid())
			assert.Empty(t, a.Roles)
		}
	}
}

func TestCodedRead(t *testing.T) {
	c := NewCoded(actor.Known())
	row := source.Row{
		Table: source.ICEWS, Event: "7", Date: schema.NewDate(2009, 5, 11), CAMEO: "0841", Story: "31", Publisher: "The Gazette", Sentence: 3, Place: "Manila, Philippines",
		Source: source.Party{Name: "Philippines", Country: "Philippines"}, Target: source.Party{Name: "Orla Quenby", Country: "Ireland"},
	}
	got, err := c.Read(&row)
	require.NoError(t, err)
	assert.Equal(t, schema.Article{ID: "icews:31", Publisher: "The Gazette"}, got.Article)
	assert.Equal(t, []schema.Event{{
		Relation: "released", Source: "philippines", Target: "orla-quenby", Status: schema.Actual, Date: row.Date,
		Evidence: []schema.Evidence{{Article: "icews:31", Sentence: 3, Rule: "icews", Place: "Manila, Philippines", CAMEO: "0841"}},
	}}, got.Events)
	require.Len(t, got.Actors, 2)
	assert.Less(t, got.Actors[0].ID, got.Actors[1].ID)

	polecat := row
	polecat.Table, polecat.CAMEO, polecat.Type, polecat.Mode, polecat.Place = source.POLECAT, "", "CONSULT", "visit", "Nairobi, KEN"
	got, err = c.Read(&polecat)
	require.NoError(t, err)
	assert.Equal(t, "polecat:7", got.Article.ID)
	assert.Equal(t, schema.Relation("visited"), got.Events[0].Relation)
	assert.Equal(t, schema.Evidence{Article: "polecat:7", Sentence: 3, Rule: "polecat", CAMEO: "042", Trigger: "CONSULT visit", Place: "Nairobi, Kenya"}, got.Events[0].Evidence[0])

	for want, change := range map[error]func(r *source.Row){
		ErrStatement: func(r *source.Row) { r.CAMEO = "010" },
		ErrOneActor:  func(r *source.Row) { r.Target = source.Party{} },
		ErrSameActor: func(r *source.Row) { r.Target = r.Source },
		ErrAnybody:   func(r *source.Row) { r.Target = source.Party{Name: "police"} },
	} {
		other := row
		change(&other)
		_, err := c.Read(&other)
		assert.Equal(t, want, err)
		assert.Contains(t, LeftOut(), err)
	}
}
