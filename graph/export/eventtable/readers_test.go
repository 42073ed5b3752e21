package eventtable

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

// oddEvents have names, ids, codes and quotes of all that others may write.
func oddEvents(seed uint64, n int) []graph.EventRecord {
	g := exporttest.NewGenerator(seed)
	var out []graph.EventRecord
	for i := range n {
		from, to := putin, rouhani
		from.Name, to.Name, to.Code, to.Country = g.Text(), g.Text(), g.Text(), g.Text()
		to.Roles = []schema.Role{{Title: g.Text(), Seen: exporttest.Day(18)}}
		r := event("telephoned", from, to, schema.Actual, exporttest.Day(1+i%28), 1+g.IntN(3))
		r.ID = fmt.Sprintf("event/%016x", i)
		for k := range r.Evidence {
			r.Papers[k].ID, r.Papers[k].Publisher, r.Papers[k].URL, r.Papers[k].Title = "a"+g.Text(), g.Text(), g.Text(), g.Text()
			ev := &r.Evidence[k]
			ev.Quote, ev.Place, ev.Source.Text, ev.SaidBy, ev.Trigger = g.Text(), g.Text(), g.Text(), g.Text(), g.Text()
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y graph.EventRecord) int { return x.Date.Time().Compare(y.Date.Time()) })
	return out
}

// pandasCalls are how the README says that the tables are read in pandas. na_filter=False keeps cells
// as they are written; without it an empty one is NaN, and so is a name like "NA".
var pandasCalls = map[string]string{
	"icews":   `pandas.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str, na_filter=False)`,
	"polecat": `pandas.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str, na_filter=False)`,
	"gdelt":   `pandas.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, header=None, dtype=str, na_filter=False)`,
	"events":  `pandas.read_csv(path, dtype=str, na_filter=False)`,
	"dyads":   `pandas.read_csv(path, dtype=str, na_filter=False)`,
}

// plainCall is how somebody reads a table who has not read the README.
const plainCall = `pandas.read_csv(path, sep=SEP, header=HEADER, dtype=str, na_filter=False)`

// pandasTable is a table and the call that reads it.
type pandasTable struct{ Call, Path string }

// pandas has pandas read tables and gives the cells of each of their rows, the header first.
func pandas(t *testing.T, tables []pandasTable) [][][]string {
	t.Helper()
	interpreter := exporttest.PythonWith("pandas")
	if interpreter == "" {
		t.Skip("skipped: no python3 with pandas (Debian package python3-pandas)")
	}
	const program = `
import csv, json, sys, pandas
out = []
for wanted in json.load(sys.stdin):
    path = wanted["Path"]
    table = eval(wanted["Call"])
    out.append([[str(c) for c in table.columns]] + table.values.tolist())
json.dump(out, sys.stdout)`
	cmd := exec.Command(interpreter, "-c", program)
	wanted, err := json.Marshal(tables)
	require.NoError(t, err)
	cmd.Stdin = bytes.NewReader(wanted)
	out := exporttest.Output(t, cmd)
	var read [][][]string
	require.NoError(t, json.Unmarshal(out, &read), "%.500s", out)
	require.Len(t, read, len(tables))
	return read
}

// pandas reads each table back to the cells that were written, also of odd events and of none.
func TestPandasReadsEventTables(t *testing.T) {
	var tables []pandasTable
	var want [][][]string
	var what []string
	dir := t.TempDir()
	for _, format := range formats {
		call := pandasCalls[format.name]
		if call == "" {
			continue // Parquet: see below
		}
		sep, header := `","`, "0"
		if format.name == "icews" || format.name == "polecat" || format.name == "gdelt" {
			sep = `"\t"`
		}
		if format.name == "gdelt" {
			header = "None"
		}
		plain := strings.NewReplacer("SEP", sep, "HEADER", header).Replace(plainCall)
		for i, records := range [][]graph.EventRecord{sample(), oddEvents(1, 300), oddEvents(2, 300), nil} {
			if records == nil && format.name == "gdelt" {
				continue // of an empty file without a header pandas makes an error
			}
			text, _ := tableOf(t, format.write, records...)
			path := filepath.Join(dir, fmt.Sprint(format.name, i))
			require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
			for _, c := range []string{call, plain} {
				tables = append(tables, pandasTable{c, path})
				want = append(want, cells(t, format.name, text))
				what = append(what, fmt.Sprintf("%s %d: %s", format.name, i, c))
			}
		}
	}
	for i, got := range pandas(t, tables) {
		require.Len(t, got, len(want[i]), what[i])
		for row := range got {
			require.Equal(t, want[i][row], got[row], "%s, row %d", what[i], row)
		}
	}
}

