package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestTakeReadsEachAnswerOfTheServer(t *testing.T) {
	refused := answer{code: 422}
	refused.status.Details.Causes = append(refused.status.Details.Causes, struct {
		Reason  string `json:"reason"`
		Message string `json:"message"`
		Field   string `json:"field"`
	}{"FieldValueRequired", "Required value", "spec.containers"})
	strict := answer{code: 400}
	strict.status.Message = `Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.a, b", duplicate field "spec.c"`
	wrong := answer{code: 400}
	wrong.status.Message = `Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field X.a of type int32`
	forbidden := answer{code: 403}
	forbidden.status.Message, forbidden.status.Reason = "no", "Forbidden"

	for name, test := range map[string]struct {
		answer answer
		want   Verdict
	}{
		"created":   {answer{code: 201, warnings: []string{"w"}}, Verdict{Accepted: true, Warnings: []string{"w"}}},
		"refused":   {refused, Verdict{Errors: []FieldError{{"FieldValueRequired", "spec.containers", "Required value"}}}},
		"strict":    {strict, Verdict{Strict: []string{`unknown field "spec.a, b"`, `duplicate field "spec.c"`}}},
		"undecoded": {wrong, Verdict{Decode: "json: cannot unmarshal string into Go struct field X.a of type int32"}},
		"forbidden": {forbidden, Verdict{Errors: []FieldError{{"Forbidden", "", "no"}}}},
	} {
		var got Verdict
		got.take(test.answer)
		if difference := compare(got, test.want); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}

func TestWarningTextUndoesTheHeaderQuoting(t *testing.T) {
	if got := warningText(`299 - "a \"b\" \\ c"`); got != `a "b" \ c` {
		t.Errorf("found %q", got)
	}
}

func TestAsSentCutsLikeTheServer(t *testing.T) {
	long := strings.Repeat("x", 1000)
	if got := asSent([]string{long, long}); !reflect.DeepEqual(got, []string{long, long}) {
		t.Errorf("cut what fits")
	}
	got := asSent([]string{long, long, long, long, "short", long})
	if len(got) != 6 || len(got[0]) != itemRunes || got[4] != "short" {
		t.Errorf("found %d texts, the first of %d runes", len(got), len(got[0]))
	}
}

func TestCompareNamesThePartThatDiffers(t *testing.T) {
	a := Verdict{Errors: []FieldError{{"T", "f", "uid 01234567-89ab-cdef-0123-456789abcdef"}}}
	b := Verdict{Errors: []FieldError{{"T", "f", "uid 76543210-89ab-cdef-0123-456789abcdef"}}}
	if difference := compare(a, b); difference != "" {
		t.Errorf("a generated uid counts as a difference: %s", difference)
	}
	b.Errors[0].Field = "g"
	if difference := compare(a, b); !strings.HasPrefix(difference, "errors: ") {
		t.Errorf("found %q", difference)
	}
}

func TestRequestsOfReadsFoldersDocumentByDocument(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"a.yaml": "kind: A\n---\nkind: B\n---\n", "b.txt": "no", "c.jsonl": `{"id":1,"manifest":{}}` + "\n" + `{"id":2,"manifest":{}}`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	requests, err := requestsOf([]string{folder})
	if err != nil || len(requests) != 4 {
		t.Fatalf("found %d requests, %v", len(requests), err)
	}
	if _, err := requestsOf([]string{filepath.Join(folder, "b.txt")}); err == nil {
		t.Error("fails to say that there is no manifest")
	}
}

func TestPathOf(t *testing.T) {
	pod := header{APIVersion: "v1", Kind: "Pod", Namespace: "a"}
	for want, head := range map[string]header{
		"/api/v1/namespaces/a/pods":                       pod,
		"/apis/apps/v1/namespaces/default/deployments":    {APIVersion: "apps/v1", Kind: "Deployment"},
		"/apis/rbac.authorization.k8s.io/v1/clusterroles": {APIVersion: "rbac.authorization.k8s.io/v1", Kind: "ClusterRole"},
	} {
		if got, ok := pathOf(head); !ok || got != want {
			t.Errorf("found %q, expected %q", got, want)
		}
	}
}

func TestStartFailsAndSaysWhatIsMissing(t *testing.T) {
	lab := t.TempDir()
	_, err := Start(t.Context(), lab, "1.36")
	if err == nil || !strings.Contains(err.Error(), "lab/build kube-apiserver-1.36") {
		t.Errorf("without server: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(lab, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(lab, "bin", "kube-apiserver-1.36"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", lab)
	_, err = Start(t.Context(), lab, "1.36")
	if err == nil || !strings.Contains(err.Error(), "apt-get install etcd-server") {
		t.Errorf("without etcd: %v", err)
	}
}

func TestSweepRemovesOnlyWhatDeadRunsLeft(t *testing.T) {
	runs := t.TempDir()
	dead := filepath.Join(runs, "server-2147483646-x")
	alive := filepath.Join(runs, "server-1-x")
	for _, folder := range []string{dead, alive} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	sweep(runs)
	if _, err := os.Stat(dead); err == nil {
		t.Error("the folder of a dead run is still there")
	}
	if _, err := os.Stat(alive); err != nil {
		t.Error("the folder of a living run is gone")
	}
}

func TestStopEndsAProcessThatDoesNotListen(t *testing.T) {
	p, err := startProcess(t.TempDir(), "/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done")
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if err := p.Stop(200 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(p.cmd.Process.Pid, 0); err != syscall.ESRCH {
		t.Errorf("the process is still there: %v", err)
	}
}

func TestHeaderOfReadsWhatIsThere(t *testing.T) {
	want := header{APIVersion: "v1", Kind: "Pod", Namespace: "a"}
	for contentType, text := range map[string]string{
		"application/json": `{"apiVersion":"v1","kind":"Pod","metadata":{"name":1,"namespace":"a"}}`,
		"application/yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: 1, namespace: a}\n",
	} {
		if got := headerOf([]byte(text), contentType); got != want {
			t.Errorf("found %+v", got)
		}
	}
	if got := headerOf([]byte(`{"apiVersion":"v1","kind":"Pod","metadata":"a"}`), "application/json"); got.Kind != "Pod" {
		t.Errorf("found %+v", got)
	}
}

func TestFailureShowsTheEndOfTheLog(t *testing.T) {
	p, err := startProcess(t.TempDir(), "/bin/sh", "-c", "echo listen tcp 127.0.0.1:1: bind: address already in use; exit 3")
	if err != nil {
		t.Fatal(err)
	}
	<-p.done
	if text := p.Failure().Error(); !strings.Contains(text, "sh ended: exit status 3") || !strings.Contains(text, "bind:") {
		t.Errorf("found %q", text)
	}
	if !p.AddressTaken() {
		t.Error("does not see that the port was taken")
	}
}
