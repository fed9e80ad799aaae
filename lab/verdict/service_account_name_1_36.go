//go:build kube_1_28 || kube_1_29 || kube_1_30 || kube_1_31 || kube_1_32 || kube_1_33 || kube_1_34 || kube_1_35 || kube_1_36

package main

import "k8s.io/kubernetes/pkg/apis/core"

// nameServiceAccount does what the ServiceAccount admission does.
func nameServiceAccount(pod *core.Pod, name string) {
	pod.Spec.ServiceAccountName = name
}
