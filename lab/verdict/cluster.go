package main

import "k8s.io/kubernetes/pkg/capabilities"

// Clusters run their servers with --allow-privileged=true: kubeadm writes it, and network plugins and storage drivers
// cannot run without. Validation looks it up in this place.
func init() {
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
}
