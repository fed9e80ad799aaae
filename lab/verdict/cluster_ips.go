//go:build !kube_1_28 && !kube_1_29 && !kube_1_30 && !kube_1_31 && !kube_1_32

package main

import (
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

func validateClusterIPs(service *core.Service) field.ErrorList {
	return validation.ValidateServiceClusterIPsRelatedFields(service, nil)
}
