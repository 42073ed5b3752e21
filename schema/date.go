package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"
)

// Precision says how exactly a date is known.
type Precision string

// The precisions, from fine to coarse. Reported is for events whose date the
// text does not give: the day on which the article was published.
const (
	Day      Precision = "day"
	Month    Precision = "month"
	Year     Precision = "year"
	Reported Precision = "reported"
)

// Date is a day, month or year of the common calendar; its zero value is an
// unknown date. Dates are comparable with ==.
type Date struct {
	Year, Month, Day int // Month and Day are zero where Precision is coarser
	Precision        Precision
}

// NewDate is the date of a day. Days past the end of a month run on, as in [time.Date].
func NewDate(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day(), Day}
}

// ParseDate reads "2013-11-18", "2013-11" or "2013".
func ParseDate(s string) (Date, error) {
	for _, f := range []struct {
		layout    string
		precision Precision
	}{{"2006-01-02", Day}, {"2006-01", Month}, {"2006", Year}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return DateOf(t, f.precision), nil
		}
	}
	return Date{}, fmt.Errorf("%q is not a date of the form 2013-11-18, 2013-11 or 2013", s)
}

// DateOf cuts a time down to a precision.
func DateOf(t time.Time, p Precision) Date {
	d := Date{t.Year(), int(t.Month()), t.Day(), p}
	if p == Month || p == Year {
		d.Day = 0
	}
	if p == Year {
		d.Month = 0
	}
	return d
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Time is the first moment of the date, in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
}

// End is the first moment after the date, in UTC.
func (d Date) End() time.Time {
	switch d.Precision {
	case Year:
		return d.Time().AddDate(1, 0, 0)
	case Month:
		return d.Time().AddDate(0, 1, 0)
	}
	return d.Time().AddDate(0, 0, 1)
}

// AddDays is the day n days later; d must be precise to the day.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// Compare orders dates by when they begin, then by precision; an unknown one comes last.
func (d Date) Compare(e Date) int {
	if d.IsZero() != e.IsZero() {
		if d.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(d.Time().Compare(e.Time()), cmp.Compare(d.Precision, e.Precision))
}

// Before reports whether d begins before e.
func (d Date) Before(e Date) bool { return d.Time().Before(e.Time()) }

// String is the date in ISO 8601, as precise as it is known, and "" for none.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Precision == Year:
		return d.Time().Format("2006")
	case d.Precision == Month:
		return d.Time().Format("2006-01")
	}
	return d.Time().Format("2006-01-02")
}

// AsReported is the same day, as the date of an event that the text does not date.
func (d Date) AsReported() Date {
	if !d.IsZero() {
		d.Precision = Reported
	}
	return d
}

// MarshalJSON writes String, with "~" before a reported date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.Precision == Reported {
		return json.Marshal("~" + d.String())
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("date: %w", err)
	}
	*d = Date{}
	if s == "" {
		return nil
	}
	reported := s[0] == '~'
	if reported {
		s = s[1:]
	}
	parsed, err := ParseDate(s)
	if err != nil {
		return err
	}
	if reported {
		parsed = parsed.AsReported()
	}
	*d = parsed
	return nil
}
