package event

import (
	"unicode"
	"unicode/utf8"

	"entente/schema"
)

// place is where the sentence says it was: the name behind "in" or "at" that
// is nearest to the trigger, to its right if there is one.
func (c *clause) place(t trigger) string {
	best, distance := "", 1<<30
	for i := c.first; i+1 < c.end; i++ {
		if w := c.lower[i]; w != "in" && w != "at" && w != "near" && w != "outside" || c.mentionAt(i) != nil {
			continue
		}
		j := i + 1
		if articles[c.at(j)] {
			j++
		}
		end := j
		if m := c.mentionAt(j); m != nil {
			if !m.Place {
				continue
			}
			end = m.End
			j = m.First
		} else {
			for end < c.end && (capitalised(c.doc.Word(end)) || c.lower[end] == "-" && end > j) {
				end++
			}
		}
		if _, month := months[c.at(j)]; end == j || month || weekdayNames[c.at(j)] != 0 || c.at(j) == "sunday" {
			continue
		}
		d := i - t.end
		if d < 0 {
			d = 3 * (t.first - i)
		}
		if d < distance && !c.triggerBetween(t, i, end) {
			best, distance = c.doc.Slice(j, end), d
		}
	}
	return best
}

// saidBy is who the sentence gives as its source: "according to IRNA".
func (c *clause) saidBy() schema.ActorID {
	for i := c.first; i+2 < c.end; i++ {
		if c.lower[i] == "according" && c.lower[i+1] == "to" {
			for j := i + 2; j < min(i+5, c.end); j++ {
				if m := c.mentionAt(j); m != nil {
					return m.Actor
				}
			}
		}
	}
	return ""
}

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
