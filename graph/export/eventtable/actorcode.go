package eventtable

import (
	"slices"
	"strings"

	"entente/schema"
)

// actorCode is a CAMEO actor code taken apart, as GDELT has it: "IGOUNOHLHWHO" is
// an intergovernmental organisation in health, of the United Nations.
type actorCode struct {
	code      string
	country   string   // state or region, "IRN", "WAF"
	group     string   // an organisation known by name, "UNO"
	ethnic    string   // lower case in CAMEO, "kur"
	religions []string // "MOS"
	types     []string // sectors and kinds of body in the order of the code: "GOV", "IGO"
}

// codeOf takes the code of an actor apart; one that has none gets that of its country.
func codeOf(a *schema.Actor) actorCode {
	c := actorCode{code: a.Code}
	if c.code == "" {
		c.code = cameoCountry(a.Country)
	}
	for first, rest := true, c.code; len(rest) >= 3; first, rest = false, rest[3:] {
		switch part := rest[:3]; {
		case isType(part):
			c.types = append(c.types, part)
		case religionNames[part] != "" && !(first && part == "SUN"): // the Soviet Union; further on the Sunnis
			c.religions = append(c.religions, religionNames[part])
		case knownGroups[part]:
			if c.group == "" { // "UNO" before "WHO"
				c.group = part
			}
		case first, regions[part] && c.country == "":
			c.country = part
		case strings.ToLower(part) == part:
			c.ethnic = part
		}
	}
	return c
}

// sectors are what an actor is within its state: the types without the kinds of body.
func (c *actorCode) sectors() []string {
	return slices.DeleteFunc(slices.Clone(c.types), func(t string) bool { return bodies[t] })
}

func isType(part string) bool { return sectorNames[part] != "" || bodies[part] }

// nth is an element of a list of codes, "" behind its end.
func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// cameoCountry is the code of a country in CAMEO, which has older ones for a few; ""
// for the codes of bodies that belong to no state.
func cameoCountry(iso string) string {
	switch iso {
	case "TLS":
		return "TMP"
	case "XKX":
		return "KSV"
	}
	return iso
}

// bodies are the types of CAMEO that say what kind of body an actor of no state is.
var bodies = setOf("IGO IMG INT MNC NGM NGO UIS")

// sectorNames are the sectors of CAMEO as ICEWS calls them; those that are "Radical" or
// "Development" there go by the words of the CAMEO codebook.
var sectorNames = map[string]string{
	"GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary", "PTY": "Parties",
	"OPP": "Dissident", "REB": "Rebel", "INS": "Insurgents", "SEP": "Separatists", "RAD": "Radicals / Extremists / Fundamentalists",
	"UAF": "Unidentified Forces", "CVL": "General Population / Civilian / Social", "PPL": "General Population / Civilian / Social", "ELI": "Elite",
	"SPY": "Intelligence", "MED": "Media", "BUS": "Business", "LAB": "Labor", "EDU": "Education", "HLH": "Medical / Health", "REL": "Religious",
	"REF": "Refugees / Displaced", "AGR": "Agricultural", "CRM": "Criminals / Gangs", "HRI": "Human Rights", "ENV": "Environmental",
	"DEV": "Development", "MOD": "Moderate", "SET": "Settler",
}

// bodyNames are the same for kinds of body, as far as ICEWS has them among the sectors.
var bodyNames = map[string]string{"NGO": "Nongovernmental Organization", "NGM": "Nongovernmental Organization", "MNC": "Multinational Corporation"}

// icewsSectors are the sectors of an actor in words, parted by commas as ICEWS does.
func (c *actorCode) icewsSectors() string {
	var names []string
	for _, t := range c.types {
		name := sectorNames[t]
		if name == "" {
			name = bodyNames[t]
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// religionNames are the religions of CAMEO (CAMEO.religion.txt of GDELT); "MUS" is how dictionaries write "MOS".
var religionNames = func() map[string]string {
	m := map[string]string{"MUS": "MOS"}
	for code := range setOf("ADR ALE ATH BAH BUD CHR CON CPT CTH DOX DRZ HIN HSD ITR JAN JEW JHW LDS MOS MRN NRM PAG PRO SFI SHI SHN SIK SUN TAO UDX ZRO") {
		m[code] = code
	}
	return m
}()

// regions are the parts of the world that CAMEO has codes for, which GDELT writes where it writes countries.
var regions = setOf("AFR ASA BLK CAS CAU CEU CFR CRB EAF EEU EIN EUR LAM MDT MEA NAF NMR PGS SAF SAH SAM SAS SCN SEA WAF WEU WST")

// knownGroups are the organisations that have a code of their own in CAMEO (CAMEO.knowngroup.txt of GDELT).
var knownGroups = setOf(`AAM ABD ACC ADB AEU AFB ALQ AMF AML AMN AMU ANO APE ARL ASL ASN ATD BCA BIS BTH CEM CFA CIS CMN COE CPA CPC CRC CSS CWN
	DFL EBR ECA EEC EFT ENN FAO FID FIS FLN FTA GCC GIA GOE GOS GSP GSS HCH HCR HEZ HIP HMS HRW IAC IAD IAE IAF ICC ICG ICJ ICO IDB IGC IHF ILO IMF IOM
	IPU IRC ISJ ITP JUR KDP KID LBA LKD MBR MRZ MSF MSP NAT NEP NON OAS OAU OIC OPC PAP PFL PLF PLO PLS PMD PRC RCR RND SAA SAD SCE SHA SOT TAL UEM
	UNO WAD WAM WAS WBK WCT WEF WFP WHO WTO XFM`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
