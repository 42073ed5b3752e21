package source

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const body = "The two ministers met in the capital on 3 March 2011 and agreed on little.\n"

func TestPublishedLine(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		// With a label.
		{"Published November 18th, 2013 - 12:43 GMT", "2013-11-18"},
		{"Posted: 3 March 2021", "2021-03-03"},
		{"Updated 2021-03-03T10:00Z", "2021-03-03"},
		{"Last updated: Mon, 18 Nov 2013 12:43:05 GMT", "2013-11-18"},
		{"Date: 2013/11/18", "2013-11-18"},
		{"DATE: 18.11.2013", "2013-11-18"},
		{"First published on Monday 18 November 2013 at 12.43 GMT", "2013-11-18"},
		{"Published: 12:43 GMT, 18 November 2013", "2013-11-18"},
		{"Posted by Jane Doe on November 18, 2013", "2013-11-18"},
		{"Published 18 November 2013 | World", "2013-11-18"},
		{"Published 18 November 2013 in World", "2013-11-18"},
		{"- Published Sept. 5, 2013", "2013-09-05"},
		// Alone.
		{"18 November 2013", "2013-11-18"},
		{"Monday, November 18, 2013", "2013-11-18"},
		{"November 18, 2013 12:43 pm EST", "2013-11-18"},
		{"  2013-11-18T12:43:00+01:00  ", "2013-11-18"},
		{"(18th of November 2013)", "2013-11-18"},
		{"MARCH 3, 2021", "2021-03-03"},
		{"18-Nov-2013", "2013-11-18"},
		{"By Jane Doe, 18 November 2013", "2013-11-18"},
		// Datelines.
		{"LONDON, Nov 18, 2013 (Reuters) - Iran agreed.", "2013-11-18"},
		{"BEIJING, Nov. 18, 2013 (Xinhua) -- Iran agreed.", "2013-11-18"},
		{"Tehran, 18 November 2013 – Iran agreed.", "2013-11-18"},
		{"WASHINGTON — November 18, 2013 — Iran agreed.", "2013-11-18"},
		{"LONDON/PARIS, November 18, 2013 (Staff) - Iran agreed.", "2013-11-18"},
		// In figures alone, where they can be read in one way only.
		{"Published 18/11/2013", "2013-11-18"},
		{"Published 11/18/2013", "2013-11-18"},
		{"Published 03/03/2021", "2021-03-03"},
		{"Published 03/04/2021", ""},
		{"03.04.2021", ""},
		// Days that are none, and years cut short.
		{"Published 30 February 2013", ""},
		{"Published 2013-13-01", ""},
		{"Published 31/31/2013", ""},
		{"Published 18 November 13", ""},
		{"Published 18/11/13", ""},
		{"18 November '13", ""},
		{"Published 18 November 0013", ""},
		{"LONDON, Nov 18 (Reuters) - Iran agreed.", ""},
		{"Published in 2013", ""},
		{"November 2013", ""},
		// Running text.
		{"Updated figures from 3 March 2021 show that exports rose.", ""},
		{"Published on 3 March 2021, the report was late.", ""},
		{"Published 3 March 2021 the report was late", ""},
		{"Posted to Oslo on 3 March 2021, she left.", ""},
		{"On 18 November 2013 the ministers met.", ""},
		{"November 18, 2013 was a Monday.", ""},
		{"The Foreign Ministry, November 18, 2013, said nothing.", ""},
		{"Iran, November 18, 2013 said nothing.", ""},
		{"Date of birth: 18 November 1913", ""},
	} {
		t.Run(tt.line, func(t *testing.T) {
			assert.Equal(t, tt.want, Published(tt.line+"\n\n"+body).String(), "at the top")
			assert.Equal(t, tt.want, Published("Ministers Meet\r\n\r\n"+tt.line+"\r\n"+body).String(), "under a headline")
		})
	}
}

func TestPublishedPlace(t *testing.T) {
	long := strings.Repeat(body, 40)
	for _, tt := range []struct{ name, text, want string }{
		{"nowhere", long, ""},
		{"empty", "", ""},
		{"at the bottom", long + "\nPublished 18 November 2013\n\n", "2013-11-18"},
		{"alone at the bottom", long + "\n18 November 2013", "2013-11-18"},
		{"in the middle", long + "\nPublished 18 November 2013\n\n" + long, ""},
		{"a label before a date alone", "1 May 2013\nPublished 18 November 2013\n" + long, "2013-11-18"},
		{"published before updated", "Updated 2 May 2014\nPublished 1 May 2014\n" + long, "2014-05-01"},
		{"a dateline before updated", "Updated 2 May 2014\nOSLO, May 1, 2014 (Staff) - Chad agreed.\n" + long, "2014-05-01"},
		{"a label at the bottom before a date alone", "1 May 2013\n" + long + "Published 18 November 2013\n", "2013-11-18"},
		{"the first of two", "1 May 2013\n2 May 2013\n" + long, "2013-05-01"},
		{"no dateline at the bottom", long + "OSLO, May 1, 2014 (Staff) - Chad agreed.\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, Published(tt.text).String()) })
	}
}
