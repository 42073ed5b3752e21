package dictionary

import (
	"testing"
)

func TestFollowTheMoney(t *testing.T) {
	check(t, "a.jsonl", Auto, `
{"id":"occ","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos"],"startDate":["2011-03-09"],"endDate":["2014-07"]}}
{"id":"p1","schema":"Person","caption":"x","properties":{"name":["Orla Quenby","Orla M. Quenby"],"alias":["Quenby"],"country":["ie"],"gender":["female"],"position":["member of parliament"]}}
{"id":"pos","schema":"Position","properties":{"name":["Minister for Trade"],"country":["ie"]}}
{"id":"b1","schema":"PublicBody","properties":{"name":["Tide Office"],"jurisdiction":["gb-sct"]}}
{"id":"b2","schema":"Company","properties":{"name":["Quist Salt"],"country":["suhh"]}}
{"id":"b3","schema":"Organization","properties":{"name":["Harbour League"],"country":[]}}
{"id":"m","schema":"Membership","properties":{"member":["p1"],"organization":["b3"],"role":["chair"],"startDate":["2015-01-01T10:00:00"]}}
{"id":"m2","schema":"Directorship","properties":{"director":["p1"],"organization":["b2"]}}
`, `
Harbour League,organisation,,,,,,,,
Orla Quenby,person,IRL,,Orla M. Quenby|Quenby,f,Member,Quist Salt,,
Orla Quenby,person,IRL,,,,Member of parliament,,,
Orla Quenby,person,IRL,,,,Minister for Trade,Ireland,2011-03-09,2014-07
Orla Quenby,person,IRL,,,,Chair,Harbour League,2015-01-01,
Quist Salt,organisation,SUN,SUNBUS,,,,,,
Tide Office,organisation,GBR,GBRGOV,,,,,,
`, "")
}

func TestFollowTheMoneyMistakes(t *testing.T) {
	check(t, "bad.jsonl", FollowTheMoney, `{"id":"p1","schema":"Person","properties":{"name":["Orla Quenby"],"country":["qq"]}}
{"id":"p2","schema":"Person","properties":{"name":[""]}}
{"id":"p3","schema":"Person","properties":{"name":"Ada"}}
{"id":"p4","schema":"Person" "properties":{}}
{"id":"p5",
 "schema":"Person",
 "properties":{"name":[{}]}}
{"schema":"Person","properties":{"name":["Ada Wren"]}}
{"id":"x","schema":"Address","properties":{"full":["Bath"]}}
{"id":"o1","schema":"Occupancy","properties":{"holder":["p9"],"post":["x"]}}
{"id":"o2","schema":"Occupancy","properties":{"holder":["p1"],"post":["x"]}}
{"id":"o3","schema":"Membership","properties":{"member":["p1"],"organization":["p1"],"startDate":["soon"]}}
[1]
{"id":"p6","schema":"Person","properties":{"name":["A\u0000B"]}}
`+"{\"id\":\"p7\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\xff\"]}}\n"+`{"id":"p8","schema":"Person","properties":{"name":["Ben Wren"]}}
{"id":"p10","schema":"Person","properties":{"name":["A|B"]}}
{"id":"p9","schema":"Pers`, `
Ben Wren,person,,,,,,,,
Orla Quenby,person,,,,,,,,
`, `
bad.jsonl:1: "qq" is no country that is known
bad.jsonl:2: no name
bad.jsonl:3: field properties: a string is the wrong kind of value
bad.jsonl:4: no JSON: invalid character '"' after object key:value pair
bad.jsonl:7: field properties: an object is the wrong kind of value
bad.jsonl:8: no id
bad.jsonl:9: an entity of schema "Address", which is no actor's
bad.jsonl:10: an office of "p9", who is not in this file
bad.jsonl:11: an office at "x", which is not in this file
bad.jsonl:12: "soon" is not a date of the form 2013-11-18, 2013-11 or 2013
bad.jsonl:13: not an object of this format: "1"
bad.jsonl:14: a control character in "A\x00B"
bad.jsonl:15: invalid UTF-8: byte 0xff
bad.jsonl:17: a | in "A|B"
bad.jsonl:18: no JSON: the file ends within a value
`)
}

func TestPopolo(t *testing.T) {
	check(t, "a.json", Auto, `{
  "persons": [
    {"id": "p1", "name": "Orla Quenby", "other_names": [{"name": "Orla M. Quenby"}], "gender": "female", "national_identity": "Irish",
     "memberships": [{"organization_id": "o1", "role": "chair", "start_date": "2015"}]},
    {"id": "p2", "name": "Tam Quist", "area_id": "a1", "other_names": []}
  ],
  "organizations": [{"id": "o1", "name": "Harbour League"}],
  "memberships": [
    {"person_id": "p1", "post_id": "t1", "start_date": "2011-03-09", "end_date": "2014-07-11"},
    {"person_id": "p2", "organization_id": "o1"}
  ],
  "posts": [{"id": "t1", "label": "Minister for Trade", "organization_id": "o1"}],
  "areas": [{"id": "a1", "name": "France"}]
}`, `
Harbour League,organisation,,,,,,,,
Orla Quenby,person,IRL,,Orla M. Quenby,f,Minister for Trade,Harbour League,2011-03-09,2014-07-11
Orla Quenby,person,IRL,,,,Chair,Harbour League,2015,
Tam Quist,person,FRA,,,,Member,Harbour League,,
`, "")
}

