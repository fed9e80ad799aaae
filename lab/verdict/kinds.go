package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/storage/names"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/batch"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
)

// Kind is a kind that the program judges, with the creation strategy that the server has for it.
type Kind struct {
	Strategy    rest.RESTCreateStrategy
	requestInfo *genericapirequest.RequestInfo
}

// kinds holds what the library writes, by the versions that a server serves.
var kinds = map[schema.GroupVersionKind]*Kind{}

func serve(group, version, kind, resource string, strategy rest.RESTCreateStrategy) {
	kinds[schema.GroupVersionKind{Group: group, Version: version, Kind: kind}] = &Kind{
		Strategy: strategy,
		requestInfo: &genericapirequest.RequestInfo{
			IsResourceRequest: true, Verb: "create", APIGroup: group, APIVersion: version, Resource: resource,
		},
	}
}

func init() {
	serve("", "v1", "Pod", "pods", pod.Strategy)
	serve("", "v1", "PodTemplate", "podtemplates", podtemplate.Strategy)
	serve("", "v1", "ReplicationController", "replicationcontrollers", replicationcontroller.Strategy)
	serve("", "v1", "Service", "services", service.Strategy)
	serve("", "v1", "ConfigMap", "configmaps", configmap.Strategy)
	serve("", "v1", "Secret", "secrets", secret.Strategy)
	serve("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", persistentvolumeclaim.Strategy)
	serve("", "v1", "ServiceAccount", "serviceaccounts", serviceAccountStrategy{legacyscheme.Scheme, names.SimpleNameGenerator})
	serve("apps", "v1", "Deployment", "deployments", deployment.Strategy)
	serve("apps", "v1", "ReplicaSet", "replicasets", replicaset.Strategy)
	serve("apps", "v1", "StatefulSet", "statefulsets", statefulset.Strategy)
	serve("apps", "v1", "DaemonSet", "daemonsets", daemonset.Strategy)
	serve("batch", "v1", "Job", "jobs", job.Strategy)
	serve("batch", "v1", "CronJob", "cronjobs", cronjob.Strategy)
	serve("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", horizontalpodautoscaler.Strategy)
	serve("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", horizontalpodautoscaler.Strategy)
	serve("networking.k8s.io", "v1", "Ingress", "ingresses", ingress.Strategy)
	serve("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", networkpolicy.Strategy)
	serve("rbac.authorization.k8s.io", "v1", "Role", "roles", role.Strategy)
	serve("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", rolebinding.Strategy)
	serve("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", clusterrole.Strategy)
	serve("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", clusterrolebinding.Strategy)
}

// template returns the pod of a Pod, or the pod template of a controller, nil for every other kind.
func (k *Kind) template(object runtime.Object) *core.PodTemplateSpec {
	switch o := object.(type) {
	case *core.Pod:
		return &core.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}
	case *core.PodTemplate:
		return &o.Template
	case *core.ReplicationController:
		return o.Spec.Template
	case *apps.Deployment:
		return &o.Spec.Template
	case *apps.ReplicaSet:
		return &o.Spec.Template
	case *apps.StatefulSet:
		return &o.Spec.Template
	case *apps.DaemonSet:
		return &o.Spec.Template
	case *batch.Job:
		return &o.Spec.Template
	case *batch.CronJob:
		return &o.Spec.JobTemplate.Spec.Template
	}
	return nil
}
