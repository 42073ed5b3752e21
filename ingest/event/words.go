package event

// The closed classes of English words by which a sentence is read. Without tags,
// a word that is in none of them passes for a noun.
var (
	articles         = set("a an the")
	determiners      = set("a an the his her its their our my this that these those some any no another each every both several many few more first second third last new recent direct bilateral high-level face-to-face closed-door official")
	auxiliaries      = set("is are was were be been being am has have had having 's 're 've do does did")
	contracting      = set("he she it that there who what here where") // words that 's stands for "is" behind
	modals           = set("will would can could may might must shall should 'll wo ca 'd")
	prepositions     = set("of in with to from by at for on against about into over under during between among near through after before since until toward towards upon without within along across behind despite amid including")
	adjuncts         = set("during after before following including") // prepositions that hang a noun on the clause
	clausal          = set("after before since until")                // prepositions that are conjunctions too
	verbPrepositions = set("after before by for of in on without while since when from about against despite upon")
	boundaries       = set("; : that who which because although though while whereas when if unless whether but , . ? !")
	subordinators    = set("because although though while whereas when if unless whether after before since until as")
	reporting        = set("said says say told reported reports announced added noted stated according believes believed thinks argued claims claimed insists insisted")
	saying           = set("said says say believes believed believe thinks claims claimed claim insists insisted") // verbs that a clause follows, with or without "that"
	gerundGovernors  = set("denied denies deny considering considered avoid avoided began begun begin begins start started stop stopped keep kept continue continued recommend recommended suggest suggested proposed")
	// doing verbs make their subject the one who does what a noun tells: who
	// "launches an attack" attacks, who "condemns an attack" does not.
	doing = set(`launch launches launched launching carry carries carried carrying stage stages staged staging wage wages waged waging make makes made making
		conduct conducts conducted impose imposes imposed imposing give gives gave given giving offer offers offered offering provide provides provided providing
		express expresses expressed expressing voice voices voiced pledge pledges pledged announce announces announced hold holds held holding begin begins began
		begun start starts started resume resumes resumed continue continues continued sign signs signed signing reach reaches reached reaching issue issues issued
		send sends sent sending deliver delivers delivered level leveled levelled file files filed open opens opened order orders ordered have has had pay pays paid
		promise promises promised grant grants granted approve approves approved complete completes completed plan plans planned cut suspend suspended lift lifted`)
	receiving  = set("received receives receive receiving got gets get won wins win took takes accepted accepts")
	lightVerbs = set(`hold holds held holding begin begins began begun start starts started resume resumes resumed conduct conducts conducted open opens opened
		continue continues continued conclude concludes concluded finish finished attend attends attended join joins joined lead leads led arrive arrives arrived
		leave leaves left go goes went gone come comes came fly flies flew travel travels traveled travelled plan plans planned schedule schedules scheduled cancel
		canceled cancelled postpone postponed seek seeks sought want wants wanted propose proposes proposed offer offers offered accept accepts accepted reject
		rejects rejected refuse refuses refused make makes made making take takes took taken taking pay pays paid give gives gave given get gets got reach reaches
		reached express expresses expressed voice voiced launch launches launched carry carried wage waged stage staged sign signs signed receive received have has had
		having holding arriving leaving attending paying ending ends end ended break broke broken call calls called describe described schedule expects expect rule rules ruled ruling`)
	adverbs   = set("also not n't never already just then later still again now first once twice often soon even once both instead however meanwhile therefore thus nonetheless nevertheless twice ago earlier today yesterday tomorrow together reportedly")
	timeWords = set(`monday tuesday wednesday thursday friday saturday sunday week month year day days weeks months years morning evening night afternoon
		last next late early earlier today yesterday tomorrow january february march april may june july august september october november december recently time`)
)
