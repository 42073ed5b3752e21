package eventtable

import (
	"strconv"
	"strings"

	"entente/schema"
)

// country is what tables of events know of a country.
type country struct {
	cow   int    // number in the state system of the Correlates of War project, 0 for none
	icews string // what ICEWS calls it, "" where it has no name for it
	other string // what texts call it otherwise
}

// countries are those of ISO 3166-1 and a few former ones, under the codes that actors
// have. The numbers are of the State System Membership List (Correlates of War Project, v2016); two states in a
// row have one where one goes on from the other. The names are those in the column "Country" of the ICEWS event
// data, as the R package icews lists them (A. Beger, data-raw/country-to-gwcode-mapping.R).
var countries = map[string]country{
	"ABW": {icews: "Aruba"},
	"AFG": {cow: 700, icews: "Afghanistan"},
	"AGO": {cow: 540, icews: "Angola"},
	"AIA": {icews: "Anguilla"},
	"ALB": {cow: 339, icews: "Albania"},
	"AND": {cow: 232, icews: "Andorra"},
	"ANT": {icews: "Netherlands Antilles"},
	"ARE": {cow: 696, icews: "United Arab Emirates"},
	"ARG": {cow: 160, icews: "Argentina"},
	"ARM": {cow: 371, icews: "Armenia"},
	"ASM": {icews: "American Samoa"},
	"ATA": {icews: "Antarctica"},
	"ATF": {icews: "French Southern Territories"},
	"ATG": {cow: 58, icews: "Antigua and Barbuda"},
	"AUS": {cow: 900, icews: "Australia"},
	"AUT": {cow: 305, icews: "Austria"},
	"AZE": {cow: 373, icews: "Azerbaijan"},
	"BDI": {cow: 516, icews: "Burundi"},
	"BEL": {cow: 211, icews: "Belgium"},
	"BEN": {cow: 434, icews: "Benin"},
	"BES": {icews: "Bonaire"},
	"BFA": {cow: 439, icews: "Burkina Faso"},
	"BGD": {cow: 771, icews: "Bangladesh"},
	"BGR": {cow: 355, icews: "Bulgaria"},
	"BHR": {cow: 692, icews: "Bahrain"},
	"BHS": {cow: 31, icews: "Bahamas"},
	"BIH": {cow: 346, icews: "Bosnia and Herzegovina"},
	"BLM": {icews: "Saint Barthelemy"},
	"BLR": {cow: 370, icews: "Belarus"},
	"BLZ": {cow: 80, icews: "Belize"},
	"BMU": {icews: "Bermuda"},
	"BOL": {cow: 145, icews: "Bolivia"},
	"BRA": {cow: 140, icews: "Brazil"},
	"BRB": {cow: 53, icews: "Barbados"},
	"BRN": {cow: 835, icews: "Brunei"},
	"BTN": {cow: 760, icews: "Bhutan"},
	"BWA": {cow: 571, icews: "Botswana"},
	"CAF": {cow: 482, icews: "Central African Republic"},
	"CAN": {cow: 20, icews: "Canada"},
	"CCK": {icews: "Cocos (Keeling) Islands"},
	"CHE": {cow: 225, icews: "Switzerland"},
	"CHL": {cow: 155, icews: "Chile"},
	"CHN": {cow: 710, icews: "China"},
	"CIV": {cow: 437, icews: "Cote d'Ivoire", other: "Ivory Coast"},
	"CMR": {cow: 471, icews: "Cameroon"},
	"COD": {cow: 490, icews: "Democratic Republic of Congo", other: "Democratic Republic of the Congo"},
	"COG": {cow: 484, icews: "Congo", other: "Republic of the Congo"},
	"COK": {icews: "Cook Island", other: "Cook Islands"},
	"COL": {cow: 100, icews: "Colombia"},
	"COM": {cow: 581, icews: "Comoros"},
	"CPV": {cow: 402, icews: "Cape Verde", other: "Cabo Verde"},
	"CRI": {cow: 94, icews: "Costa Rica"},
	"CSK": {cow: 315, other: "Czechoslovakia"},
	"CUB": {cow: 40, icews: "Cuba"},
	"CUW": {icews: "Curaçao"},
	"CXR": {icews: "Christmas Island"},
	"CYM": {icews: "Cayman Islands"},
	"CYP": {cow: 352, icews: "Cyprus"},
	"CZE": {cow: 316, icews: "Czech Republic", other: "Czechia"},
	"DDR": {cow: 265, other: "East Germany"},
	"DEU": {cow: 255, icews: "Germany"},
	"DJI": {cow: 522, icews: "Djibouti"},
	"DMA": {cow: 54, icews: "Dominica"},
	"DNK": {cow: 390, icews: "Denmark"},
	"DOM": {cow: 42, icews: "Dominican Republic"},
	"DZA": {cow: 615, icews: "Algeria"},
	"ECU": {cow: 130, icews: "Ecuador"},
	"EGY": {cow: 651, icews: "Egypt"},
	"ERI": {cow: 531, icews: "Eritrea"},
	"ESH": {icews: "Western Sahara"},
	"ESP": {cow: 230, icews: "Spain"},
	"EST": {cow: 366, icews: "Estonia"},
	"ETH": {cow: 530, icews: "Ethiopia"},
	"FIN": {cow: 375, icews: "Finland"},
	"FJI": {cow: 950, icews: "Fiji"},
	"FLK": {icews: "Falkland Islands"},
	"FRA": {cow: 220, icews: "France"},
	"FRO": {icews: "Faroe Islands"},
	"FSM": {cow: 987, icews: "Micronesia"},
	"GAB": {cow: 481, icews: "Gabon"},
	"GBR": {cow: 200, icews: "United Kingdom", other: "Britain"},
	"GEO": {cow: 372, icews: "Georgia"},
	"GGY": {icews: "Guernsey"},
	"GHA": {cow: 452, icews: "Ghana"},
	"GIB": {icews: "Gibraltar"},
	"GIN": {cow: 438, icews: "Guinea"},
	"GLP": {icews: "Guadeloupe"},
	"GMB": {cow: 420, icews: "Gambia"},
	"GNB": {cow: 404, icews: "Guinea-Bissau"},
	"GNQ": {cow: 411, icews: "Equatorial Guinea"},
	"GRC": {cow: 350, icews: "Greece"},
	"GRD": {cow: 55, icews: "Grenada"},
	"GRL": {icews: "Greenland"},
	"GTM": {cow: 90, icews: "Guatemala"},
	"GUF": {icews: "French Guiana"},
	"GUM": {icews: "Guam"},
	"GUY": {cow: 110, icews: "Guyana"},
	"HKG": {icews: "Hong Kong"},
	"HMD": {icews: "Heard Island and McDonald Islands"},
	"HND": {cow: 91, icews: "Honduras"},
	"HRV": {cow: 344, icews: "Croatia"},
	"HTI": {cow: 41, icews: "Haiti"},
	"HUN": {cow: 310, icews: "Hungary"},
	"IDN": {cow: 850, icews: "Indonesia"},
	"IMN": {icews: "Isle Of Man"},
	"IND": {cow: 750, icews: "India"},
	"IOT": {icews: "British Indian Ocean Territory"},
	"IRL": {cow: 205, icews: "Ireland"},
	"IRN": {cow: 630, icews: "Iran"},
	"IRQ": {cow: 645, icews: "Iraq"},
	"ISL": {cow: 395, icews: "Iceland"},
	"ISR": {cow: 666, icews: "Israel"},
	"ITA": {cow: 325, icews: "Italy"},
	"JAM": {cow: 51, icews: "Jamaica"},
	"JEY": {icews: "Jersey"},
	"JOR": {cow: 663, icews: "Jordan"},
	"JPN": {cow: 740, icews: "Japan"},
	"KAZ": {cow: 705, icews: "Kazakhstan"},
	"KEN": {cow: 501, icews: "Kenya"},
	"KGZ": {cow: 703, icews: "Kyrgyzstan"},
	"KHM": {cow: 811, icews: "Cambodia"},
	"KIR": {cow: 946, icews: "Kiribati"},
	"KNA": {cow: 60, icews: "Saint Kitts and Nevis"},
	"KOR": {cow: 732, icews: "South Korea"},
	"KWT": {cow: 690, icews: "Kuwait"},
	"LAO": {cow: 812, icews: "Laos"},
	"LBN": {cow: 660, icews: "Lebanon"},
	"LBR": {cow: 450, icews: "Liberia"},
	"LBY": {cow: 620, icews: "Libya"},
	"LCA": {cow: 56, icews: "Saint Lucia"},
	"LIE": {cow: 223, icews: "Liechtenstein"},
	"LKA": {cow: 780, icews: "Sri Lanka"},
	"LSO": {cow: 570, icews: "Lesotho"},
	"LTU": {cow: 368, icews: "Lithuania"},
	"LUX": {cow: 212, icews: "Luxembourg"},
	"LVA": {cow: 367, icews: "Latvia"},
	"MAC": {icews: "Macao", other: "Macau"},
	"MAF": {icews: "Saint Martin (French part)"},
	"MAR": {cow: 600, icews: "Morocco"},
	"MCO": {cow: 221, icews: "Monaco"},
	"MDA": {cow: 359, icews: "Moldova, Republic of", other: "Moldova"},
	"MDG": {cow: 580, icews: "Madagascar"},
	"MDV": {cow: 781, icews: "Maldives"},
	"MEX": {cow: 70, icews: "Mexico"},
	"MHL": {cow: 983, icews: "Marshall Islands"},
	"MKD": {cow: 343, icews: "the former Yugoslav Republic of Macedonia", other: "North Macedonia"},
	"MLI": {cow: 432, icews: "Mali"},
	"MLT": {cow: 338, icews: "Malta"},
	"MMR": {cow: 775, icews: "Myanmar", other: "Burma"},
	"MNE": {cow: 341, icews: "Montenegro"},
	"MNG": {cow: 712, icews: "Mongolia"},
	"MNP": {icews: "Northern Mariana Islands"},
	"MOZ": {cow: 541, icews: "Mozambique"},
	"MRT": {cow: 435, icews: "Mauritania"},
	"MSR": {icews: "Montserrat"},
	"MTQ": {icews: "Martinique"},
	"MUS": {cow: 590, icews: "Mauritius"},
	"MWI": {cow: 553, icews: "Malawi"},
	"MYS": {cow: 820, icews: "Malaysia"},
	"MYT": {icews: "Mayotte"},
	"NAM": {cow: 565, icews: "Namibia"},
	"NCL": {icews: "New Caledonia"},
	"NER": {cow: 436, icews: "Niger"},
	"NFK": {icews: "Norfolk Island"},
	"NGA": {cow: 475, icews: "Nigeria"},
	"NIC": {cow: 93, icews: "Nicaragua"},
	"NIU": {icews: "Niue"},
	"NLD": {cow: 210, icews: "Netherlands"},
	"NOR": {cow: 385, icews: "Norway"},
	"NPL": {cow: 790, icews: "Nepal"},
	"NRU": {cow: 970, icews: "Nauru"},
	"NZL": {cow: 920, icews: "New Zealand"},
	"OMN": {cow: 698, icews: "Oman"},
	"PAK": {cow: 770, icews: "Pakistan"},
	"PAN": {cow: 95, icews: "Panama"},
	"PCN": {icews: "Pitcairn"},
	"PER": {cow: 135, icews: "Peru"},
	"PHL": {cow: 840, icews: "Philippines"},
	"PLW": {cow: 986, icews: "Palau"},
	"PNG": {cow: 910, icews: "Papua New Guinea"},
	"POL": {cow: 290, icews: "Poland"},
	"PRI": {icews: "Puerto Rico"},
	"PRK": {cow: 731, icews: "North Korea"},
	"PRT": {cow: 235, icews: "Portugal"},
	"PRY": {cow: 150, icews: "Paraguay"},
	"PSE": {icews: "Occupied Palestinian Territory", other: "Palestine"},
	"PYF": {icews: "French Polynesia"},
	"QAT": {cow: 694, icews: "Qatar"},
	"REU": {icews: "Reunion"},
	"ROU": {cow: 360, icews: "Romania"},
	"RUS": {cow: 365, icews: "Russian Federation", other: "Russia"},
	"RWA": {cow: 517, icews: "Rwanda"},
	"SAU": {cow: 670, icews: "Saudi Arabia"},
	"SCG": {cow: 345, other: "Serbia and Montenegro"},
	"SDN": {cow: 625, icews: "Sudan"},
	"SEN": {cow: 433, icews: "Senegal"},
	"SGP": {cow: 830, icews: "Singapore"},
	"SGS": {icews: "South Georgia and the South Sandwich Islands"},
	"SHN": {icews: "Saint Helena"},
	"SJM": {icews: "Svalbard and Jan Mayen"},
	"SLB": {cow: 940, icews: "Solomon Islands"},
	"SLE": {cow: 451, icews: "Sierra Leone"},
	"SLV": {cow: 92, icews: "El Salvador"},
	"SMR": {cow: 331, icews: "San Marino"},
	"SOM": {cow: 520, icews: "Somalia"},
	"SPM": {icews: "Saint Pierre and Miquelon"},
	"SRB": {cow: 345, icews: "Serbia"},
	"SSD": {cow: 626, icews: "South Sudan"},
	"STP": {cow: 403, icews: "Sao Tome and Principe"},
	"SUN": {cow: 365, other: "Soviet Union"},
	"SUR": {cow: 115, icews: "Suriname"},
	"SVK": {cow: 317, icews: "Slovakia"},
	"SVN": {cow: 349, icews: "Slovenia"},
	"SWE": {cow: 380, icews: "Sweden"},
	"SWZ": {cow: 572, icews: "Swaziland", other: "Eswatini"},
	"SXM": {icews: "Sint Maarten"},
	"SYC": {cow: 591, icews: "Seychelles"},
	"SYR": {cow: 652, icews: "Syria"},
	"TCA": {icews: "Turks and Caicos Islands"},
	"TCD": {cow: 483, icews: "Chad"},
	"TGO": {cow: 461, icews: "Togo"},
	"THA": {cow: 800, icews: "Thailand"},
	"TJK": {cow: 702, icews: "Tajikistan"},
	"TKL": {icews: "Tokelau"},
	"TKM": {cow: 701, icews: "Turkmenistan"},
	"TLS": {cow: 860, icews: "Timor-Leste", other: "East Timor"},
	"TON": {cow: 955, icews: "Tonga"},
	"TTO": {cow: 52, icews: "Trinidad and Tobago"},
	"TUN": {cow: 616, icews: "Tunisia"},
	"TUR": {cow: 640, icews: "Turkey", other: "Türkiye"},
	"TUV": {cow: 947, icews: "Tuvalu"},
	"TWN": {cow: 713, icews: "Taiwan"},
	"TZA": {cow: 510, icews: "Tanzania"},
	"UGA": {cow: 500, icews: "Uganda"},
	"UKR": {cow: 369, icews: "Ukraine"},
	"UMI": {icews: "United States Minor Outlying Islands"},
	"URY": {cow: 165, icews: "Uruguay"},
	"USA": {cow: 2, icews: "United States", other: "United States of America"},
	"UZB": {cow: 704, icews: "Uzbekistan"},
	"VAT": {icews: "Holy See", other: "Vatican City"},
	"VCT": {cow: 57, icews: "Saint Vincent and the Grenadines"},
	"VEN": {cow: 101, icews: "Venezuela"},
	"VGB": {icews: "British Virgin Islands"},
	"VIR": {icews: "U.S. Virgin Islands"},
	"VNM": {cow: 816, icews: "Vietnam"},
	"VUT": {cow: 935, icews: "Vanuatu"},
	"WLF": {icews: "Wallis and Futuna"},
	"WSM": {cow: 990, icews: "Samoa"},
	"XKX": {cow: 347, icews: "Kosovo"},
	"XSV": {cow: 817, other: "South Vietnam"},
	"YEM": {cow: 679, icews: "Yemen"},
	"YMD": {cow: 680, other: "South Yemen"},
	"YUG": {cow: 345, other: "Yugoslavia"},
	"ZAF": {cow: 560, icews: "South Africa"},
	"ZAR": {cow: 490, other: "Zaire"},
	"ZMB": {cow: 551, icews: "Zambia"},
	"ZWE": {cow: 552, icews: "Zimbabwe"},
}

// cow is the Correlates of War number of a country, "" for none.
func cow(iso string) string {
	if n := countries[iso].cow; n != 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// countryByName finds a country by any of its names, folded.
var countryByName = func() map[string]string {
	m := map[string]string{}
	for iso, c := range countries {
		for _, name := range []string{c.icews, c.other} {
			if name != "" {
				m[schema.Fold(name)] = iso
			}
		}
	}
	return m
}()

// scene is a place that a text names, taken apart as far as its commas tell.
type scene struct {
	city, province string
	country        string // ISO 3166 alpha-3
}

// sceneOf takes "Tehran, Iran" apart. A name that stands alone and is no country is
// taken for a city, as that of a region cannot be told from it; "Atlanta, Georgia" names
// no country, nor then does "Tbilisi, Georgia".
func sceneOf(text string) scene {
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	var p scene
	last := len(parts) - 1
	if iso := countryByName[schema.Fold(strings.TrimPrefix(parts[last], "the "))]; iso != "" && (iso != "GEO" || last == 0) {
		p.country = iso
		parts = parts[:last]
	}
	if len(parts) > 0 {
		p.city, p.province = parts[0], strings.Join(parts[1:], ", ")
	}
	return p
}
