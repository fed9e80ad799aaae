package main

import (
	v1 "k8s.io/api/core/v1"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/apis/core/v1/helper/qos"
)

// Effective is what the scheduler reserves and the kubelet classes a pod by.
type Effective struct {
	// Requests are the pod's effective requests, in the canonical form of each quantity.
	Requests map[v1.ResourceName]string `json:"requests"`
	// Limits are the pod's effective limits.
	Limits map[v1.ResourceName]string `json:"limits"`
	// QOSClass is Guaranteed, Burstable or BestEffort.
	QOSClass v1.PodQOSClass `json:"qosClass"`
}

// effective reckons with the pod as it will be stored. A pod of a template is defaulted as a Pod first, since a
// controller's Pods pass the server too: only there do missing requests become the limits.
func effective(pod *v1.Pod, isPod bool) *Effective {
	if !isPod {
		pod = pod.DeepCopy()
		corev1.SetObjectDefaults_Pod(pod)
	}
	requests, limits := podResources(pod)
	return &Effective{Requests: texts(requests), Limits: texts(limits), QOSClass: qos.GetPodQOS(pod)}
}

func texts(list v1.ResourceList) map[v1.ResourceName]string {
	out := make(map[v1.ResourceName]string, len(list))
	for name, quantity := range list {
		out[name] = quantity.String()
	}
	return out
}
