package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"sigs.k8s.io/yaml"
)

// connections is how many requests are under way at the same time.
const connections = 8

// Judge asks a running server.
type Judge struct {
	access Access
	client *http.Client
}

// NewJudge prepares a judge for a server that has been started.
func NewJudge(access Access) *Judge {
	client, err := access.Client()
	if err != nil {
		panic(err) // the server has written the certificate itself
	}
	return &Judge{access: access, client: client}
}

// JudgeAll returns the verdicts in the order of the requests.
func (j *Judge) JudgeAll(ctx context.Context, requests []Request) []Verdict {
	verdicts := make([]Verdict, len(requests))
	indices := make(chan int)
	var group sync.WaitGroup
	for range connections {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range indices {
				verdicts[i] = j.judge(ctx, requests[i])
			}
		}()
	}
	for i := range requests {
		if ctx.Err() != nil {
			break
		}
		indices <- i
	}
	close(indices)
	group.Wait()
	return verdicts
}

// header is what the path of a request is made of.
type header struct {
	APIVersion, Kind, Namespace string
}

// headerOf reads as much of the header as is there: whatever is wrong with the text is for the server to say.
func headerOf(text []byte, contentType string) header {
	if contentType == "application/yaml" {
		text, _ = yaml.YAMLToJSON(text)
	}
	var object, metadata map[string]json.RawMessage
	var head header
	_ = json.Unmarshal(text, &object)
	_ = json.Unmarshal(object["apiVersion"], &head.APIVersion)
	_ = json.Unmarshal(object["kind"], &head.Kind)
	_ = json.Unmarshal(object["metadata"], &metadata)
	_ = json.Unmarshal(metadata["namespace"], &head.Namespace)
	return head
}

func (j *Judge) judge(ctx context.Context, request Request) Verdict {
	verdict := Verdict{ID: request.ID, Strict: []string{}, Errors: []FieldError{}, Warnings: []string{}}
	text, contentType := []byte(request.Manifest), "application/json"
	var asString string
	if json.Unmarshal(text, &asString) == nil {
		text = []byte(asString)
		if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) || !json.Valid(text) {
			contentType = "application/yaml"
		}
	}
	head := headerOf(text, contentType)
	if head.Kind == "" || head.APIVersion == "" {
		verdict.Unsupported = "the manifest does not say its kind and apiVersion"
		verdict.unasked = true
		return verdict
	}
	verdict.Kind = head.APIVersion + "/" + head.Kind
	path, ok := pathOf(head)
	if !ok {
		verdict.Unsupported = verdict.Kind + " is not a kind that this program judges"
		return verdict
	}

	if strings.ContainsAny(head.Namespace, "/%") || head.Namespace == "." || head.Namespace == ".." {
		verdict.Unsupported = fmt.Sprintf("no path can hold the namespace %q", head.Namespace)
		verdict.unasked = true
		return verdict
	}

	answer, err := j.post(ctx, path+"?dryRun=All&fieldValidation=Strict", contentType, text)
	if err == nil {
		verdict.take(answer)
	}
	if err == nil && len(verdict.Strict) > 0 {
		// What else the server has to say it says only to those who take strict errors as warnings.
		if answer, err = j.post(ctx, path+"?dryRun=All&fieldValidation=Warn", contentType, text); err == nil {
			strict := verdict.Strict
			verdict.take(answer)
			verdict.Strict = strict
			verdict.Warnings = without(verdict.Warnings, strict)
			verdict.Accepted = false
		}
	}
	if err != nil {
		verdict.Accepted = false
		verdict.Panic = err.Error()
	}
	return verdict
}

// answer is what came back for one manifest.
type answer struct {
	code     int
	warnings []string
	status   status
}

// status is the part of metav1.Status that is looked at.
type status struct {
	Message string `json:"message"`
	Reason  string `json:"reason"`
	Details struct {
		Causes []struct {
			Reason  string `json:"reason"`
			Message string `json:"message"`
			Field   string `json:"field"`
		} `json:"causes"`
	} `json:"details"`
}

func (j *Judge) post(ctx context.Context, path, contentType string, text []byte) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, j.access.URL+path, bytes.NewReader(text))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+j.access.Token)
	response, err := j.client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	got := answer{code: response.StatusCode}
	for _, header := range response.Header.Values("Warning") {
		got.warnings = append(got.warnings, warningText(header))
	}
	if response.StatusCode != http.StatusCreated {
		if err := json.Unmarshal(body, &got.status); err != nil {
			return answer{}, fmt.Errorf("a post to %s was answered with %s: %.200s", path, response.Status, body)
		}
	}
	return got, nil
}

var (
	strictPrefix   = "strict decoding error: "
	strictBoundary = regexp.MustCompile(`, (unknown|duplicate) field "`)
	decodePrefix   = regexp.MustCompile(`(?s)^.*? cannot be handled as a \w+: `)
)

// take reads the verdict out of an answer.
func (v *Verdict) take(a answer) {
	v.Accepted, v.Decode, v.Strict, v.Errors, v.Warnings = false, "", []string{}, []FieldError{}, a.warnings
	if v.Warnings == nil {
		v.Warnings = []string{}
	}
	switch {
	case a.code == http.StatusCreated:
		v.Accepted = true
	case a.code == http.StatusBadRequest && decodePrefix.MatchString(a.status.Message):
		message := decodePrefix.ReplaceAllString(a.status.Message, "")
		if rest, ok := strings.CutPrefix(message, strictPrefix); ok {
			v.Strict = strings.Split(strictBoundary.ReplaceAllString(rest, "\x00$1 field \""), "\x00")
		} else {
			v.Decode = message
		}
	case len(a.status.Details.Causes) > 0:
		for _, cause := range a.status.Details.Causes {
			if cause.Reason == "" {
				cause.Reason = a.status.Reason // an internal error's cause has none of its own
			}
			v.Errors = append(v.Errors, FieldError{Type: cause.Reason, Field: cause.Field, Message: cause.Message})
		}
	default:
		v.Errors = append(v.Errors, FieldError{Type: a.status.Reason, Message: a.status.Message})
	}
}

var escaped = regexp.MustCompile(`\\(.)`)

// warningText is the text of a Warning header: 299 - "text".
func warningText(header string) string {
	_, quoted, _ := strings.Cut(header, `"`)
	return escaped.ReplaceAllString(strings.TrimSuffix(quoted, `"`), "$1")
}

func without(texts, unwanted []string) []string {
	kept := []string{}
next:
	for _, text := range texts {
		for _, u := range unwanted {
			if text == u || strings.Contains(u, text) {
				continue next
			}
		}
		kept = append(kept, text)
	}
	return kept
}
