package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// aPod is a Pod with the given spec as JSON.
func aPod(spec string) string {
	return `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":` + spec + `}`
}

// aController is a workload whose pod template has the given spec.
func aController(apiVersion, kind, name, templateSpec string) string {
	return fmt.Sprintf(`{"apiVersion":%q,"kind":%q,"metadata":{"name":%q},"spec":{"selector":{"matchLabels":{"app":"a"}},`+
		`"template":{"metadata":{"labels":{"app":"a"}},"spec":%s}}}`, apiVersion, kind, name, templateSpec)
}

func aJob(templateSpec string) string {
	return `{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"template":{"spec":` + templateSpec + `}}}`
}

func aService(spec string) string {
	return `{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":` + spec + `}`
}

const plain = `{"name":"main","image":"i"}`

func TestJudge(t *testing.T) {
	tests := []struct {
		name     string
		manifest string
		// errors are "type field", in the server's order.
		errors []string
		// strict, decode, warnings and unsupported are compared whole where given; no other may appear.
		strict      []string
		decode      string
		warnings    []string
		unsupported string
		// since is the first minor that the case holds for, 0 for all.
		since int
	}{
		{
			name:     "accepts a pod of two containers",
			manifest: aPod(`{"containers":[` + plain + `,{"name":"side","image":"i"}]}`),
		},
		{
			name:     "fails on two containers of one name, at the second",
			manifest: aPod(`{"containers":[` + plain + `,` + plain + `]}`),
			errors:   []string{"FieldValueDuplicate spec.containers[1].name"},
		},
		{
			name:     "fails on an init container with the name of a container, at the init container",
			manifest: aPod(`{"initContainers":[` + plain + `],"containers":[` + plain + `]}`),
			errors:   []string{"FieldValueDuplicate spec.initContainers[0].name"},
		},
		{
			name: "fails on probes of an init container that is no sidecar",
			manifest: aPod(`{"initContainers":[{"name":"a","image":"i","readinessProbe":{"exec":{"command":["x"]}}}],
				"containers":[` + plain + `]}`),
			errors: []string{"FieldValueForbidden spec.initContainers[0].readinessProbe"},
		},
		{
			name: "accepts probes of a native sidecar",
			manifest: aPod(`{"initContainers":[{"name":"a","image":"i","restartPolicy":"Always","readinessProbe":{"exec":{"command":["x"]}}}],
				"containers":[` + plain + `]}`),
			since: 29,
		},
		{
			name:     "fails on a misspelt field in strict decoding and goes on to validate the rest",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","ports":[{"ContainerPort":80}]}]}`),
			strict:   []string{`unknown field "spec.containers[0].ports[0].ContainerPort"`},
			errors:   []string{"FieldValueRequired spec.containers[0].ports[0].containerPort"},
		},
		{
			name:     "fails on a duplicate key, of which the last one counts",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","image":"j"}]}`),
			strict:   []string{`duplicate field "spec.containers[0].image"`},
		},
		{
			name:     "fails on a string where a number belongs",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","ports":[{"containerPort":"80"}]}]}`),
			decode:   "json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32",
		},
		{
			name:     "fails on a Job that does not say its restartPolicy",
			manifest: aJob(`{"containers":[` + plain + `]}`),
			errors:   []string{"FieldValueRequired spec.template.spec.restartPolicy"},
		},
		{
			name:     "accepts a Job without selector and labels, which its strategy generates",
			manifest: aJob(`{"restartPolicy":"Never","containers":[` + plain + `]}`),
		},
		{
			name:     "fails on a StatefulSet whose name is no DNS label",
			manifest: aController("apps/v1", "StatefulSet", "a.b", `{"containers":[`+plain+`]}`),
			errors:   []string{"FieldValueInvalid metadata.name"},
		},
		{
			name:     "accepts, with a warning, a Deployment whose name is a DNS subdomain",
			manifest: aController("apps/v1", "Deployment", "a.b", `{"containers":[`+plain+`]}`),
			warnings: []string{"metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]"},
		},
		{
			name:     "fails on a Deployment whose selector does not match its template",
			manifest: strings.Replace(aController("apps/v1", "Deployment", "d", `{"containers":[`+plain+`]}`), `"labels":{"app":"a"}`, `"labels":{"app":"b"}`, 1),
			errors:   []string{"FieldValueInvalid spec.template.metadata.labels"},
		},
		{
			name:     "drops the field of a gate that is off instead of refusing it",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","lifecycle":{"stopSignal":"NONSENSE"}}]}`),
			since:    33,
		},
		{
			name:     "warns of one port in two containers",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","ports":[{"containerPort":80}]},{"name":"b","image":"i","ports":[{"containerPort":80}]}]}`),
			warnings: []string{"spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]"},
		},
		{
			name:     "warns of nothing where it refuses, as the server does",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","ports":[{"containerPort":80}]},{"name":"b","ports":[{"containerPort":80}]}]}`),
			errors:   []string{"FieldValueRequired spec.containers[1].image"},
		},
		{
			name:     "accepts a privileged container",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","securityContext":{"privileged":true}}]}`),
		},
		{
			name:     "accepts a service account token in a Pod that names no service account",
			manifest: aPod(`{"containers":[` + plain + `],"volumes":[{"name":"v","projected":{"sources":[{"serviceAccountToken":{"path":"t"}}]}}]}`),
		},
		{
			name:     "fails on a manifest without name, generated or given",
			manifest: `{"apiVersion":"v1","kind":"ConfigMap","metadata":{}}`,
			errors:   []string{"FieldValueRequired metadata.name"},
		},
		{
			name:     "generates a name",
			manifest: `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"a-"}}`,
		},
		{
			name:     "fails on labels that are none",
			manifest: `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"x":"not a label"}}}`,
			errors:   []string{"FieldValueInvalid metadata.labels"},
		},
		{
			name:     "accepts a Service, whose cluster IP the store hands out",
			manifest: aService(`{"selector":{"app":"a"},"ports":[{"port":80}]}`),
		},
		{
			name:     "fails on a Service with two ports of no name",
			manifest: aService(`{"ports":[{"port":80},{"port":81}]}`),
			errors:   []string{"FieldValueRequired spec.ports[0].name", "FieldValueRequired spec.ports[1].name"},
		},
		{
			name:     "fails on a node port out of the range",
			manifest: aService(`{"type":"NodePort","ports":[{"port":80,"nodePort":80}]}`),
			errors:   []string{"FieldValueInvalid spec.ports[0].nodePort"},
		},
		{
			name:     "accepts one node port for TCP and UDP of one port",
			manifest: aService(`{"type":"NodePort","ports":[{"name":"t","port":53,"nodePort":30053},{"name":"u","port":53,"protocol":"UDP","nodePort":30053}]}`),
		},
		{
			name:     "fails on a dual-stack Service, since the cluster is not",
			manifest: aService(`{"ipFamilyPolicy":"RequireDualStack","ports":[{"port":80}]}`),
			errors:   []string{"FieldValueInvalid spec.ipFamilyPolicy"},
		},
		{
			name:     "fails on a CronJob whose schedule is none",
			manifest: `{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"c"},"spec":{"schedule":"often","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[` + plain + `]}}}}}}`,
			errors:   []string{"FieldValueInvalid spec.schedule"},
		},
		{
			name:        "has no opinion on a kind that it does not know",
			manifest:    `{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a"}}`,
			unsupported: "example.com/v1/Thing is not a kind that this program judges",
		},
		{
			name:        "has no opinion on a kind that Kubernetes knows and it does not judge",
			manifest:    `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}`,
			unsupported: "v1/Namespace is not a kind that this program judges",
		},
		{
			name:        "has no opinion on a manifest without kind",
			manifest:    `{"metadata":{"name":"a"}}`,
			unsupported: "the manifest does not say its kind and apiVersion",
		},
		{
			name:     "fails on a manifest that is larger than a request may be",
			manifest: aPod(`{"containers":[{"name":"a","image":"i","args":["` + strings.Repeat("x", 3<<20) + `"]}]}`),
			errors:   []string{"RequestEntityTooLarge "},
		},
		{
			name:     "reads YAML in flow style",
			manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
		},
		{
			name:     "reads YAML",
			manifest: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - {name: a, image: i, image: j}\n",
			strict:   []string{`yaml: unmarshal errors:` + "\n" + `  line 7: key "image" already set in map`},
		},
	}
	judge := NewJudge(Options{ServiceAccount: "default"})
	for _, test := range tests {
		if test.since > minor(t) {
			continue
		}
		t.Run(test.name, func(t *testing.T) {
			verdict := judge.Judge([]byte(test.manifest))
			var errors []string
			for _, e := range verdict.Errors {
				errors = append(errors, e.Type+" "+e.Field)
			}
			same(t, "errors", errors, test.errors)
			same(t, "strict", verdict.Strict, test.strict)
			same(t, "warnings", verdict.Warnings, test.warnings)
			same(t, "decode", verdict.Decode, test.decode)
			same(t, "unsupported", verdict.Unsupported, test.unsupported)
			same(t, "panic", verdict.Panic, "")
			refused := len(test.errors) > 0 || len(test.strict) > 0 || test.decode != "" || test.unsupported != ""
			same(t, "accepted", verdict.Accepted, !refused)
		})
	}
}

