//go:build kube_1_28 || kube_1_29 || kube_1_30 || kube_1_31

package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/api/v1/resource"
)

// Up to 1.31 the helpers are Kubernetes' own and not yet component-helpers'.
func podResources(pod *v1.Pod) (requests, limits v1.ResourceList) {
	return resource.PodRequests(pod, resource.PodResourcesOptions{}), resource.PodLimits(pod, resource.PodResourcesOptions{})
}
