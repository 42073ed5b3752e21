package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadmeRules types what the README's section on rules shows, and wants what
// it shows to come out.
func TestReadmeRules(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	section := regexp.MustCompile("(?s)\n## Rules of your own\n.*?```\n(.*?)\n```\n").FindSubmatch(readme)
	require.NotNil(t, section)
	t.Chdir(t.TempDir())
	t.Setenv("COLUMNS", "100")
	shown := strings.Split("\n"+string(section[1]), "\n$ ")[1:]
	require.Len(t, shown, 3)
	for _, step := range shown {
		command, want, _ := strings.Cut(step, "\n")
		if file, ok := strings.CutPrefix(command, "cat "); ok {
			require.NoError(t, os.WriteFile(file, []byte(want), 0o644))
			continue
		}
		words, sentence, _ := strings.Cut(command, ` "`)
		args := strings.Fields(words)
		if sentence != "" {
			args = append(args, strings.TrimSuffix(sentence, `"`))
		}
		var got bytes.Buffer
		assert.Zero(t, run(context.Background(), args, strings.NewReader(""), &got, &got), command)
		assert.Equal(t, want, strings.TrimRight(got.String(), "\n"), command)
	}
}