// minor is the linked Kubernetes' minor.
func minor(t *testing.T) int {
	t.Helper()
	var minor, patch int
	if _, err := fmt.Sscanf(kubernetesVersion, "1.%d.%d", &minor, &patch); err != nil {
		t.Fatalf("the Kubernetes version is %q; run the tests with lab/test, which sets it", kubernetesVersion)
	}
	return minor
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, ok := got.([]string); ok && len(g) == 0 && len(want.([]string)) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: found %q, expected %q", what, got, want)
	}
}

func TestPodSecurity(t *testing.T) {
	judge := NewJudge(Options{})
	host := judge.Judge([]byte(aJob(`{"hostNetwork":true,"restartPolicy":"Never","containers":[` + plain + `]}`))).PodSecurity
	same(t, "baseline allowed", host.Baseline.Allowed, false)
	same(t, "baseline", host.Baseline.Violations, []Violation{{Reason: "host namespaces", Detail: "hostNetwork=true"}})
	bare := judge.Judge([]byte(aPod(`{"containers":[` + plain + `]}`))).PodSecurity
	same(t, "baseline allowed", bare.Baseline.Allowed, true)
	same(t, "restricted allowed", bare.Restricted.Allowed, false)
	hardened := judge.Judge([]byte(aPod(`{"securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"a","image":"i",
		"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}`))).PodSecurity
	same(t, "restricted", hardened.Restricted, SecurityLevel{Allowed: true, Violations: []Violation{}})
}

func TestEffective(t *testing.T) {
	judge := NewJudge(Options{Effective: true})
	spec := `{"restartPolicy":"Never","initContainers":[
			{"name":"big","image":"i","resources":{"requests":{"cpu":"2"}}},
			{"name":"side","image":"i","restartPolicy":"Always","resources":{"requests":{"cpu":"100m"}}}],
		"containers":[{"name":"a","image":"i","resources":{"limits":{"cpu":"500m","memory":"1Gi"}}},
			{"name":"b","image":"i","resources":{"requests":{"cpu":"500m"}}}]}`
	want := `{"requests":{"cpu":"2","memory":"1Gi"},"limits":{"cpu":"500m","memory":"1Gi"},"qosClass":"Burstable"}`
	for kind, manifest := range map[string]string{"Pod": aPod(spec), "Job": aJob(spec)} {
		got, err := json.Marshal(judge.Judge([]byte(manifest)).Effective)
		if err != nil {
			t.Fatal(err)
		}
		same(t, kind, string(got), want)
	}
}
