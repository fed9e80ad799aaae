//go:build !kube_1_28 && !kube_1_29 && !kube_1_30 && !kube_1_31

package main

var mountableSecretsWarnings = []string{"metadata.annotations[" + mountableSecretsAnnotation +
	"]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets"}
