package event

// In sport people meet, beat, oust and attack each other, and nothing of it is an
// event. A sentence is taken to be of sport by what no other says: a result, or a
// word of games.

// ofSport reports whether the sentence tells of a game.
func (c *clause) ofSport() bool {
	for i := c.first; i < c.end; i++ {
		if games[c.lower[i]] || c.result(i) {
			return true
		}
	}
	return false
}

// result reports whether a result such as "2-1" stands at token i, in one token or
// in three, and does not say how a body voted.
func (c *clause) result(i int) bool {
	w := c.lower[i]
	if len(w) == 3 && w[1] == '-' && isNumber(w[:1]) && isNumber(w[2:]) {
		return !voted[c.at(i-1)] && !voted[c.at(i+1)]
	}
	return len(w) == 1 && isNumber(w) && c.at(i+1) == "-" && len(c.at(i+2)) == 1 && isNumber(c.at(i+2)) && !voted[c.at(i-1)] && !voted[c.at(i+3)]
}

var (
	games = set(`quarterfinal quarterfinals semifinal semifinals quarter-final quarter-finals semi-final semi-finals playoff playoffs midfielder goalkeeper
		striker innings wicket wickets touchdown knockout tiebreak grand-slam wimbledon nba nfl uefa fifa touchline halftime half-time`)
	voted = set("voted vote votes ruled ruling decision majority")
)

// played are the types of events that games look like.
var played = set("ASSAULT CONCEDE RETREAT COERCE CONSULT AGREE PROTEST REJECT")
