package text

import "strings"

// The methods below decide, at a mark within a word, whether the word goes on:
// they return where it goes on to, or the mark itself if it ends there.

// fullStop decides on the full stop at dot, of the word that began at i: it
// returns dot if the word ends before it, else where the word goes on.
func (s *scanner) fullStop(i, dot int) int {
	if dot-i > maxLook {
		return dot // no word is so long, and what follows looks at all of it
	}
	word := s.text[i:dot]
	word = word[strings.LastIndexByte(word, '-')+1:] // "anti-U.S."
	after := s.run(dot + 1)
	if after > dot+1 { // something adheres
		piece := word[strings.LastIndexByte(word, '.')+1:]
		switch {
		case s.digitAt(dot-1) && s.digitAt(dot+1), abbreviations[s.text[i:after]] != noAbbreviation: // 3.5, Ph.D
			return after
		case isLetter(piece) && isLetter(s.text[dot+1:after]): // U.S, p.m
			return after
		case isLetter(piece) && (len(word) > 1 || startsUpper(word)) && startsUpper(s.text[dot+1:after]):
			return dot + 1 // J.Smith
		}
		if end := s.domain(i, dot); end > dot {
			return end
		}
		return dot
	}
	if strings.HasPrefix(s.text[after:], "..") || after < len(s.text) && s.text[after] == '.' && abbreviations[word] != either {
		return dot // an ellipsis follows
	}
	switch abbreviations[word] {
	case beforeName, medial:
		return dot + 1
	case beforeNumber:
		if next := skipSpace(s.text, dot+1); s.digitAt(next) || next < len(s.text) && s.text[next] == '#' || isMonth(s.text[next:s.run(next)]) {
			return dot + 1
		}
		if isLetter(word) && startsUpper(word) {
			return s.initial(dot)
		}
		if isMonth(word) && !s.lineEnds(dot+1) && word != "Mar" {
			return dot + 1
		}
		return dot
	case either:
		if (word == "etc" || word == "co" || word == "ft" || word == "sq") && s.sentenceMayEnd(dot+1) {
			return dot
		}
		return dot + 1
	}
	if strings.IndexByte(word, '.') > 0 && isDotted(word) {
		return dot + 1
	}
	if isLetter(word) && startsUpper(word) {
		return s.initial(dot)
	}
	if isNumber(word) && len(word) <= 3 && s.lineBegins(i) && !s.lineEnds(dot+1) {
		return dot + 1 // the number of an item in a list
	}
	return dot
}

// initial decides on the full stop at dot after a single capital letter: it is
// that of an initial if a capitalised word or another initial follows.
func (s *scanner) initial(dot int) int {
	next := skipSpace(s.text, dot+1)
	if next == dot+1 || s.lineEnds(dot+1) || s.text[dot-1] == 'I' && starters[s.text[next:s.run(next)]] {
		return dot
	}
	return dot + 1
}

// inNumber goes on past a comma or colon between digits: 40,000 and 12:43.
func (s *scanner) inNumber(at int) int {
	if !s.digitAt(at-1) || !s.digitAt(at+1) {
		return at
	}
	end := s.run(at + 1)
	switch {
	case s.text[at] == ':' && end-at >= 3, s.text[at] == ',' && end-at >= 4 && s.digitAt(at+2) && s.digitAt(at+3) && !s.digitAt(at+4):
		return end
	}
	return at
}

// slash goes on past a slash in 9/11 and w/o; it divides "and/or".
func (s *scanner) slash(i, at int) int {
	end := s.run(at + 1)
	if end == at+1 {
		return at
	}
	if s.digitAt(at-1) && s.digitAt(at+1) || slashed[strings.ToLower(s.text[i:min(end, i+6)])] && end-i < 6 {
		return end
	}
	return at
}

// hyphen goes on past a hyphen in numbers ("713-853-3989", "2013-11-18") and
// after a prefix ("non-violent"); other hyphens are tokens of their own.
func (s *scanner) hyphen(i, at int) int {
	end := s.run(at + 1)
	word, inside := s.text[i:at], i > 0 && s.text[i-1] == '-'
	if end == at+1 {
		if at-i <= 2 && !inside && !s.digitAt(i) && s.breaksOff(end) {
			return end // "th- that": a word broken off in speech
		}
		return at
	}
	if s.digitAt(i) && s.digitAt(at+1) {
		return s.digitGroups(i, at)
	}
	if len(word) > maxLook {
		return at
	}
	shouted := len(word) > 1 && startsUpper(word[1:]) // "UN-led" has no prefix
	switch {
	case !inside && !shouted && prefixes[lowerASCII(word)] && !isNumber(s.text[at+1:end]):
		return end
	case suffixes[s.text[at+1:end]]:
		return end
	}
	return at
}

// breaksOff reports whether a blank or the end of a clause is at i.
func (s *scanner) breaksOff(i int) bool {
	return i == len(s.text) || strings.IndexByte(" \n,.?!", s.text[i]) >= 0
}

// digitGroups is the end of a telephone number or date of digits that began
// at i, if there is one; at, if the hyphen there joins two numbers of a range.
func (s *scanner) digitGroups(i, at int) int {
	groups, longest, last := 1, at-i, 0
	end := at
	for end < len(s.text) && s.text[end] == '-' && s.digitAt(end+1) && end-i < maxLook/2 {
		next := s.run(end + 1)
		if !isNumber(s.text[end+1 : next]) {
			break
		}
		last = next - end - 1
		longest = max(longest, last)
		groups++
		end = next
	}
	if groups >= 3 && longest >= 2 || groups == 2 && last == 4 && at-i == 3 {
		return end
	}
	return at
}

// ampersand goes on past the sign in AT&T, and past a star in a masked word.
func (s *scanner) ampersand(i, at int) int {
	end := s.run(at + 1)
	if end == at+1 || s.digitAt(at-1) || s.digitAt(at+1) {
		return at
	}
	if s.text[at] == '*' || len(s.text[i:at]) <= 4 && end-at <= 5 {
		return end
	}
	return at
}

// apostrophe goes on past an apostrophe between two letters.
func (s *scanner) apostrophe(at int) int {
	mark := apostropheLen(s.text[at:])
	if mark == 0 && s.text[at] == '`' {
		if end := s.run(at + 1); end == at+2 && s.text[at+1] == 's' {
			return end
		}
	}
	if mark == 0 {
		return at
	}
	if end := s.run(at + mark); end > at+mark {
		return end
	}
	return at
}
