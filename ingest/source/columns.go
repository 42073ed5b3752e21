package source

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"entente/schema"
)

// The columns that are wanted of a table with a header, by their names there.
// The files of POLECAT and ICEWS have others, too, which may be lacking.
var (
	icewsColumns = []string{
		"event date", "source name", "source sectors", "source country", "cameo code", "target name", "target sectors", "target country",
		"story id", "sentence number", "publisher", "city", "district", "province", "country", "latitude", "longitude", "event id",
	}
	polecatColumns = []string{
		"event id", "event date", "event type", "event mode", "actor name", "actor country", "primary actor sector", "actor title",
		"recipient name", "recipient country", "primary recipient sector", "recipient title",
		"placename", "city", "country", "latitude", "longitude", "source", "publication date",
	}
)

// Where columns stand in GDELT 2.0 events, from 0.
const (
	gdeltWidth    = 61
	gdeltID       = 0
	gdeltDate     = 1
	gdeltActor1   = 5 // its code; name, country and others follow
	gdeltActor2   = 15
	gdeltCode     = 26
	gdeltQuad     = 29
	gdeltPlaceIs  = 51 // type of ActionGeo; full name
	gdeltLatitude = 56
	gdeltAdded    = 59
	gdeltURL      = 60
)

// header tells the format of a table by its first line, and where the wanted
// columns stand in it.
func header(line string) (format Table, separator byte, columns []int) {
	line = strings.TrimPrefix(line, "\ufeff")
	for _, separator := range []byte{'\t', ','} {
		fields := splitRow(nil, strings.TrimRight(line, "\r\n"), separator)
		at := make(map[string]int, len(fields))
		for i, f := range fields {
			at[strings.ToLower(strings.TrimSpace(f))] = i
		}
		for _, known := range []struct {
			format  Table
			columns []string
		}{{ICEWS, icewsColumns}, {POLECAT, polecatColumns}} {
			if columns, ok := places(at, known.columns); ok {
				return known.format, separator, columns
			}
		}
		if separator == '\t' && len(fields) == gdeltWidth && isNumber(fields[gdeltID]) && isNumber(fields[gdeltDate]) && isNumber(fields[gdeltQuad]) {
			columns := make([]int, gdeltWidth)
			for i := range columns {
				columns[i] = i
			}
			return GDELT, separator, columns
		}
	}
	return "", 0, nil
}

func places(at map[string]int, wanted []string) (columns []int, ok bool) {
	for _, name := range wanted {
		i, ok := at[name]
		if !ok {
			return nil, false
		}
		columns = append(columns, i)
	}
	return columns, true
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil
}

// check looks at the place, where it is easily seen that columns have slipped.
func (t *table) check() error {
	latitude, longitude := "", ""
	switch t.format {
	case ICEWS, POLECAT:
		latitude, longitude = t.get(15), t.get(16)
	case GDELT:
		latitude, longitude = t.get(gdeltLatitude), t.get(gdeltLatitude+1)
	}
	for _, c := range []struct {
		name, text string
		most       float64
	}{{"latitude", latitude, 90}, {"longitude", longitude, 180}} {
		if c.text == "" {
			continue
		}
		if x, err := strconv.ParseFloat(c.text, 64); err != nil || !(-c.most <= x && x <= c.most) {
			return fmt.Errorf("%q is no %s", c.text, c.name)
		}
	}
	return nil
}

func (t *table) icews() (Row, error) {
	r := Row{Table: ICEWS, Line: t.line, Event: t.get(17), CAMEO: t.get(4), Story: t.get(8), Publisher: t.get(10)}
	r.Source = Party{Name: t.get(1), Sectors: list(t.get(2), ","), Country: t.get(3)}
	r.Target = Party{Name: t.get(5), Sectors: list(t.get(6), ","), Country: t.get(7)}
	r.Place = place(t.get(14), t.get(11), t.get(12), t.get(13))
	var err error
	if r.Date, err = tableDate(t.get(0)); err != nil {
		return Row{}, err
	}
	if number := t.get(9); number != "" {
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > 1<<30 {
			return Row{}, fmt.Errorf("%q is no number of a sentence", number)
		}
		r.Sentence = max(0, n-1) // counted from 1 there
	}
	if r.Story == "" {
		r.Story = "event " + r.Event
	}
	if r.Story == "event " {
		return Row{}, fmt.Errorf("neither a story nor an event has an id")
	}
	return r, r.checkCode()
}

