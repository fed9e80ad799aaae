package main

import (
	"errors"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/validation/field"
	serviceapi "k8s.io/kubernetes/pkg/api/service"
	"k8s.io/kubernetes/pkg/apis/core"
)

const (
	firstNodePort = 30000
	lastNodePort  = 32767
)

// nodePorts is the part of the server's port allocator that one creation sees.
type nodePorts struct {
	taken map[int32]bool
}

func (n *nodePorts) allocate(port int32) error {
	if port < firstNodePort || port > lastNodePort {
		return fmt.Errorf("provided port is not in the valid range. The range of valid ports is %d-%d", firstNodePort, lastNodePort)
	}
	if n.taken[port] {
		return errors.New("provided port is already allocated")
	}
	n.taken[port] = true
	return nil
}

func (n *nodePorts) allocateNext() int32 {
	port := int32(lastNodePort)
	for n.taken[port] {
		port--
	}
	n.taken[port] = true
	return port
}

// allocateNodePorts hands out node ports as the service store does: Service ports with the same number, such as DNS
// over TCP and UDP, share one node port, asked for or not.
func allocateNodePorts(service *core.Service) error {
	ports := &nodePorts{taken: map[int32]bool{}}
	if service.Spec.Type == core.ServiceTypeNodePort || service.Spec.Type == core.ServiceTypeLoadBalancer {
		if err := allocateServicePorts(service, ports); err != nil {
			return err
		}
	}
	if serviceapi.NeedsHealthCheck(service) {
		if asked := service.Spec.HealthCheckNodePort; asked == 0 {
			service.Spec.HealthCheckNodePort = ports.allocateNext()
		} else if err := ports.allocate(asked); err != nil {
			return apierrors.NewInternalError(fmt.Errorf("failed to allocate requested HealthCheck NodePort %v: %v", asked, err))
		}
	}
	return nil
}

func allocateServicePorts(service *core.Service, ports *nodePorts) error {
	shared := map[int32]int32{}
	always := service.Spec.Type == core.ServiceTypeNodePort ||
		service.Spec.AllocateLoadBalancerNodePorts == nil || *service.Spec.AllocateLoadBalancerNodePorts
	for i := range service.Spec.Ports {
		port := &service.Spec.Ports[i]
		if port.NodePort == 0 && !always {
			continue
		}
		switch existing := shared[port.Port]; {
		case existing == 0:
			nodePort := askedFor(port.Port, service.Spec.Ports)
			if nodePort == 0 {
				nodePort = ports.allocateNext()
			} else if err := ports.allocate(nodePort); err != nil {
				return refuseNodePort(service, i, nodePort, err)
			}
			port.NodePort = nodePort
			shared[port.Port] = nodePort
		case port.NodePort == 0:
			port.NodePort = existing
		case port.NodePort != existing:
			if err := ports.allocate(port.NodePort); err != nil {
				return refuseNodePort(service, i, port.NodePort, err)
			}
		}
	}
	return nil
}

// askedFor is the first node port that the Service names for a port number, 0 for none.
func askedFor(port int32, ports []core.ServicePort) int32 {
	for i := range ports {
		if ports[i].Port == port && ports[i].NodePort != 0 {
			return ports[i].NodePort
		}
	}
	return 0
}

func refuseNodePort(service *core.Service, index int, nodePort int32, err error) error {
	path := field.NewPath("spec", "ports").Index(index).Child("nodePort")
	return refuse(service, field.ErrorList{field.Invalid(path, nodePort, err.Error())})
}
