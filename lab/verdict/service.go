package main

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/core"
	netutils "k8s.io/utils/net"
)

// freeClusterIP stands for the address that an allocator would hand out.
const freeClusterIP = "10.0.0.42"

// allocateService does to a new Service what the service store does before the creation strategy sees it: it infers IP
// families, and hands out cluster IPs and node ports. The store keeps this to itself (Allocators.allocateCreate in
// pkg/registry/core/service/storage), bound to real allocators; here the cluster is the usual one: IPv4 alone, node
// ports 30000-32767, nothing taken yet. Which cluster IPs may be asked for is the cluster's business and not checked.
func allocateService(service *core.Service) error {
	if service.Spec.ClusterIP != "" && len(service.Spec.ClusterIPs) == 0 {
		service.Spec.ClusterIPs = []string{service.Spec.ClusterIP}
	}
	if service.Spec.Type != core.ServiceTypeExternalName {
		if err := inferFamilies(service); err != nil {
			return err
		}
		allocateIPs(service)
	}
	return allocateNodePorts(service)
}

func inferFamilies(service *core.Service) error {
	spec := &service.Spec
	headlessWithoutSelector := spec.ClusterIP == core.ClusterIPNone && len(spec.Selector) == 0
	if spec.IPFamilyPolicy == nil {
		policy := core.IPFamilyPolicySingleStack
		if headlessWithoutSelector {
			policy = core.IPFamilyPolicyRequireDualStack
		}
		spec.IPFamilyPolicy = &policy
	}
	if errs := validateClusterIPs(service); len(errs) > 0 {
		return refuse(service, errs)
	}

	path := field.NewPath("spec")
	var errs field.ErrorList
	if *spec.IPFamilyPolicy == core.IPFamilyPolicySingleStack {
		if len(spec.ClusterIPs) == 2 {
			errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), spec.IPFamilyPolicy,
				"must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified"))
		}
		if len(spec.IPFamilies) == 2 {
			errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), spec.IPFamilyPolicy,
				"must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified"))
		}
	}
	for i, ip := range spec.ClusterIPs {
		if ip == core.ClusterIPNone {
			break
		}
		if i < len(spec.IPFamilies) {
			continue
		}
		if netutils.IsIPv6String(ip) {
			errs = append(errs, field.Invalid(path.Child("clusterIPs").Index(i), spec.ClusterIPs,
				fmt.Sprintf("%s is not configured on this cluster", core.IPv6Protocol)))
		} else {
			spec.IPFamilies = append(spec.IPFamilies, core.IPv4Protocol)
		}
	}
	if len(errs) > 0 {
		return refuse(service, errs)
	}

	if headlessWithoutSelector {
		if len(spec.IPFamilies) == 0 {
			spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
		}
		if len(spec.IPFamilies) == 1 && *spec.IPFamilyPolicy != core.IPFamilyPolicySingleStack {
			other := core.IPv6Protocol
			if spec.IPFamilies[0] == core.IPv6Protocol {
				other = core.IPv4Protocol
			}
			spec.IPFamilies = append(spec.IPFamilies, other)
		}
		return nil
	}

	if *spec.IPFamilyPolicy == core.IPFamilyPolicyRequireDualStack {
		errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), spec.IPFamilyPolicy,
			"this cluster is not configured for dual-stack services"))
	}
	for i, family := range spec.IPFamilies {
		if family != core.IPv4Protocol {
			errs = append(errs, field.Invalid(path.Child("ipFamilies").Index(i), family, "not configured on this cluster"))
		}
	}
	if len(errs) > 0 {
		return refuse(service, errs)
	}
	if len(spec.IPFamilies) == 0 {
		spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
	}
	return nil
}

func allocateIPs(service *core.Service) {
	spec := &service.Spec
	if len(spec.ClusterIPs) > 0 && spec.ClusterIPs[0] == core.ClusterIPNone {
		return
	}
	for i := range spec.IPFamilies {
		if i == len(spec.ClusterIPs) {
			spec.ClusterIPs = append(spec.ClusterIPs, "")
		}
		ip := spec.ClusterIPs[i]
		if ip == "" {
			ip = freeClusterIP
		}
		spec.ClusterIPs[i] = ip
		if i == 0 {
			spec.ClusterIP = ip
		}
	}
}

// refuse is the error that the store answers with.
func refuse(service *core.Service, errs field.ErrorList) error {
	return apierrors.NewInvalid(core.Kind("Service"), service.Name, errs)
}
