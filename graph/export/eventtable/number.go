package eventtable

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// eventNumber is a number for an id, "event/9c1f00ab12cd34ef", for tables whose
// ids are numbers: the first 13 hexadecimal digits of it, so that whoever has the number
// finds the id again. It has 52 bits, which a floating-point number holds, too, as R
// and spreadsheets read it. An id of another form, as imported ones may be, is hashed.
func eventNumber(id string) string {
	const digits = 13
	_, hexadecimal, _ := strings.Cut(id, "/")
	if n, err := strconv.ParseUint(hexadecimal[:min(digits, len(hexadecimal))], 16, 64); err == nil && len(hexadecimal) >= digits {
		return strconv.FormatUint(n, 10)
	}
	sum := sha256.Sum256([]byte(id))
	n, _ := strconv.ParseUint(hex.EncodeToString(sum[:])[:digits], 16, 64)
	return strconv.FormatUint(n, 10)
}
