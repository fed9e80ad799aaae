package main

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"strings"
)

// block is a stretch of source that runs as one.
type block struct {
	startLine, startColumn, endLine, endColumn int
	ran                                        bool
}

// blocks are those of one package, by file name.
type blocks map[string][]block

// readProfile reads the blocks of one package from a coverage profile.
func readProfile(name, pkg string) (blocks, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	found := blocks{}
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		colon := strings.LastIndex(scanner.Text(), ":")
		if colon < 0 || path.Dir(scanner.Text()[:colon]) != pkg {
			continue
		}
		var b block
		var statements, count int
		if _, err := fmt.Sscanf(scanner.Text()[colon+1:], "%d.%d,%d.%d %d %d",
			&b.startLine, &b.startColumn, &b.endLine, &b.endColumn, &statements, &count); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", name, scanner.Text(), err)
		}
		b.ran = count > 0
		base := path.Base(scanner.Text()[:colon])
		found[base] = append(found[base], b)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s says nothing about %s", name, pkg)
	}
	return found, scanner.Err()
}

// covered says whether the innermost block around a site has run.
func (b blocks) covered(s site) bool {
	var innermost *block
	for i, candidate := range b[s.file] {
		if !candidate.holds(s.line, s.column) {
			continue
		}
		if innermost == nil || candidate.startLine > innermost.startLine ||
			candidate.startLine == innermost.startLine && candidate.startColumn > innermost.startColumn {
			innermost = &b[s.file][i]
		}
	}
	return innermost != nil && innermost.ran
}

func (b block) holds(line, column int) bool {
	return (line > b.startLine || line == b.startLine && column >= b.startColumn) &&
		(line < b.endLine || line == b.endLine && column <= b.endColumn)
}