func (t *table) polecat() (Row, error) {
	r := Row{Table: POLECAT, Line: t.line, Event: t.get(0), Type: t.get(2), Mode: t.get(3), Publisher: t.get(17)}
	r.Source = Party{Name: t.get(4), Country: t.get(5), Sectors: list(t.get(6), ";"), Title: t.get(7)}
	r.Target = Party{Name: t.get(8), Country: t.get(9), Sectors: list(t.get(10), ";"), Title: t.get(11)}
	r.Place = place(t.get(14), t.get(13), t.get(12))
	if r.Event == "" {
		return Row{}, fmt.Errorf("the event has no id")
	}
	var err error
	if r.Date, err = tableDate(t.get(1)); err != nil {
		return Row{}, err
	}
	if published := t.get(18); published != "" {
		if r.Published, err = tableDate(published); err != nil {
			return Row{}, err
		}
	}
	if _, _, ok := schema.FromPLOVER(r.Type, r.Mode); !ok {
		return Row{}, fmt.Errorf("%w: %q", ErrUnknownCode, r.Type)
	}
	return r, nil
}

func (t *table) gdelt() (Row, error) {
	r := Row{Table: GDELT, Line: t.line, Event: t.get(gdeltID), CAMEO: t.get(gdeltCode), URL: t.get(gdeltURL)}
	party := func(first int) Party {
		p := Party{Code: t.get(first), Name: t.get(first + 1), Country: t.get(first + 2)}
		for i := first + 7; i < first+10; i++ {
			if sector := t.get(i); sector != "" {
				p.Sectors = append(p.Sectors, sector)
			}
		}
		return p
	}
	r.Source, r.Target = party(gdeltActor1), party(gdeltActor2)
	if full := strings.Split(t.get(gdeltPlaceIs+1), ","); len(full) > 1 {
		r.Place = place(strings.TrimSpace(full[len(full)-1]), strings.TrimSpace(full[0]))
	} else {
		r.Place = strings.TrimSpace(full[0])
	}
	if u, err := url.Parse(r.URL); err == nil && u.Host != "" {
		r.Publisher = strings.TrimPrefix(u.Hostname(), "www.")
	} else {
		r.Publisher = r.URL // "BBC Monitoring"
		r.URL = ""
	}
	if r.Event == "" {
		return Row{}, fmt.Errorf("the event has no id")
	}
	var err error
	if r.Date, err = tableDate(t.get(gdeltDate)); err != nil {
		return Row{}, err
	}
	added := t.get(gdeltAdded)
	if r.Published, err = tableDate(added[:min(8, len(added))]); err != nil {
		return Row{}, fmt.Errorf("added: %w", err)
	}
	return r, r.checkCode()
}

// checkCode gives the code back its leading zero.
func (r *Row) checkCode() error {
	if schema.IsStatement(r.CAMEO) {
		return nil
	}
	full, ok := schema.FullCAMEO(r.CAMEO)
	if !ok {
		return fmt.Errorf("%w: %q", ErrUnknownCode, r.CAMEO)
	}
	r.CAMEO = full
	return nil
}

// tableDate reads 2009-05-11 and 20090511.
func tableDate(s string) (schema.Date, error) {
	for _, layout := range []string{"2006-01-02", "20060102"} {
		if len(s) != len(layout) {
			continue
		}
		if d, err := time.Parse(layout, s); err == nil && d.Year() > 0 {
			return schema.DateOf(d, schema.Day), nil
		}
	}
	return schema.Date{}, fmt.Errorf("%q is not a date of the form 2009-05-11 or 20090511", s)
}

// place is where something happened: the first of the names from small to
// large that there is, and the country.
func place(country string, names ...string) string {
	for _, name := range names {
		if name != "" && name != country {
			if country == "" {
				return name
			}
			return name + ", " + country
		}
	}
	return country
}

func list(s, separator string) []string {
	if s == "" {
		return nil
	}
	var out []string
	for _, item := range strings.Split(s, separator) {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}
