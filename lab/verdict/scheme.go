package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/apps"
	appsv1 "k8s.io/kubernetes/pkg/apis/apps/v1"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	autoscalingv1 "k8s.io/kubernetes/pkg/apis/autoscaling/v1"
	autoscalingv2 "k8s.io/kubernetes/pkg/apis/autoscaling/v2"
	"k8s.io/kubernetes/pkg/apis/batch"
	batchv1 "k8s.io/kubernetes/pkg/apis/batch/v1"
	"k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/apis/networking"
	networkingv1 "k8s.io/kubernetes/pkg/apis/networking/v1"
	"k8s.io/kubernetes/pkg/apis/rbac"
	rbacv1 "k8s.io/kubernetes/pkg/apis/rbac/v1"
)

// The strategies look their objects up in the server's own scheme. Only the versions that a server serves are put in:
// the groups' install packages would add every retired version, and its build time.
func init() {
	for _, add := range []func(*runtime.Scheme) error{
		core.AddToScheme, corev1.AddToScheme,
		apps.AddToScheme, appsv1.AddToScheme,
		batch.AddToScheme, batchv1.AddToScheme,
		autoscaling.AddToScheme, autoscalingv1.AddToScheme, autoscalingv2.AddToScheme,
		networking.AddToScheme, networkingv1.AddToScheme,
		rbac.AddToScheme, rbacv1.AddToScheme,
	} {
		utilruntime.Must(add(legacyscheme.Scheme))
	}
	for _, version := range []error{
		legacyscheme.Scheme.SetVersionPriority(corev1.SchemeGroupVersion),
		legacyscheme.Scheme.SetVersionPriority(appsv1.SchemeGroupVersion),
		legacyscheme.Scheme.SetVersionPriority(batchv1.SchemeGroupVersion),
		legacyscheme.Scheme.SetVersionPriority(autoscalingv2.SchemeGroupVersion, autoscalingv1.SchemeGroupVersion),
		legacyscheme.Scheme.SetVersionPriority(networkingv1.SchemeGroupVersion),
		legacyscheme.Scheme.SetVersionPriority(rbacv1.SchemeGroupVersion),
	} {
		utilruntime.Must(version)
	}
}
