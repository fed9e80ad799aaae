package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func run(t *testing.T, input string) []Verdict {
	t.Helper()
	var buffer bytes.Buffer
	out := bufio.NewWriter(&buffer)
	if err := Run(NewJudge(Options{}), strings.NewReader(input), out, 3, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	out.Flush()
	var verdicts []Verdict
	for _, line := range strings.Split(strings.TrimSpace(buffer.String()), "\n") {
		var verdict Verdict
		if err := json.Unmarshal([]byte(line), &verdict); err != nil {
			t.Fatalf("%q is no JSON line: %v", line, err)
		}
		verdicts = append(verdicts, verdict)
	}
	return verdicts
}

func TestRunAnswersInTheOrderOfTheInput(t *testing.T) {
	const count = 1000
	var input strings.Builder
	for i := 0; i < count; i++ {
		fmt.Fprintf(&input, `{"id":%d,"manifest":%s}`+"\n", i, aPod(`{"containers":[`+plain+`]}`))
	}
	verdicts := run(t, input.String())
	if len(verdicts) != count {
		t.Fatalf("found %d verdicts, expected %d", len(verdicts), count)
	}
	for i, verdict := range verdicts {
		if string(verdict.ID) != fmt.Sprint(i) || !verdict.Accepted {
			t.Fatalf("verdict %d: found %+v", i, verdict)
		}
	}
}

func TestRunGoesOnAfterALineThatIsNoRequest(t *testing.T) {
	manifest := aPod(`{"containers":[` + plain + `]}`)
	verdicts := run(t, "nonsense\n\n"+`{"id":"a"}`+"\n"+`{"id":"b","manifest":`+manifest+`}`)
	if len(verdicts) != 3 || verdicts[0].BadLine == "" || verdicts[1].BadLine == "" || !verdicts[2].Accepted {
		t.Fatalf("found %+v", verdicts)
	}
	if string(verdicts[1].ID) != `"a"` || string(verdicts[2].ID) != `"b"` {
		t.Fatalf("ids are not kept: %+v", verdicts)
	}
}

func TestJudgeReportsAPanicOfKubernetesAndGoesOn(t *testing.T) {
	if minor(t) < 31 {
		return // no manifest is known that these panic on
	}
	// The server takes completions to be there, and drops the connection.
	verdict := NewJudge(Options{}).Judge([]byte(`{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"parallelism":2,"completionMode":"Indexed",
		"successPolicy":{"rules":[{"succeededIndexes":"0-1"}]},"template":{"spec":{"restartPolicy":"Never","containers":[` + plain + `]}}}}`))
	if !strings.Contains(verdict.Panic, "k8s.io/kubernetes/pkg/apis/batch/validation.validateSuccessPolicyRule (validation.go:") {
		t.Fatalf("found %+v", verdict)
	}
}

func TestJudgeReportsAPanicAndGoesOn(t *testing.T) {
	judge := NewJudge(Options{})
	judge.security = nil
	verdict := judge.Judge([]byte(aPod(`{"containers":[` + plain + `]}`)))
	if verdict.Panic == "" || verdict.Accepted {
		t.Fatalf("found %+v", verdict)
	}
}

func TestRunGoesOnAfterAManifestThatTakesTooLong(t *testing.T) {
	endless := strings.Replace(plain, "{", `{"resources":{"limits":{"cpu":"1e9999999999"}},`, 1)
	input := `{"id":1,"manifest":` + aPod(`{"containers":[`+endless+`]}`) + `}` + "\n" + `{"id":2,"manifest":` + aPod(`{"containers":[`+plain+`]}`) + `}`
	var buffer bytes.Buffer
	out := bufio.NewWriter(&buffer)
	if err := Run(NewJudge(Options{}), strings.NewReader(input), out, 1, 200*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	out.Flush()
	decoder := json.NewDecoder(&buffer)
	var first, second Verdict
	if err := errors.Join(decoder.Decode(&first), decoder.Decode(&second)); err != nil {
		t.Fatal(err)
	}
	if first.Unanswered != "no verdict after 200ms" || first.Accepted || string(first.ID) != "1" || !second.Accepted {
		t.Fatalf("found %+v and %+v", first, second)
	}
}

func TestJudgeSaysWhatIsDropped(t *testing.T) {
	verdict := NewJudge(Options{Dropped: true}).Judge([]byte(aPod(`{"schedulingGroup":{"podGroupName":"a"},"containers":[` + plain + `]}`)))
	if minor(t) < 36 {
		return // has no such field
	}
	if strings.Join(verdict.Dropped, " ") != "spec.schedulingGroup" {
		t.Fatalf("found %+v", verdict)
	}
}
