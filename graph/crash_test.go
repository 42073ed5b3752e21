package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// version v of article i; every version tells of other people.
func crashArticle(i, v int) schema.Reading {
	return article(fmt.Sprintf("article %d", i), "", day(1+i%28),
		fmt.Sprintf("person-%d met version-%d", i%7, v), fmt.Sprintf("person-%d accused person-%d", i, i+1))
}

// crashMisspelt is an article whose person is merged with the person of the others.
func crashMisspelt(i int) schema.Reading {
	return told(fmt.Sprintf("misspelt %d", i), fmt.Sprintf("Pavel Drozdov%c RUS minister@russia;Person %d", 'a'+i%26, i), "0 met 1")
}

// crashClaim is what article i accuses person i of.
func crashClaim(i int) Claim {
	r := crashArticle(i, 0)
	return claimsOf(&r)[1]
}

// TestCrashChild is the process that TestKill9 kills. It loads new articles
// from a number on, again and again replaces one of them, retracts one, has
// actors merged by the pass and by itself, rejects events, and flushes, and says what it has been
// promised to be kept and gone.
func TestCrashChild(t *testing.T) {
	dir := os.Getenv("ENTENTE_CRASH_DIR")
	if dir == "" {
		t.Skip("this is the child of TestKill9, not a test")
	}
	next, err := strconv.Atoi(os.Getenv("ENTENTE_CRASH_NEXT"))
	require.NoError(t, err)
	s, err := Open(dir)
	require.NoError(t, err)
	for step := 0; ; step++ {
		var batch []schema.Reading
		for i := range 3 {
			batch = append(batch, crashArticle(next+i, 0))
		}
		_, err := s.Load(batch)
		require.NoError(t, err)
		for i := range 3 {
			fmt.Println("kept", next+i, 0)
		}
		if step%2 == 1 {
			_, err := s.Load([]schema.Reading{crashArticle(next, 1)})
			require.NoError(t, err)
			fmt.Println("kept", next, 1)
			fmt.Println("retracting", next+1, 0)
			_, err = s.Retract(fmt.Sprintf("article %d", next+1))
			require.NoError(t, err)
			fmt.Println("retracted", next+1, 0)
		}
		if step%2 == 0 {
			_, err := s.Load([]schema.Reading{crashMisspelt(next)})
			require.NoError(t, err)
			require.NoError(t, s.Flush())
			from := schema.ActorID(fmt.Sprintf("person-%d", next))
			require.NoError(t, s.Judge(Verdict{Same: true, From: from, Into: "person-1"}))
			fmt.Println("judged", next, 0)
			require.NoError(t, s.Decide(Decisions{Events: []Ruling{{On: crashClaim(next)}}}))
			fmt.Println("rejected", next, 0)
			require.NoError(t, s.Flush())
		}
		next += 3
	}
}

// A process that is killed at any moment loses nothing that Load returned for,
// and leaves a database that opens, for readers and for writers.
func TestKill9(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	random := rand.New(rand.NewPCG(5, 6))
	dir := filepath.Join(t.TempDir(), "db")
	kept := map[int]int{} // article: version
	judged, rejected, retracted := map[int]bool{}, map[int]bool{}, map[int]bool{}
	next := 0
	for round := range rounds {
		child := exec.Command(os.Args[0], "-test.run=^TestCrashChild$")
		child.Env = append(os.Environ(), "ENTENTE_CRASH_DIR="+dir, fmt.Sprintf("ENTENTE_CRASH_NEXT=%d", next))
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		// The first rounds die young, so that creation is hit too; the others, however
		// slow the machine is, once they have begun to load.
		delay := time.Duration(random.IntN(150+round*80)) * time.Millisecond
		timer := sync.OnceValue(func() *time.Timer { return time.AfterFunc(delay, func() { child.Process.Kill() }) })
		if round < rounds/2 {
			timer()
		}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			timer()
			var i, v int
			var what string
			if _, err := fmt.Sscanf(lines.Text(), "%s %d %d", &what, &i, &v); err != nil {
				child.Process.Kill()
				t.Fatalf("the child says: %s", lines.Text())
			}
			switch what {
			case "judged":
				judged[i] = true
			case "retracting": // it may be there or not
				delete(kept, i)
			case "retracted":
				retracted[i] = true
			case "rejected":
				rejected[i] = true
			default:
				kept[i] = v
			}
			next = max(next, i+1)
		}
		timer().Stop()
		child.Wait()
		next += 3 // a batch that was cut short may be there, under the same IDs

		r, err := OpenReadOnly(dir)
		if err == nil {
			_, err = r.Stats()
			require.NoError(t, err)
			require.NoError(t, r.Close())
		} else {
			require.True(t, errors.Is(err, fs.ErrNotExist) && len(kept) == 0, "round %d: %v", round, err)
		}

		s, err := Open(dir)
		require.NoError(t, err, "round %d, after %s", round, delay)
		for i, v := range kept {
			have := 0
			for version := v; version <= 1; version++ { // the next one may be there without a word of it
				a := crashArticle(i, version)
				ok, err := s.Has(&a.Article)
				require.NoError(t, err)
				if ok {
					have++
				}
			}
			assert.Equal(t, 1, have, "round %d: article %d, version %d", round, i, v)
		}
		for i := range retracted {
			a := crashArticle(i, 0)
			ok, err := s.Has(&a.Article)
			require.NoError(t, err)
			assert.False(t, ok, "round %d: article %d was retracted", round, i)
		}
		decisions, err := s.Decisions()
		require.NoError(t, err)
		said := map[schema.ActorID]bool{}
		for _, v := range decisions.Actors {
			said[v.From] = true
		}
		for i := range rejected {
			assert.Contains(t, decisions.Events, Ruling{On: crashClaim(i)}, "round %d: ruling on article %d", round, i)
		}
		for i := range judged {
			assert.True(t, said[schema.ActorID(fmt.Sprintf("person-%d", i))], "round %d: verdict on person %d", round, i)
		}
		require.NoError(t, s.Flush())
		clean(t, s)
		require.NoError(t, s.Close())
	}
	require.NotEmpty(t, kept, "the child was never let live long enough")
	t.Logf("%d articles, %d verdicts and %d rulings kept, %d articles gone over %d kills", len(kept), len(judged), len(rejected), len(retracted), rounds)
}
