package main

import (
	"context"
	"fmt"
	"regexp"
	"runtime/debug"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/net"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/apis/core"
)

// Options choose what a judge does beyond the verdict.
type Options struct {
	// Effective asks for effective requests, limits and QoS class.
	Effective bool
	// Dropped asks for the fields that are taken out of an object that is accepted, before it is validated.
	Dropped bool
	// ServiceAccount is given to a Pod that names none; empty leaves the Pod as it is.
	ServiceAccount string
}

// Judge gives verdicts; it may be used by several goroutines at once.
type Judge struct {
	options  Options
	decoders decoders
	security *securityJudge
}

// maxRequestBytes is how much the server reads of a request.
const maxRequestBytes = 3 * 1024 * 1024

// NewJudge prepares a judge.
func NewJudge(options Options) *Judge {
	return &Judge{options: options, decoders: newDecoders(), security: newSecurityJudge()}
}

// Judge says what the server would answer to the creation of the object in text.
func (j *Judge) Judge(text []byte) (verdict Verdict) {
	verdict = Verdict{Strict: []string{}, Errors: []FieldError{}, Warnings: []string{}}
	defer func() {
		if cause := recover(); cause != nil {
			verdict.Accepted = false
			verdict.Panic = fmt.Sprintf("%v, in %s", cause, culprit(debug.Stack()))
		}
	}()

	if len(text) > maxRequestBytes {
		verdict.Errors = causes(apierrors.NewRequestEntityTooLargeError(fmt.Sprintf("limit is %d", maxRequestBytes)))
		return verdict
	}
	decoded := j.decoders.decode(text)
	verdict.Kind = decoded.name
	if decoded.unsupported != "" {
		verdict.Unsupported = decoded.unsupported
		return verdict
	}
	if decoded.err != "" {
		verdict.Decode = decoded.err
		return verdict
	}
	if decoded.strict != nil {
		verdict.Strict = decoded.strict
	}

	var before runtime.Object
	if j.options.Dropped {
		before = decoded.object.DeepCopyObject()
	}
	warnings := &recorder{}
	if err := j.create(decoded.kind, decoded.object, warnings); err != nil {
		verdict.Errors = causes(err)
	}
	if warnings.texts != nil {
		verdict.Warnings = warnings.texts
	}
	verdict.Accepted = len(verdict.Strict) == 0 && len(verdict.Errors) == 0
	if j.options.Dropped && len(verdict.Errors) == 0 {
		verdict.Dropped = dropped(written(before, decoded.version), written(decoded.object, decoded.version))
	}

	if template := decoded.kind.template(decoded.object); template != nil {
		pod := versionedPod(template)
		verdict.PodSecurity = j.security.evaluate(pod)
		if j.options.Effective {
			_, isPod := decoded.object.(*core.Pod)
			verdict.Effective = effective(pod, isPod)
		}
	}
	return verdict
}

// culprit is the innermost function of the modules of Kubernetes in a stack, with its file and line.
func culprit(stack []byte) string {
	if found := kubernetesFrame.FindSubmatch(stack); found != nil {
		return string(found[1]) + " (" + string(found[2]) + ")"
	}
	return "the verdict program\n" + string(stack)
}

var kubernetesFrame = regexp.MustCompile(`(?m)^(k8s\.io/.+?)\(.*\)\n\t.*/([^/]+:\d+) `)

// create does what the create handler and the generic store of the server do with a decoded object, up to the point
// where it would be stored. Admission is left out, but for the service account's name.
func (j *Judge) create(kind *Kind, object runtime.Object, warnings *recorder) error {
	objectMeta, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	requestNamespace := metav1.NamespaceNone
	if kind.Strategy.NamespaceScoped() {
		requestNamespace = objectMeta.GetNamespace()
		if requestNamespace == "" {
			requestNamespace = metav1.NamespaceDefault
		}
	}
	ctx := warning.WithWarningRecorder(context.Background(), warnings)
	ctx = genericapirequest.WithNamespace(ctx, requestNamespace)
	ctx = genericapirequest.WithRequestInfo(ctx, kind.requestInfo)

	rest.WipeObjectMetaSystemFields(objectMeta)
	if err := rest.EnsureObjectNamespaceMatchesRequestNamespace(requestNamespace, objectMeta); err != nil {
		return err
	}
	dropDuplicateOwners(ctx, objectMeta)
	// The server tracks the fields itself; what a manifest says about them never reaches validation.
	objectMeta.SetManagedFields(nil)
	if pod, ok := object.(*core.Pod); ok && pod.Spec.ServiceAccountName == "" {
		nameServiceAccount(pod, j.options.ServiceAccount)
	}

	rest.FillObjectMetaSystemFields(objectMeta)
	if objectMeta.GetGenerateName() != "" && objectMeta.GetName() == "" {
		objectMeta.SetName(kind.Strategy.GenerateName(objectMeta.GetGenerateName()))
	}
	if service, ok := object.(*core.Service); ok {
		if err := allocateService(service); err != nil {
			return err
		}
	}
	return rest.BeforeCreate(kind.Strategy, ctx, object)
}

// causes turns the error of a refused creation into what a client of the server gets to see of it.
func causes(err error) []FieldError {
	status, ok := err.(apierrors.APIStatus)
	if !ok {
		return []FieldError{{Type: string(metav1.StatusReasonInternalError), Message: err.Error()}}
	}
	details := status.Status().Details
	if details == nil || len(details.Causes) == 0 {
		return []FieldError{{Type: string(status.Status().Reason), Message: status.Status().Message}}
	}
	list := make([]FieldError, 0, len(details.Causes))
	for _, cause := range details.Causes {
		kind := string(cause.Type)
		if kind == "" {
			kind = string(status.Status().Reason) // an internal error's cause has none of its own
		}
		list = append(list, FieldError{Type: kind, Field: cause.Field, Message: cause.Message})
	}
	return list
}

// recorder keeps warnings as the server's does: each text once. The server also shortens them when together they
// outgrow its headers; that is transport and is left out.
type recorder struct {
	texts []string
	seen  map[string]bool
}

// AddWarning is called by the strategies.
func (r *recorder) AddWarning(_, text string) {
	if text == "" || r.seen[text] {
		return
	}
	if _, err := net.NewWarningHeader(299, "", text); err != nil {
		return // no header can hold it, so the server says nothing
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[text] = true
	r.texts = append(r.texts, text)
}
