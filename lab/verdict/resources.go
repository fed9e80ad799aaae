//go:build !kube_1_28 && !kube_1_29 && !kube_1_30 && !kube_1_31

package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/component-helpers/resource"
)

func podResources(pod *v1.Pod) (requests, limits v1.ResourceList) {
	return resource.PodRequests(pod, resource.PodResourcesOptions{}), resource.PodLimits(pod, resource.PodResourcesOptions{})
}
