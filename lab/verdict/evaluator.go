//go:build !kube_1_28 && !kube_1_29 && !kube_1_30 && !kube_1_31 && !kube_1_32 && !kube_1_33 && !kube_1_34

package main

import "k8s.io/pod-security-admission/policy"

func newEvaluator() policy.Evaluator {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	return evaluator
}
