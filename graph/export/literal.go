package export

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// The datatypes of the values that the store keeps as Go values.
const (
	xsd         = "http://www.w3.org/2001/XMLSchema#"
	xsdString   = xsd + "string"
	xsdInteger  = xsd + "integer"
	xsdDouble   = xsd + "double"
	xsdBoolean  = xsd + "boolean"
	xsdDateTime = xsd + "dateTime"
)

// lexicalForm is how a literal is written: its text and full datatype.
func lexicalForm(v quad.Value) (text, datatype string, err error) {
	if typed, ok := v.(quad.TypedString); ok {
		// A number that came as text is written as the number it is, or the
		// graph read back would be written differently.
		v = native(string(typed.Value), string(typed.Type.Full()))
	}
	switch v := v.(type) {
	case quad.String:
		return string(v), xsdString, nil
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), xsdInteger, nil
	case quad.Float:
		return double(float64(v)), xsdDouble, nil
	case quad.Bool:
		// Not v.String(), whose "True" is no boolean of XML Schema.
		return strconv.FormatBool(bool(v)), xsdBoolean, nil
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339Nano), xsdDateTime, nil
	case quad.TypedString:
		return string(v.Value), string(v.Type), nil
	}
	return "", "", fmt.Errorf("a %T is no literal", v)
}

// double is a number as XML Schema writes it, which is how Go does but for infinity.
func double(x float64) string {
	return strings.Replace(strings.TrimPrefix(strconv.FormatFloat(x, 'E', -1, 64), "+"), "Inf", "INF", 1)
}

// The lexical spaces of XML Schema, narrower than what strconv and time read:
// no hexadecimal, no "Infinity", no fraction that Go would cut.
var (
	doubleForm   = regexp.MustCompile(`^([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)$`)
	dateTimeForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$`)
)

// native is the value that the store keeps for a literal: a Go value for the
// datatypes above, so that queries can compare it, else the text with its type.
// A literal that Go has no value for ("1E999") stays text.
func native(text, datatype string) quad.Value {
	switch datatype {
	case xsdString:
		return quad.String(text)
	case xsdInteger:
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			return quad.Int(i)
		}
	case xsdDouble:
		if x, err := strconv.ParseFloat(text, 64); err == nil && doubleForm.MatchString(text) {
			return quad.Float(x)
		}
	case xsdBoolean:
		switch text {
		case "true", "1":
			return quad.Bool(true)
		case "false", "0":
			return quad.Bool(false)
		}
	case xsdDateTime:
		// Near the ends of the calendar UTC may have a year that has no four digits.
		t, err := time.Parse(time.RFC3339, text)
		if t = t.UTC(); err == nil && dateTimeForm.MatchString(text) && 0 <= t.Year() && t.Year() <= 9999 {
			return quad.Time(t)
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
}