func TestPopoloMistakes(t *testing.T) {
	check(t, "bad.json", Popolo, `{
  "persons": [
    {"id": "p1", "name": "Orla Quenby", "national_identity": "Elvish"},
    {"id": "p2", "name": 7},
    {"id": "p3"}
  ],
  "memberships": [
    {"person_id": "p9"},
    {"person_id": "p1", "organization_id": "o9"},
    {"person_id": "p1", "post_id": "t9"},
    {"person_id": "p1", "start_date": "2011-13"},
    {"person_id": "p1", "start_date": "2012", "end_date": "2011"},
    {"person_id": "p3"}
  ]
}
{"other": []}
{"persons": [
`, `Orla Quenby,person,,,,,,,,`, `
bad.json:3: "Elvish" is no country that is known
bad.json:4: field name: a number is the wrong kind of value
bad.json:5: no name
bad.json:8: an office of "p9", who is not in this file
bad.json:9: an office at "o9", which is not in this file
bad.json:10: the post "t9" is not in this file
bad.json:11: "2011-13" is not a date of the form 2013-11-18, 2013-11 or 2013
bad.json:12: a span that ends before it begins: 2012 to 2011
bad.json:16: an object without persons, organizations, memberships or posts
bad.json:17: no JSON: the file ends within a value
`)
}

const wikidataItems = `{"id":"Q900001","labels":{"en":{"value":"Orla Quenby"}},"aliases":{"en":[{"value":"Quenby"}]},"claims":{
"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P21":[{"mainsnak":{"datavalue":{"value":{"id":"Q6581072"}}}}],
"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q15180"}}},"qualifiers":{"P582":[{"datavalue":{"value":{"time":"+1991-12-26T00:00:00Z","precision":11}}}]}},{"mainsnak":{"datavalue":{"value":{"id":"Q27"}}}}],
"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q900002"}}},"rank":"normal","qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2011-03-00T00:00:00Z","precision":10}}}],"P582":[{"snaktype":"somevalue"}]}},
{"mainsnak":{"datavalue":{"value":{"id":"Q900002"}}},"rank":"deprecated"}]}},
{"id":"Q900002","labels":{"en":{"value":"minister for trade"}},"aliases":[],"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q4164871"}}}}],"P1001":[{"mainsnak":{"datavalue":{"value":{"id":"Q900003"}}}}]}},
{"id":"Q900003","labels":{"en":{"value":"Éire"}},"claims":{"P297":[{"mainsnak":{"datavalue":{"value":"IE"}}}],"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q3624078"}}}}]}},
{"id":"Q900004","labels":{"mul":{"value":"Harbour League"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q900005"}}}}]}},
{"id":"Q900005","labels":{"en":{"value":"fishing party"}},"claims":[]}
`

func TestWikidata(t *testing.T) {
	const rows = `
Harbour League,organisation,,,,,,,,
Ireland,country,IRL,,Éire,,,,,
Orla Quenby,person,IRL,,Quenby,f,Minister for trade,Ireland,2011-03,
`
	check(t, "a.json", Auto, "[\n"+wikidataItems+"]", rows, "")
	check(t, "a.json", Wikidata, wikidataItems, rows, "")
	check(t, "a.json", Auto, `{"entities":{"Q900004":{"id":"Q900004","labels":{"en":{"value":"Harbour League"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q43229"}}}}]}}}}`,
		"Harbour League,organisation,,,,,,,,", "")
}

func TestWikidataMistakes(t *testing.T) {
	check(t, "bad.json", Wikidata, `[
{"id":"Q1","labels":{"en":{"value":"Blue Rock"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q2"}}}}]}},
{"labels":{}},
{"id":"Q3","claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}},
{"id":"Q4","labels":{"en":{"value":"Ada Wren"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q999"}}}}],
"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q998"}}}},
{"mainsnak":{"datavalue":{"value":{"id":"Q10"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"-0044-00-00T00:00:00Z","precision":9}}}]}},
{"mainsnak":{"datavalue":{"value":{"id":"Q10"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+1900-00-00T00:00:00Z","precision":7}}}]}},
{"mainsnak":{"datavalue":{"value":{"id":"Q10"}}},"qualifiers":{"P580":[{"datavalue":{"value":"x"}}]}}]}},
{"id":"Q10","labels":{"en":{"value":"mayor"}}},
{"id":"Q11","labels":{"en":{"value":"Elfland"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q6256"}}}}]}},
{"id":"Q12","labels":[{"en":"x"}]},
{"id":"Q13",}
`, `Ada Wren,person,,,,,,,,`, `
bad.json:2: "Q1" is instance of nothing that is known to act
bad.json:3: no id
bad.json:4: no name
bad.json:5: "Q999" is no country that is known: its item is not in this file
bad.json:5: the office "Q998" is not in this file, so that its name is not known
bad.json:5: "-0044-00-00T00:00:00Z", of precision 9, is no day, month or year
bad.json:5: "+1900-00-00T00:00:00Z", of precision 7, is no day, month or year
bad.json:5: "\"x\"" is no time
bad.json:11: "Elfland" is no country that is known
bad.json:12: field labels: an array is the wrong kind of value
bad.json:13: no JSON: invalid character '}' looking for beginning of object key string
`)
}
