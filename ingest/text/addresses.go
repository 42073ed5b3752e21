package text

import "strings"

// address is the end of a web or e-mail address that begins at i, or i.
func (s *scanner) address(i int) int {
	rest := s.text[i:]
	switch rest[0] {
	case 'h', 'H', 'f', 'm', 'w', 'W':
		for _, scheme := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
			if len(rest) > len(scheme)+1 && strings.EqualFold(rest[:len(scheme)], scheme) && rest[len(scheme)] > ' ' {
				return s.addressEnd(i, i+len(scheme))
			}
		}
	}
	if s.nextAt < i {
		s.nextAt = len(s.text)
		if at := strings.IndexByte(rest, '@'); at >= 0 {
			s.nextAt = i + at
		}
	}
	if s.nextAt < len(s.text) && s.nextAt-i <= maxLook {
		return s.email(i)
	}
	return i
}

// addressEnd is the end of an address: that of the visible characters, without
// the punctuation that ends the sentence around it.
func (s *scanner) addressEnd(start, i int) int {
	end, open := i, 0
	for end < len(s.text) && s.text[end] > ' ' && !strings.ContainsRune(`<>"|`, rune(s.text[end])) {
		switch s.text[end] {
		case '(':
			open++
		case ')':
			open--
		}
		if open < 0 {
			open = 0
			break
		}
		if s.text[end] == 0xe2 || s.text[end] == 0xc2 { // typographic quotes, no-break space
			break
		}
		end++
	}
	for end > start+1 && strings.IndexByte(`.,;:!?'])`, s.text[end-1]) >= 0 {
		if s.text[end-1] == ')' && open == 0 {
			break
		}
		if strings.HasSuffix(s.text[start:end], "...") {
			break
		}
		end--
	}
	return end
}

// email is the end of an e-mail address that begins at i, or i.
func (s *scanner) email(i int) int {
	if i > 0 && isLocal(s.text[i-1]) {
		return i
	}
	for at := i; at < s.nextAt; at++ {
		if !isLocal(s.text[at]) {
			return i
		}
	}
	end := s.nextAt + 1
	for end < len(s.text) && isLocal(s.text[end]) && s.text[end] != '/' {
		end++
	}
	for s.text[end-1] == '.' || s.text[end-1] == '-' {
		end--
	}
	if end <= s.nextAt+1 {
		return i
	}
	return end
}

// domain is the end of the name of a site or file that began at i and has a
// dot at dot, or dot if it is none.
func (s *scanner) domain(i, dot int) int {
	end, labels, lower := dot, 1, isLowerASCII(s.text[i:dot])
	last := ""
	for end < len(s.text) && s.text[end] == '.' && end-i < maxLook {
		next := end + 1
		for next < len(s.text) && (isAlnum[s.text[next]] || s.text[next] == '-' || s.text[next] == '_') && next-i < maxLook {
			next++
		}
		if next == end+1 {
			break
		}
		last = s.text[end+1 : next]
		lower = lower && isLowerASCII(strings.Replace(last, "-", "", 1)) && len(last) > 1
		end = next
		labels++
	}
	if domains[lowerASCII(last)] || labels >= 3 && lower {
		if end < len(s.text) && s.text[end] == '/' && end+1 < len(s.text) && isAlnum[s.text[end+1]] {
			return s.addressEnd(i, end)
		}
		return end
	}
	return dot
}

// isLocal reports whether c may stand before the @ of an e-mail address.
func isLocal(c byte) bool {
	return isAlnum[c] || strings.IndexByte("._%+-/", c) >= 0
}
