//go:build !kube_1_28 && !kube_1_29 && !kube_1_30 && !kube_1_31

package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/component-helpers/resource"
)

// The helpers add the overhead to quantities that they share with the pod, and since 1.37 a pod's own limits may share
// theirs with its requests: each gets a pod of its own, as it would where the pod was read from the server.
func podResources(pod *v1.Pod) (requests, limits v1.ResourceList) {
	requests = resource.PodRequests(pod.DeepCopy(), resource.PodResourcesOptions{})
	return requests, resource.PodLimits(pod.DeepCopy(), resource.PodResourcesOptions{})
}
