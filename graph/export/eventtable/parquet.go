package eventtable

import (
	"fmt"
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"

	"entente/graph"
)

// rowGroup is how many rows a row group has at most: what is kept in memory while writing.
const rowGroup = 50_000

// createdBy names the writer in a file. The format wants "application version number", and readers in Java ignore the
// statistics of a file that says it otherwise; the number is that of the tables, and the same whoever builds Entente.
const createdBy = "entente version 1"

// Parquet writes the table of [CSV] in Parquet, with types: numbers are numbers, dates are
// DATE, what is not known is null. A date that is known to the month or the year alone is its first day;
// the column precision tells.
func Parquet(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	err := writeParquet(w, "event Parquet", eventRows(records, &tally))
	return tally, err
}

// DyadMonthsParquet writes the table of [DyadMonths] in Parquet.
func DyadMonthsParquet(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	err := writeParquet(w, "dyad month Parquet", dyadMonths(records, &tally))
	return tally, err
}

// writeParquet writes rows in row groups of bounded size, compressed with Snappy, which
// every reader has. The same rows give the same bytes: the name of the writer in the file is fixed, and it has no clock.
func writeParquet[T any](w io.Writer, name string, rows iter.Seq2[*T, error]) error {
	out := parquet.NewGenericWriter[T](w, &parquet.WriterConfig{CreatedBy: createdBy}, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(rowGroup))
	var batch [64]T
	n := 0
	flush := func() error {
		if _, err := out.Write(batch[:n]); err != nil {
			return fmt.Errorf("%s: write: %w", name, err)
		}
		n = 0
		return nil
	}
	for row, err := range rows {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		batch[n] = *row
		if n++; n == len(batch) {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("%s: write: %w", name, err)
	}
	return nil
}
