package source

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/schema"
)

const (
	topLines    = 12  // a date of publication stands in the first lines that are not blank,
	bottomLines = 5   // or in the last,
	longestLine = 140 // and such a line, save for a dateline, is short, in bytes
)

// The order in which kinds of line are believed, best first.
const (
	labelled    = iota // "Published November 18th, 2013 - 12:43 GMT"
	alone              // "Monday, November 18, 2013"
	dateline           // "LONDON, Nov 18, 2013 (Reuters) - …"
	updated            // "Last updated: …"
	aloneBelow         // a date alone at the bottom
	notThisLine        //
)

// Published is the date of publication that a text states in a line near its
// top or bottom, or the zero date. Dates within running text do not count, nor
// do those that may be read in two ways (03/04/2021) or leave out the century.
func Published(text string) schema.Date {
	top, bottom := ends(text)
	best, date := notThisLine, schema.Date{}
	consider := func(line string, below bool) {
		if d, kind := statedIn(line, below); kind < best {
			best, date = kind, d
		}
	}
	for _, line := range top {
		consider(line, false)
	}
	for _, line := range bottom {
		consider(line, true)
	}
	return date
}

// ends are the first lines of a text that are not blank, and the last of the
// others, last line first.
func ends(text string) (top, bottom []string) {
	for len(top) < topLines && text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		if line = strings.TrimSpace(line); line != "" {
			top = append(top, line)
		}
		text = rest
	}
	for len(bottom) < bottomLines && text != "" {
		at := strings.LastIndexByte(text, '\n')
		if line := strings.TrimSpace(text[at+1:]); line != "" {
			bottom = append(bottom, line)
		}
		text = text[:max(0, at)]
	}
	return top, bottom
}

// The parts of the patterns. Weekday, time and zone may stand around a date.
const (
	months = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	day    = `(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?`
	date   = `(?:` +
		`(?P<d1>\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?P<m1>` + months + `)\.?,?[ -](?P<y1>\d{4})` +
		`|(?P<m2>` + months + `)\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4})` +
		`|(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})` +
		`|(?P<a4>\d{1,2})[-/.](?P<b4>\d{1,2})[-/.](?P<y4>\d{4})` +
		`)`
	clock  = `(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: ?(?:z|\(?(?:gmt|utc|bst|cet|cest|est|edt|et|pst|pdt|pt|ist|msk|local time|hrs|h|ast|jst|eet|eest)\b\)?))?(?: ?(?:gmt|utc)? ?[+-]\d{1,2}:?\d{2})?`
	around = `(?:[ ,|•·–—-]|\bat\b|\bon\b)*`
	start  = `(?:` + clock + around + `)?(?:` + day + `\b\.?` + around + `)?(?:` + clock + around + `)?`
	finish = `(?:(?:t|` + around + `)\(?` + clock + `\)?)?`
)

var (
	labelPattern = regexp.MustCompile(`(?i)^\W{0,3}(?:(?P<published>(?:first |originally |article )?(?:published|posted|released|publication date|date published|pub(?:lication)? ?date|date|filed|issued))` +
		`|(?:last |article )?(?:updated|modified|revised))(?: (?:on|at|in|date)\b)?(?: by [^:|\d]{2,40}?(?: on\b|[,|-]))?` + `[ :–—|-]*` + start + date + finish + `(?P<rest>.*)$`)
	alonePattern    = regexp.MustCompile(`(?i)^(?:by [^:\d]{2,60}[,|•·–— -] ?)?[(\[]?` + start + date + finish + `[)\].]?$`)
	datelinePattern = regexp.MustCompile(`^[(]?\p{Lu}[\p{L}'’. /-]{1,40}(?:, ?\p{Lu}[\p{L}'’. -]{1,30})?(?:,? ?\(|, ?| [–—-]{1,2} ?)` +
		`(?i:` + `(?:` + day + `\b\.?,? )?` + date + `)(?:\)|,)? ?(?:[(/\[][^)/\]]{2,40}[)/\]])? ?(?:[–—:_]|--?[ \p{Lu}]|-- )`)
	fourDigits = regexp.MustCompile(`\d{4}`)
)

// statedIn is the date that a line states, and what kind of line it is.
func statedIn(line string, below bool) (schema.Date, int) {
	if !fourDigits.MatchString(line[:min(len(line), longestLine)]) {
		return schema.Date{}, notThisLine
	}
	if len(line) <= longestLine {
		if d, groups := dateIn(labelPattern, line); !d.IsZero() && standsApart(groups("rest")) {
			if groups("published") != "" {
				return d, labelled
			}
			return d, updated
		}
		if d, _ := dateIn(alonePattern, line); !d.IsZero() {
			if below {
				return d, aloneBelow
			}
			return d, alone
		}
	}
	if !below {
		if d, _ := dateIn(datelinePattern, cutAt(line, 2*longestLine)); !d.IsZero() {
			return d, dateline
		}
	}
	return schema.Date{}, notThisLine
}

// standsApart reports whether what follows a date on its line is a remark, not
// the rest of a sentence.
func standsApart(rest string) bool {
	rest = strings.TrimSpace(rest)
	if rest == "" || rest == "." || rest == ")" {
		return true
	}
	if strings.HasSuffix(rest, ".") || len(rest) > 60 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("|–—-,;(/•·[", r) {
		return true
	}
	word, _, _ := strings.Cut(rest, " ")
	return word == "by" || word == "in" || word == "at" || word == "|"
}

// cutAt cuts a line after n bytes, at the start of a character.
func cutAt(line string, n int) string {
	if len(line) <= n {
		return line
	}
	for n > 0 && !utf8.RuneStart(line[n]) {
		n--
	}
	return line[:n]
}

// dateIn is the date that a pattern finds in a line, and its other groups.
func dateIn(pattern *regexp.Regexp, line string) (schema.Date, func(string) string) {
	match := pattern.FindStringSubmatch(line)
	group := func(name string) string {
		if match == nil {
			return ""
		}
		return match[pattern.SubexpIndex(name)]
	}
	number := func(name string) int {
		n, _ := strconv.Atoi(group(name)) // the pattern has digits there
		return n
	}
	switch {
	case match == nil:
	case group("y1") != "":
		return onDay(number("y1"), monthOf(group("m1")), number("d1")), group
	case group("y2") != "":
		return onDay(number("y2"), monthOf(group("m2")), number("d2")), group
	case group("y3") != "":
		return onDay(number("y3"), number("m3"), number("d3")), group
	default:
		a, b, year := number("a4"), number("b4"), number("y4")
		switch {
		case a > 12 || a == b: // the day comes first, or it does not matter
			return onDay(year, b, a), group
		case b > 12:
			return onDay(year, a, b), group
		}
	}
	return schema.Date{}, group
}

// onDay is a day that there is, in a year in which articles are published.
func onDay(year, month, day int) schema.Date {
	d := schema.NewDate(year, month, day)
	if year < 1800 || year > 2199 || d.Month != month || d.Day != day {
		return schema.Date{}
	}
	return d
}

// monthOf is the number of a month by the first three letters of its name.
func monthOf(name string) int {
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))/3 + 1
}
