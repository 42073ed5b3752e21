package graph

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// LoadCoded adds events that others have coded: readings of articles whose texts
// are not known, such as the rows of a table. They are an import of this name,
// all or, if one is not valid, none; the same again changes nothing. A table is
// loaded in parts of one name, so that [Store.Retract] takes them all.
//
// What users say of actors and events holds for them as for articles. Which
// actors are one by their names is decided from articles alone.
func (s *Store) LoadCoded(name string, readings []schema.Reading) (Loaded, error) {
	var done Loaded
	pieces := slices.Collect(slices.Chunk(readings, codedRows))
	texts, indexes := make([][]byte, len(pieces)), make([]chunkIndex, len(pieces))
	err := inParallel(len(pieces), func(i int) (err error) {
		for k := range pieces[i] {
			if err := validCoded(&pieces[i][k]); err != nil {
				return fmt.Errorf("graph: %s: article %s: %w", name, pieces[i][k].Article.ID, err)
			}
		}
		indexes[i] = indexReadings(pieces[i])
		texts[i], err = encodeCoded(pieces[i])
		return err
	})
	if err != nil {
		return done, err
	}
	err = s.writing(func() error {
		record := quadImport{Name: name, Coded: true}
		batch := new(leveldb.Batch)
		for i, text := range texts {
			hash := contentHash(string(text))
			record.Chunks = append(record.Chunks, hash)
			putChunk(batch, hash, text, indexes[i])
		}
		return s.putImport(batch, record, &done)
	})
	return done, err
}

// codedRows is how many readings are a chunk. Fewer are found more exactly, and
// make more indexes to look through.
const codedRows = 250

// codedChunk is a chunk of readings as the log has it. A table speaks of few
// actors often: each is there once.
type codedChunk struct {
	Actors   []schema.Actor `json:"actors"`
	Readings []codedRow     `json:"readings"`
}

type codedRow struct {
	Article schema.Article `json:"article"`
	Actors  []int          `json:"actors"` // where they stand among the actors
	Events  []schema.Event `json:"events"`
}

func encodeCoded(readings []schema.Reading) ([]byte, error) {
	c := codedChunk{Readings: make([]codedRow, len(readings))}
	at := map[string]int{}
	for i := range readings {
		r := &readings[i]
		row := codedRow{Article: r.Article, Events: r.Events}
		for k := range r.Actors {
			text, err := json.Marshal(&r.Actors[k])
			if err != nil {
				return nil, err
			}
			n, known := at[string(text)]
			if !known {
				n = len(c.Actors)
				at[string(text)] = n
				c.Actors = append(c.Actors, r.Actors[k])
			}
			row.Actors = append(row.Actors, n)
		}
		c.Readings[i] = row
	}
	return json.Marshal(c)
}

func decodeCoded(text []byte) ([]schema.Reading, error) {
	var c codedChunk
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, err
	}
	readings := make([]schema.Reading, len(c.Readings))
	for i, row := range c.Readings {
		r := schema.Reading{Article: row.Article, Events: row.Events}
		for _, n := range row.Actors {
			if n < 0 || n >= len(c.Actors) {
				return nil, fmt.Errorf("article %s: no actor %d", row.Article.ID, n)
			}
			r.Actors = append(r.Actors, c.Actors[n])
		}
		readings[i] = r
	}
	return readings, nil
}

// validCoded says what is wrong with a reading but for the text that it lacks.
func validCoded(r *schema.Reading) error {
	known := make(map[schema.ActorID]bool, len(r.Actors))
	for i := range r.Actors {
		if err := validActor(&r.Actors[i], known); err != nil {
			return err
		}
		if r.Actors[i].Bare() {
			return fmt.Errorf("actor %s may be anybody", r.Actors[i].ID)
		}
	}
	for _, e := range r.Events {
		if err := validEvent(e, known); err != nil {
			return fmt.Errorf("event %s %s %s: %w", e.Source, e.Relation, e.Target, err)
		}
		for _, ev := range e.Evidence {
			if err := validEvidence(&ev, r.Article.ID, 0); err != nil {
				return fmt.Errorf("event %s %s %s: evidence: %w", e.Source, e.Relation, e.Target, err)
			}
		}
	}
	for _, q := range r.Quads() {
		if err := validQuad(q); err != nil {
			return err
		}
	}
	return nil
}
