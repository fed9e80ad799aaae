package main

import (
	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// PodSecurity is the Pod Security Standards' verdict at the linked minor's own version of the standards.
type PodSecurity struct {
	Baseline   SecurityLevel `json:"baseline"`
	Restricted SecurityLevel `json:"restricted"`
}

// SecurityLevel is the verdict of one level; the restricted level includes the baseline's checks.
type SecurityLevel struct {
	Allowed bool `json:"allowed"`
	// Violations are the checks that forbid the pod.
	Violations []Violation `json:"violations"`
}

// Violation is one check that forbids the pod.
type Violation struct {
	// Reason names the check as the admission plugin's message does, such as "privileged".
	Reason string `json:"reason"`
	// Detail says where, such as `container "a" must not set securityContext.privileged=true`.
	Detail string `json:"detail"`
}

type securityJudge struct {
	evaluator policy.Evaluator
}

func newSecurityJudge() *securityJudge {
	return &securityJudge{evaluator: newEvaluator()}
}

func (s *securityJudge) evaluate(pod *v1.Pod) *PodSecurity {
	return &PodSecurity{
		Baseline:   s.level(api.LevelBaseline, pod),
		Restricted: s.level(api.LevelRestricted, pod),
	}
}

func (s *securityJudge) level(level api.Level, pod *v1.Pod) SecurityLevel {
	verdict := SecurityLevel{Allowed: true, Violations: []Violation{}}
	version := api.LevelVersion{Level: level, Version: api.LatestVersion()}
	for _, result := range s.evaluator.EvaluatePod(version, &pod.ObjectMeta, &pod.Spec) {
		if !result.Allowed {
			verdict.Allowed = false
			verdict.Violations = append(verdict.Violations, Violation{Reason: result.ForbiddenReason, Detail: result.ForbiddenDetail})
		}
	}
	return verdict
}

// versionedPod is the pod, or the pod that a controller would make of its template, in the version that the security
// standards and the resource helpers read.
func versionedPod(template *core.PodTemplateSpec) *v1.Pod {
	var out v1.PodTemplateSpec
	if err := corev1.Convert_core_PodTemplateSpec_To_v1_PodTemplateSpec(template, &out, nil); err != nil {
		panic(err)
	}
	return &v1.Pod{ObjectMeta: out.ObjectMeta, Spec: out.Spec}
}
