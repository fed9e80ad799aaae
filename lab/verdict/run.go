package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// request is one line of the input.
type request struct {
	ID       json.RawMessage `json:"id"`
	Manifest json.RawMessage `json:"manifest"`
}

// handful is a few lines that one worker judges: handing over single lines would cost as much as judging them.
type handful struct {
	lines [][]byte
	out   []byte
	done  chan struct{}
}

const handfulSize = 64

// Run judges every line of in and writes the verdicts to out in the order of the input.
//
// While the input waits for more, what has been read so far is judged and written, so that a program that sends one
// manifest and waits for its verdict gets it.
//
// A manifest that takes longer than patience is answered without a verdict, and what judges it is left to itself: there
// are quantities whose exponent keeps the decoder busy for hours.
func Run(judge *Judge, in io.Reader, out *bufio.Writer, workers int, patience time.Duration) error {
	work := make(chan *handful, workers)
	order := make(chan *handful, 4*workers)
	var group sync.WaitGroup
	for i := 0; i < max(1, workers); i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for b := range work {
				b.judge(judge, patience)
				close(b.done)
			}
		}()
	}

	written := make(chan error, 1)
	go func() {
		var err error
		for b := range order {
			<-b.done
			if err == nil {
				_, err = out.Write(b.out)
			}
			if err == nil && len(order) == 0 {
				err = out.Flush()
			}
		}
		written <- err
	}()

	err := readHandfuls(in, func(lines [][]byte) {
		b := &handful{lines: lines, done: make(chan struct{})}
		order <- b
		work <- b
	})
	close(work)
	group.Wait()
	close(order)
	return errors.Join(err, <-written)
}

func (b *handful) judge(judge *Judge, patience time.Duration) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	for _, line := range b.lines {
		verdict := judgeLine(judge, line, patience)
		if err := encoder.Encode(verdict); err != nil {
			_ = encoder.Encode(Verdict{ID: verdict.ID, Panic: fmt.Sprintf("the verdict cannot be written: %v", err)})
		}
	}
	b.out = buffer.Bytes()
}

func judgeLine(judge *Judge, line []byte, patience time.Duration) Verdict {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		return badLine(json.RawMessage("null"), err.Error())
	}
	if len(r.ID) == 0 {
		r.ID = json.RawMessage("null")
	}
	if len(r.Manifest) == 0 {
		return badLine(r.ID, `no "manifest" in the line`)
	}
	text := []byte(r.Manifest)
	if text[0] == '"' {
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return badLine(r.ID, err.Error())
		}
		text = []byte(s)
	}
	verdict := judgeWithin(judge, text, patience)
	verdict.ID = r.ID
	return verdict
}

func judgeWithin(judge *Judge, text []byte, patience time.Duration) Verdict {
	answer := make(chan Verdict, 1)
	go func() { answer <- judge.Judge(text) }()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case verdict := <-answer:
		return verdict
	case <-timer.C:
		return Verdict{Unanswered: fmt.Sprintf("no verdict after %v", patience), Strict: []string{}, Errors: []FieldError{}, Warnings: []string{}}
	}
}

func badLine(id json.RawMessage, why string) Verdict {
	return Verdict{ID: id, BadLine: why, Strict: []string{}, Errors: []FieldError{}, Warnings: []string{}}
}

// readHandfuls calls emit with the lines of in, as many at a time as are there already, at most handfulSize.
func readHandfuls(in io.Reader, emit func([][]byte)) error {
	reader := bufio.NewReaderSize(in, 1<<20)
	var lines [][]byte
	for {
		line, err := reader.ReadBytes('\n')
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			lines = append(lines, trimmed)
		}
		if len(lines) > 0 && (err != nil || len(lines) == handfulSize || reader.Buffered() == 0) {
			emit(lines)
			lines = nil
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
