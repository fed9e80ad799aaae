//go:build kube_1_28 || kube_1_29 || kube_1_30 || kube_1_31

package main

// Up to 1.31 the annotation is not deprecated.
var mountableSecretsWarnings []string
