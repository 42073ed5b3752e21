package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/schema"
)

// killCorpus is a file of articles that grows from round to round, while one of
// the old ones is changed in each.
type killCorpus struct {
	file     string
	articles []schema.Article
}

func (k *killCorpus) grow(t *testing.T, by int) {
	t.Helper()
	n := len(k.articles)
	if n > 0 {
		k.articles[n/2].Text = "American President Barack Obama telephoned " + k.articles[n/2].Text
	}
	who := []string{"Russian President Vladimir Putin", "Iranian President Hassan Rouhani", "German Chancellor Angela Merkel", "British Foreign Secretary Philip Hammond"}
	for i := n; i < n+by; i++ {
		text := fmt.Sprintf("%s met %s in Vienna on Monday. ", who[i%4], who[(i+1)%4])
		// One person under ever new spellings, whom the end of a run merges.
		text += fmt.Sprintf("Russian Foreign Minister Pavel Drozdov%c accused %s.", 'a'+i%26, who[i/4%4])
		k.articles = append(k.articles, schema.Article{ID: fmt.Sprintf("a%d", i), Published: schema.NewDate(2013, 11, 1+i%28), Text: text})
	}
	f, err := os.Create(k.file)
	require.NoError(t, err)
	lines := json.NewEncoder(f)
	for _, a := range k.articles {
		require.NoError(t, lines.Encode(map[string]string{"id": a.ID, "text": a.Text, "published": a.Published.String()}))
	}
	require.NoError(t, f.Close())
}

// Whatever moment `ingest` is killed at, what it said is in the database stays
// there, an article is in it as a whole or not at all, and the next run goes on.
func TestIngestKilled(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 4
	}
	const each, atOnce = 24, 6 // articles that a round adds, and in a batch
	dir := t.TempDir()
	db := filepath.Join(dir, "killed.db")
	corpus := &killCorpus{file: filepath.Join(dir, "news.jsonl")}
	ingest := func(db string) *exec.Cmd {
		return exec.Command("entente", "ingest", corpus.file, "--db", db, "--json", "--batch", strconv.Itoa(atOnce))
	}

	// How long a round takes if it is let live.
	corpus.grow(t, each)
	start := time.Now()
	out, err := ingest(filepath.Join(dir, "once.db")).CombinedOutput()
	require.NoError(t, err, "%s", out)
	whole := time.Since(start)

	random := rand.New(rand.NewPCG(9, 10))
	kept := map[string]string{} // what was promised, ID: text
	cut := 0
	for round := range rounds {
		child := ingest(db)
		stdout, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		delay := whole/4 + time.Duration(random.Int64N(int64(whole)))
		timer := time.AfterFunc(delay, func() { child.Process.Kill() })
		read := keepPromises(t, stdout, corpus.articles, kept)
		if err := child.Wait(); err != nil {
			require.Equal(t, -1, child.ProcessState.ExitCode(), "it failed before it was killed")
			if read > 0 {
				cut++
			}
		}
		timer.Stop()
		checkPromises(t, db, kept, round)
		if round%4 == 3 {
			checkCopy(t, db, filepath.Join(dir, fmt.Sprintf("copy%d.db", round)))
		}
		corpus.grow(t, each)
	}
	t.Logf("%d of %d runs were killed after they had promised something; %d articles promised", cut, rounds, len(kept))

	out, err = exec.Command("entente", "ingest", corpus.file, "--db", db).CombinedOutput()
	require.NoError(t, err, "%s", out)
	counts := regexp.MustCompile(`(\d+) articles read: (\d+) new, (\d+) unchanged, (\d+) replaced, 0 skipped`).FindSubmatch(out)
	require.NotNil(t, counts, "%s", out)
	number := func(i int) int { n, _ := strconv.Atoi(string(counts[i])); return n }
	assert.Equal(t, len(corpus.articles), number(1))
	assert.GreaterOrEqual(t, number(3)+number(4), len(kept), "what was loaded before is not loaded again")
	out, err = exec.Command("entente", "check", "--db", db).CombinedOutput()
	require.NoError(t, err, "%s", out)

	fresh := filepath.Join(dir, "fresh.db")
	out, err = exec.Command("entente", "ingest", corpus.file, "--db", fresh).CombinedOutput()
	require.NoError(t, err, "%s", out)
	var graphs [2][]byte
	for i, db := range []string{db, fresh} {
		graphs[i], err = exec.Command("entente", "export", "--format", "nquads", "--db", db).Output()
		require.NoError(t, err)
	}
	assert.Equal(t, string(graphs[1]), string(graphs[0]), "twenty kills later the graph is another")
}

// keepPromises reads what a run says is in the database for good.
func keepPromises(t *testing.T, stdout io.Reader, articles []schema.Article, kept map[string]string) int {
	t.Helper()
	texts := map[string]string{}
	for _, a := range articles {
		texts[a.ID] = a.Text
	}
	read := 0
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		var line struct{ Article string }
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue // cut short by the kill: no promise
		}
		require.Contains(t, texts, line.Article)
		kept[line.Article] = texts[line.Article]
		read++
	}
	return read
}

// checkPromises looks without mending anything: what was promised is in the
// log, perhaps already as a later run was told.
func checkPromises(t *testing.T, db string, kept map[string]string, round int) {
	t.Helper()
	if len(kept) == 0 {
		return // it may have been killed before there was a database
	}
	store, err := graph.OpenReadOnly(db)
	require.NoError(t, err, "round %d", round)
	defer func() { require.NoError(t, store.Close()) }()
	for id, text := range kept {
		found := false
		for _, text := range []string{text, "American President Barack Obama telephoned " + text} {
			var n int
			_, err := fmt.Sscanf(id, "a%d", &n)
			require.NoError(t, err)
			has, err := store.Has(&schema.Article{ID: id, Published: schema.NewDate(2013, 11, 1+n%28), Text: text})
			require.NoError(t, err)
			found = found || has
		}
		require.True(t, found, "round %d: %s was promised and is lost", round, id)
	}
}

// checkCopy mends a copy of the database, as the next run would, and requires
// that nothing is wrong with it then.
func checkCopy(t *testing.T, db, to string) {
	t.Helper()
	if _, err := os.Stat(db); err != nil {
		return
	}
	require.NoError(t, os.CopyFS(to, os.DirFS(db)))
	store, err := graph.Open(to)
	require.NoError(t, err)
	require.NoError(t, store.Flush())
	problems, err := store.Check()
	require.NoError(t, err)
	assert.Empty(t, problems)
	require.NoError(t, store.Close())
}
