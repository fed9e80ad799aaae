package main

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage/names"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

// serviceAccountStrategy is the one strategy that is not Kubernetes' own: that one
// (pkg/registry/core/serviceaccount) imports an admission plugin for the name of an annotation, and with it every
// client and informer, which would double the build.
type serviceAccountStrategy struct {
	runtime.ObjectTyper
	names.NameGenerator
}

var _ rest.RESTCreateStrategy = serviceAccountStrategy{legacyscheme.Scheme, names.SimpleNameGenerator}

// NamespaceScoped says that a ServiceAccount lives in a namespace.
func (serviceAccountStrategy) NamespaceScoped() bool { return true }

// PrepareForCreate leaves nothing but the name of a reference to a Secret.
func (serviceAccountStrategy) PrepareForCreate(_ context.Context, obj runtime.Object) {
	account := obj.(*core.ServiceAccount)
	for i, secret := range account.Secrets {
		account.Secrets[i] = core.ObjectReference{Name: secret.Name}
	}
}

// Validate calls Kubernetes' validation.
func (serviceAccountStrategy) Validate(_ context.Context, obj runtime.Object) field.ErrorList {
	return validation.ValidateServiceAccount(obj.(*core.ServiceAccount))
}

// WarningsOnCreate warns of the annotation that is deprecated since 1.32.
func (serviceAccountStrategy) WarningsOnCreate(_ context.Context, obj runtime.Object) []string {
	if _, ok := obj.(*core.ServiceAccount).Annotations[mountableSecretsAnnotation]; ok {
		return mountableSecretsWarnings
	}
	return nil
}

// Canonicalize has nothing to do.
func (serviceAccountStrategy) Canonicalize(runtime.Object) {}

const mountableSecretsAnnotation = "kubernetes.io/enforce-mountable-secrets"
