package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest"
	"entente/ingest/text"
)

// Documents come in the order of the inputs, the same for any number of workers;
// what goes wrong with one stands in its place.
func TestParseKeepsOrderAndErrors(t *testing.T) {
	bad := errors.New("bad line")
	inputs := func(yield func(string, error) bool) {
		for i := range 300 { // several batches
			if i == 7 && !yield("", bad) {
				return
			}
			if !yield(fmt.Sprintf("Grace Wanjala met %d envoys in Nairobi on Monday. They didn't say why the talks failed again.", i), nil) {
				return
			}
		}
	}
	document := func(s string) *text.Document {
		if s == "Grace Wanjala met 20 envoys in Nairobi on Monday. They didn't say why the talks failed again." {
			panic("out of paper")
		}
		return text.Analyse(s)
	}
	parse := func(workers int) []ingest.Parsed[string] {
		var out []ingest.Parsed[string]
		i := 0
		for parsed, err := range ingest.Parse(t.Context(), model(), inputs, document, workers) {
			switch i {
			case 7:
				assert.ErrorIs(t, err, bad)
			case 21:
				assert.EqualError(t, err, "out of paper")
				assert.Contains(t, parsed.Input, "met 20 envoys", "it says of what")
			default:
				require.NoError(t, err)
				assert.Equal(t, parsed.Input, parsed.Document.Text)
				assert.NotEmpty(t, parsed.Document.Tokens[0].Rel)
			}
			out = append(out, parsed)
			i++
		}
		return out
	}
	one := parse(1)
	assert.Len(t, one, 301)
	assert.Equal(t, one, parse(8))
}

func TestParseStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	endless := func(yield func(string, error) bool) {
		for yield("Nobody knows why nothing happened.", nil) {
		}
	}
	var last error
	n := 0
	for _, err := range ingest.Parse(ctx, model(), endless, text.Analyse, 2) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	assert.ErrorIs(t, last, context.Canceled)
	for range ingest.Parse(t.Context(), model(), endless, text.Analyse, 2) {
		break // the caller may stop, too
	}
}
