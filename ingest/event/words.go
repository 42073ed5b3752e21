package event

// Classes of English words that the tree does not tell.
var (
	articles      = set("a an the")
	modals        = set("will would can could may might must shall should 'll wo ca 'd")
	prepositions  = set("of in with to from by at for on against about into over under during between among near through after before since until toward towards upon without within along across behind despite amid including as alongside outside inside around below above")
	adjuncts      = set("during after before following including") // prepositions that hang a noun on the clause
	boundaries    = set("; : that who which because although though while whereas when if unless whether but , . ? !")
	subordinators = set("because although though while whereas when if unless whether after before since until as")
	closing       = set("\" '' ” ’")
	reporting     = set("said says say told reported reports announced added noted stated according believes believed thinks argued claims claimed insists insisted")
	// doing verbs make their subject the one who does what a noun tells: who
	// "launches an attack" attacks, who "condemns an attack" does not.
	doing = set(`launch launches launched launching carry carries carried carrying stage stages staged staging wage wages waged waging make makes made making
		conduct conducts conducted impose imposes imposed imposing give gives gave given giving offer offers offered offering provide provides provided providing
		express expresses expressed expressing voice voices voiced pledge pledges pledged announce announces announced hold holds held holding begin begins began
		begun start starts started resume resumes resumed continue continues continued sign signs signed signing reach reaches reached reaching issue issues issued
		send sends sent sending deliver delivers delivered level leveled levelled file files filed open opens opened order orders ordered have has had pay pays paid
		extend extends extended extending promise promises promised grant grants granted approve approves approved complete completes completed plan plans planned cut suspend suspended lift lifted
		submit submits submitted submitting repeat repeats repeated renew renews renewed reiterate reiterated address addressed`)
	receiving = set("gain gained gaining draw drew received receives receive receiving got gets get won wins win took takes accepted accepts")
	timeWords = set(`monday tuesday wednesday thursday friday saturday sunday week month year day days weeks months years morning evening night afternoon
		last next late early earlier today yesterday tomorrow january february march april may june july august september october november december recently time`)
)
