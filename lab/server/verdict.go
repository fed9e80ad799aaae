package main

import (
	"bufio"
	"encoding/json"
	"io"
)

// Request is one line of input, as for the verdict program.
type Request struct {
	ID       json.RawMessage `json:"id"`
	Manifest json.RawMessage `json:"manifest"`
}

// Verdict has the form of the verdict program's, less what a server does not say: pod security and effective requests.
type Verdict struct {
	ID          json.RawMessage `json:"id"`
	Kind        string          `json:"kind,omitempty"`
	Accepted    bool            `json:"accepted"`
	Unsupported string          `json:"unsupported,omitempty"`
	Decode      string          `json:"decode,omitempty"`
	Strict      []string        `json:"strict"`
	Errors      []FieldError    `json:"errors"`
	Warnings    []string        `json:"warnings"`
	Panic       string          `json:"panic,omitempty"`
	BadLine     string          `json:"badLine,omitempty"`

	// unasked says that the server could not be asked: there is no path for a manifest without kind, and none that
	// holds such a namespace.
	unasked bool
}

// FieldError is one cause of a refusal.
type FieldError struct {
	Type    string `json:"type"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

func readRequests(in io.Reader) ([]Request, error) {
	var requests []Request
	decoder := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var request Request
		switch err := decoder.Decode(&request); err {
		case nil:
			requests = append(requests, request)
		case io.EOF:
			return requests, nil
		default:
			return nil, err
		}
	}
}

func writeVerdicts(out io.Writer, verdicts []Verdict) error {
	buffered := bufio.NewWriter(out)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	for _, verdict := range verdicts {
		if err := encoder.Encode(verdict); err != nil {
			return err
		}
	}
	return buffered.Flush()
}
