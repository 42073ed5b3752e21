package picture

import "entente/schema"

// Colour is that of a kind of actor: red, green and blue, each 0 to 255. After Paul
// Tol's palette "bright", which readers with any colour vision can tell apart.
func Colour(k schema.Kind) (r, g, b string) {
	switch k {
	case schema.Person:
		return "68", "119", "170"
	case schema.Country:
		return "238", "102", "119"
	case schema.Organisation:
		return "34", "136", "51"
	case schema.Group:
		return "204", "187", "68"
	}
	return "187", "187", "187"
}
