package picture

import (
	"io"
	"math"
	"strconv"

	"entente/graph/export/internal/stream"
)

// What all pictures share. Sizes are in pixels.
const (
	fontSize   = 12.0
	lineHeight = 15.0
	margin     = 20.0
	// A reader's machine has one of these; see letterWidths.
	fonts    = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
	inkText  = "#222222"
	inkQuiet = "#666666"
	inkLine  = "#cccccc"
)

// svgWriter writes the elements of an SVG file. It uses attributes only, neither
// style sheets nor markers, so that any program draws it alike.
type svgWriter struct{ stream.XML }

func newSVG(w io.Writer) svgWriter { return svgWriter{stream.NewXML(w)} }

// begin opens the file: its size, and what those who can't see it are told.
func (s svgWriter) begin(width, height float64, title, description string) {
	s.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "width", num(width), "height", num(height),
		"viewBox", "0 0 "+num(width)+" "+num(height), "role", "img", "aria-labelledby", "entente-title entente-description",
		"font-family", fonts, "font-size", num(fontSize), "fill", inkText)
	s.Element("title", title, "id", "entente-title")
	s.Element("desc", description, "id", "entente-description")
	s.Empty("rect", "width", "100%", "height", "100%", "fill", "#ffffff")
}

func (s svgWriter) end() error {
	s.Raw("</svg>\n")
	return s.Flush()
}

// write puts a text with its base line at y; anchor is "start", "middle" or "end".
func (s svgWriter) write(x, y float64, anchor, content string, pairs ...string) {
	s.Element("text", content, append([]string{"x", num(x), "y", num(y), "text-anchor", anchor}, pairs...)...)
}

func (s svgWriter) group(pairs ...string) { s.Open("g", pairs...) }
func (s svgWriter) endGroup()             { s.Raw("</g>\n") }

// num is a number to a tenth of a pixel.
func num(x float64) string {
	tenths := math.Round(x * 10)
	if tenths == 0 {
		return "0" // never "-0"
	}
	return strconv.FormatFloat(tenths/10, 'f', -1, 64)
}

// box is a rectangle.
type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

// around is the smallest box that holds both.
func (b box) around(c box) box {
	return box{min(b.left, c.left), min(b.top, c.top), max(b.right, c.right), max(b.bottom, c.bottom)}
}

// grown is the box with a rim.
func (b box) grown(rim float64) box {
	return box{b.left - rim, b.top - rim, b.right + rim, b.bottom + rim}
}

func (b box) shifted(x, y float64) box {
	return box{b.left + x, b.top + y, b.right + x, b.bottom + y}
}
