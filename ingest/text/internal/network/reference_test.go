package network

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/ingest/text/internal/kernel"
)

// said is what train/reference.py says of a sentence.
type said struct {
	Words     []string `json:"words"`
	UPOS      []string `json:"upos"`
	Tags      []string `json:"xpos"`
	Entities  []string `json:"entities"`
	Heads     []int    `json:"heads"` // from 1; 0 is ROOT
	Relations []string `json:"relations"`
}

// The training code has a network of its own, plain and in Python, and what it
// says of sentences.txt stands in the files beside it, made in this folder by
//
//	python3 ../../train/reference.py ../../english.model < testdata/sentences.txt > testdata/english.jsonl
func TestSaysWhatTheReferenceSays(t *testing.T) {
	for model, expected := range map[string]string{
		"testdata/random.model": "testdata/random.jsonl",
		"../../english.model":   "testdata/english.jsonl",
	} {
		data, err := os.ReadFile(model)
		require.NoError(t, err)
		for _, k := range kernel.All() {
			n, err := Read(string(data))
			require.NoError(t, err)
			n.kernel = k
			for _, want := range readSaid(t, expected) {
				require.Equal(t, want, say(n, want.Words), "%s by kernel %s", model, k.Name)
			}
		}
	}
}

func readSaid(t *testing.T, path string) (all []said) {
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s said
		require.NoError(t, json.Unmarshal(lines.Bytes(), &s))
		all = append(all, s)
	}
	require.NoError(t, lines.Err())
	require.NotEmpty(t, all)
	return all
}

func say(n *Network, words []string) said {
	s := said{Words: words}
	for _, token := range parse(n, words, []int{len(words)}) {
		s.UPOS, s.Tags = append(s.UPOS, n.UPOS[token.UPOS]), append(s.Tags, n.Tags[token.Tag])
		s.Entities, s.Relations = append(s.Entities, n.Entities[token.Entity]), append(s.Relations, n.Relations[token.Rel])
		s.Heads = append(s.Heads, int(token.Head)+1)
	}
	return s
}