// The Python of README.md, as it stands there, gives codes as text and numbers as numbers, and sums up states.
func TestPandasTypesOfThePage(t *testing.T) {
	interpreter := exporttest.PythonWith("pandas")
	if interpreter == "" {
		t.Skip("skipped: no python3 with pandas (Debian package python3-pandas)")
	}
	page, err := os.ReadFile("README.md")
	require.NoError(t, err)
	var program strings.Builder
	for i, block := range strings.Split(string(page), "```python\n")[1:] {
		if code, _, _ := strings.Cut(block, "```"); i > 0 { // the first reads Parquet, too, which takes pyarrow
			program.WriteString(code)
		}
	}
	program.WriteString(`
import json, sys
tables = dict(events=events, dyads=dyads, icews=icews, gdelt=gdelt, polecat=polecat, states=states)
out = {n: dict(types={str(c): str(d) for c, d in t.dtypes.items()}, rows=json.loads(t.to_json(orient="records"))) for n, t in tables.items()}
json.dump(out, sys.stdout)
`)
	// Lavrov, too, met Rouhani; and somebody is called NA.
	lavrov := schema.Actor{ID: "sergey-lavrov", Kind: schema.Person, Name: "NA", Country: "RUS", Code: "RUSGOV"}
	records := append(sample()[1:7:7], event("met", rouhani, lavrov, schema.Actual, schema.NewDate(2013, 12, 2), 1), event("rejected", lavrov, rouhani, schema.Actual, schema.NewDate(2013, 12, 3), 1),
		event("met", lavrov, putin, schema.Actual, schema.NewDate(2013, 12, 4), 1))
	dir := t.TempDir()
	for name, write := range map[string]func(io.Writer, iter.Seq2[graph.EventRecord, error]) (Tally, error){
		"events.csv": CSV, "dyads.csv": DyadMonths, "icews.tab": ICEWS, "gdelt.csv": GDELT, "polecat.tab": POLECAT,
	} {
		text, _ := tableOf(t, write, records...)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	cmd := exec.Command(interpreter, "-c", program.String())
	cmd.Dir = dir
	var read map[string]struct {
		Types map[string]string
		Rows  []map[string]any
	}
	require.NoError(t, json.Unmarshal(exporttest.Output(t, cmd), &read))
	for table, types := range map[string]map[string]string{
		"events":  {"event": "object", "cameo": "object", "quadclass": "Int64", "goldstein": "float64", "symmetric": "bool", "source_cow": "Int64", "source_name": "object", "date": "object", "sentence": "Int64", "confidence": "float64"},
		"dyads":   {"source": "object", "month": "object", "source_cow": "Int64", "events": "Int64", "q3_goldstein": "float64", "goldstein_mean": "float64"},
		"icews":   {"CAMEO Code": "object", "Intensity": "float64", "Event ID": "object", "Sentence Number": "Int64", "Story ID": "object", "Latitude": "object"},
		"gdelt":   {"0": "object", "26": "object", "28": "object", "29": "Int64", "30": "float64", "33": "Int64"},
		"polecat": {"Event ID": "object", "Actor COW": "Int64", "Event Type": "object"},
	} {
		for column, want := range types {
			assert.Equal(t, want, read[table].Types[column], "%s, %s", table, column)
		}
	}
	met := read["events"].Rows[7]
	assert.Equal(t, []any{"040", 1.0, 1.0, true, 630.0, "NA", nil}, []any{met["cameo"], met["quadclass"], met["goldstein"], met["symmetric"], met["source_cow"], met["target_name"], met["said_by"]})
	assert.Equal(t, "0841", read["gdelt"].Rows[2]["26"])
	// In December: two meetings with Rouhani and a rejection; what Lavrov did with Putin is of one state.
	assert.Equal(t, []map[string]any{
		{"month": "2013-11", "source_cow": 365.0, "target_cow": 630.0, "events": 1.0, "goldstein": 1.0, "goldstein_mean": 1.0},
		{"month": "2013-12", "source_cow": 365.0, "target_cow": 630.0, "events": 3.0, "goldstein": -2.0, "goldstein_mean": -0.6666666667},
		{"month": "2013-12", "source_cow": 630.0, "target_cow": 365.0, "events": 2.0, "goldstein": 2.0, "goldstein_mean": 1.0},
	}, only(read["states"].Rows, "month", "source_cow", "target_cow", "events", "goldstein", "goldstein_mean"))
}

// only leaves some columns of a table.
func only(rows []map[string]any, columns ...string) []map[string]any {
	var out []map[string]any
	for _, r := range rows {
		row := map[string]any{}
		for _, c := range columns {
			row[c] = r[c]
		}
		out = append(out, row)
	}
	return out
}

// cells are what a table holds, its header first; GDELT's columns are numbered by pandas.
func cells(t *testing.T, format, text string) [][]string {
	t.Helper()
	switch format {
	case "icews":
		return cut(t, text, len(icewsHeader))
	case "polecat":
		return cut(t, text, len(polecatHeader))
	case "gdelt":
		var numbers []string
		for i := range gdeltColumns {
			numbers = append(numbers, fmt.Sprint(i))
		}
		return slices.Concat([][]string{numbers}, cut(t, text, len(gdeltColumns)))
	}
	header, rows := rowsOf(t, text)
	out := [][]string{header}
	for _, r := range rows {
		var row []string
		for _, c := range header {
			row = append(row, r[c])
		}
		out = append(out, row)
	}
	return out
}

// parquetTable is a Parquet file as hyparquet reads it.
type parquetTable struct {
	CreatedBy string           `json:"createdBy"`
	Columns   []parquetColumn  `json:"columns"`
	Groups    []int            `json:"groups"`
	Rows      []map[string]any `json:"rows"`
}

type parquetColumn struct{ Name, Type, Logical, Repetition string }

// hyparquet has hyparquet, a reader in JavaScript that shares nothing with our writer, read a file. Debian
// has no pyarrow and no other reader for Python.
func hyparquet(t *testing.T, content string) parquetTable {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.parquet")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o666))
	out := exporttest.Output(t, exporttest.Node(t, "read_hyparquet.mjs", path))
	var read parquetTable
	require.NoError(t, json.Unmarshal(out, &read), "%.500s", out)
	return read
}

// Both tables read back from Parquet to the cells of the CSV, with types.
func TestHyparquetReadsEventTables(t *testing.T) {
	for _, records := range [][]graph.EventRecord{sample(), oddEvents(3, 300), nil} {
		for name, both := range map[string][2]format{
			"events": {{write: CSV}, {write: Parquet}}, "dyads": {{write: DyadMonths}, {write: DyadMonthsParquet}},
		} {
			text, _ := tableOf(t, both[0].write, records...)
			want := cells(t, name, text)
			content, _ := tableOf(t, both[1].write, records...)
			read := hyparquet(t, content)
			assert.Regexp(t, `^entente version [0-9]+$`, read.CreatedBy, "as the format has it")
			var columns []string
			for _, c := range read.Columns {
				columns = append(columns, c.Name)
			}
			assert.Equal(t, want[0], columns)
			require.Len(t, read.Rows, len(want)-1)
			for i, row := range read.Rows {
				for k, c := range columns {
					got := ""
					if v := row[c]; v != nil {
						got = fmt.Sprint(v)
					}
					if c == "date" || c == "published" {
						got, _, _ = strings.Cut(got, "T") // JavaScript has no dates without a time
						require.Equal(t, firstDay(want[i+1][k]), got, "row %d, %s", i, c)
						continue
					}
					require.Equal(t, want[i+1][k], got, "row %d, %s", i, c)
				}
			}
		}
	}
}

// firstDay is the first day of a month or a year.
func firstDay(date string) string {
	return date + map[int]string{len("2013"): "-01-01", len("2013-11"): "-01"}[len(date)]
}

func TestParquetTypes(t *testing.T) {
	content, _ := tableOf(t, Parquet, sample()...)
	types := map[string]parquetColumn{}
	for _, c := range hyparquet(t, content).Columns {
		types[c.Name] = c
	}
	assert.Equal(t, parquetColumn{"date", "INT32", "DATE", "OPTIONAL"}, types["date"])
	assert.Equal(t, parquetColumn{"cameo", "BYTE_ARRAY", "STRING", "OPTIONAL"}, types["cameo"], "leading zeros stay")
	assert.Equal(t, "DOUBLE", types["goldstein"].Type)
	assert.Equal(t, "BOOLEAN", types["symmetric"].Type)
	assert.Equal(t, "REQUIRED", types["event"].Repetition)
}

// What was written reads back with the library that wrote it, in row groups of bounded size.
func TestParquetReadsBack(t *testing.T) {
	read := 0
	var b bytes.Buffer
	tally, err := Parquet(&b, manyEvents(40_000, &read))
	require.NoError(t, err)
	require.Equal(t, 60_000, tally.Rows)
	file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	require.Len(t, file.RowGroups(), 2)
	for _, g := range file.RowGroups() {
		assert.LessOrEqual(t, g.NumRows(), int64(rowGroup))
	}
	rows, err := parquet.Read[eventRow](bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	require.Len(t, rows, 60_000)
	want := 0
	again := 0
	for r := range manyEvents(40_000, &again) {
		for i := range r.Evidence {
			if want%97 == 0 { // comparing takes longer than writing
				row := newEventRow(&r, i)
				row.date, row.published = schema.Date{}, schema.Date{}
				require.Equal(t, *row, rows[want])
			}
			want++
		}
	}
}
