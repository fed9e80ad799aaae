package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// requestsOf reads the manifests of files and folders: .yaml, .yml and .json, a document each, and .jsonl, which is
// the programs' own form.
func requestsOf(paths []string) ([]Request, error) {
	if len(paths) == 0 {
		return nil, errors.New("name the files and folders to compare on")
	}
	var requests []Request
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			found, err := requestsOfFile(path)
			requests = append(requests, found...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(requests) == 0 {
		return nil, fmt.Errorf("no manifest (.yaml, .yml, .json, .jsonl) in %s", strings.Join(paths, " "))
	}
	return requests, nil
}

var documentEnd = regexp.MustCompile(`(?m)^---.*$`)

func requestsOfFile(path string) ([]Request, error) {
	extension := filepath.Ext(path)
	if !slices.Contains([]string{".yaml", ".yml", ".json", ".jsonl"}, extension) {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if extension == ".jsonl" {
		requests, err := readRequests(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return requests, nil
	}
	var requests []Request
	for i, document := range documentEnd.Split(string(text), -1) {
		if strings.TrimSpace(document) == "" {
			continue
		}
		id, _ := json.Marshal(fmt.Sprintf("%s#%d", path, i))
		manifest, _ := json.Marshal(document)
		requests = append(requests, Request{ID: id, Manifest: manifest})
	}
	return requests, nil
}

// runVerdictProgram asks the verdict program, told to leave Pods without service account as the lab's server, which
// runs without admission plugins, gets them.
func runVerdictProgram(program, minor string, requests []Request) ([]Verdict, error) {
	if _, err := os.Stat(program); err != nil {
		return nil, fmt.Errorf("%s is missing; build it: lab/build %s", program, minor)
	}
	var input, output bytes.Buffer
	encoder := json.NewEncoder(&input)
	encoder.SetEscapeHTML(false)
	for _, request := range requests {
		if err := encoder.Encode(request); err != nil {
			return nil, err
		}
	}
	command := exec.Command(program, "-service-account=")
	command.Stdin, command.Stdout, command.Stderr = &input, &output, os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	var verdicts []Verdict
	decoder := json.NewDecoder(&output)
	for range requests {
		var verdict Verdict
		if err := decoder.Decode(&verdict); err != nil {
			return nil, fmt.Errorf("%s printed %d verdicts for %d manifests: %w", program, len(verdicts), len(requests), err)
		}
		verdicts = append(verdicts, verdict)
	}
	return verdicts, nil
}

// shown is how many differences are printed.
const shown = 20

// report prints the differences and fails if there are any.
func report(out io.Writer, minor string, byProgram, byServer []Verdict) error {
	agreed, skipped, differing := 0, 0, 0
	for i := range byProgram {
		program, server := byProgram[i], byServer[i]
		difference := compare(program, server)
		switch {
		case server.unasked && !program.Accepted, beyondDryRun(program):
			skipped++
		case difference != "":
			differing++
			if differing <= shown {
				fmt.Fprintf(out, "%s: %s\n", program.ID, difference)
			}
		case program.Unsupported != "":
			skipped++
		default:
			agreed++
		}
	}
	fmt.Fprintf(out, "Kubernetes %s: %d manifests compared, %d agreed, %d differed, %d not comparable\n",
		minor, agreed+differing, agreed, differing, skipped)
	if differing > 0 {
		return errors.New("server and verdict program differ")
	}
	return nil
}

// beyondDryRun says that a node port is out of the range, at which a dry run does not look.
func beyondDryRun(program Verdict) bool {
	return slices.ContainsFunc(program.Errors, func(e FieldError) bool {
		return strings.Contains(e.Message, "provided port is not in the valid range")
	})
}

// compare says in what two verdicts differ, "" if in nothing.
func compare(program, server Verdict) string {
	if program.Panic != "" && server.Panic != "" {
		return "" // of a panic the client sees the connection's end
	}
	for _, part := range []struct {
		name            string
		program, server []string
	}{
		{"unsupported", one(program.Unsupported != ""), one(server.Unsupported != "")},
		{"panic", one(program.Panic), one(server.Panic)},
		{"accepted", one(program.Accepted), one(server.Accepted)},
		{"decode", one(program.Decode), one(server.Decode)},
		// Joined: the server prints them as one text.
		{"strict", one(strings.Join(program.Strict, ", ")), one(strings.Join(server.Strict, ", "))},
		{"errors", lines(program.Errors), lines(server.Errors)},
		{"warnings", asSent(program.Warnings), asSent(server.Warnings)},
	} {
		if slices.Equal(part.program, part.server) {
			continue
		}
		onlyProgram, onlyServer := part.program, part.server
		if p, s := minus(part.program, part.server), minus(part.server, part.program); len(p)+len(s) > 0 {
			onlyProgram, onlyServer = p, s
		}
		return fmt.Sprintf("%s: the program alone says %q, the server alone %q", part.name, onlyProgram, onlyServer)
	}
	return ""
}

func one(value any) []string {
	return []string{fmt.Sprint(value)}
}

func minus(texts, others []string) []string {
	var rest []string
	for _, text := range texts {
		if !slices.Contains(others, text) {
			rest = append(rest, text)
		}
	}
	return rest
}

var generatedName = regexp.MustCompile(`[a-z0-9]{5}"`)

// address is what older minors print of a pointer.
var address = regexp.MustCompile(`\(0x[0-9a-f]+\)`)

var generated = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// lines are the errors in an order of their own, since some of the server's come out of a map, and without what is
// drawn at random: the uid that a Job's selector is made of, the end of a generated name, a node port.
func lines(errors []FieldError) []string {
	out := make([]string, len(errors))
	for i, e := range errors {
		message := generated.ReplaceAllString(address.ReplaceAllString(e.Message, "(ADDRESS)"), "UID")
		if e.Type == "FieldValueDuplicate" && strings.HasSuffix(e.Field, ".nodePort") {
			message = "PORT"
		}
		if e.Field == "metadata.name" {
			message = generatedName.ReplaceAllString(message, `NAME"`)
		}
		out[i] = e.Type + " " + e.Field + ": " + message
	}
	slices.Sort(out)
	return out
}

// The server's headers hold this much: beyond the total each text is cut, and what then does not fit is left out.
const (
	totalRunes = 4 * 1024
	itemRunes  = 256
)

// asSent shortens warnings as the server does on their way into headers.
func asSent(warnings []string) []string {
	total := 0
	for _, text := range warnings {
		total += len([]rune(text))
	}
	if total <= totalRunes {
		return warnings
	}
	var sent []string
	written := 0
	for _, text := range warnings {
		if written >= totalRunes {
			break
		}
		runes := []rune(text)
		runes = runes[:min(len(runes), itemRunes)]
		written += len(runes)
		sent = append(sent, string(runes))
	}
	return sent
}
