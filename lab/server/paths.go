package main

import (
	"net/url"
	"strings"
)

// resources are the kinds that the verdict program judges, with the last part of their path.
var resources = map[string]string{
	"v1/Pod":                                          "pods",
	"v1/PodTemplate":                                  "podtemplates",
	"v1/ReplicationController":                        "replicationcontrollers",
	"v1/Service":                                      "services",
	"v1/ConfigMap":                                    "configmaps",
	"v1/Secret":                                       "secrets",
	"v1/PersistentVolumeClaim":                        "persistentvolumeclaims",
	"v1/ServiceAccount":                               "serviceaccounts",
	"apps/v1/Deployment":                              "deployments",
	"apps/v1/ReplicaSet":                              "replicasets",
	"apps/v1/StatefulSet":                             "statefulsets",
	"apps/v1/DaemonSet":                               "daemonsets",
	"batch/v1/Job":                                    "jobs",
	"batch/v1/CronJob":                                "cronjobs",
	"autoscaling/v1/HorizontalPodAutoscaler":          "horizontalpodautoscalers",
	"autoscaling/v2/HorizontalPodAutoscaler":          "horizontalpodautoscalers",
	"networking.k8s.io/v1/Ingress":                    "ingresses",
	"networking.k8s.io/v1/NetworkPolicy":              "networkpolicies",
	"rbac.authorization.k8s.io/v1/Role":               "roles",
	"rbac.authorization.k8s.io/v1/RoleBinding":        "rolebindings",
	"rbac.authorization.k8s.io/v1/ClusterRole":        "clusterroles",
	"rbac.authorization.k8s.io/v1/ClusterRoleBinding": "clusterrolebindings",
}

// pathOf is where a manifest is posted to.
func pathOf(head header) (string, bool) {
	resource, ok := resources[head.APIVersion+"/"+head.Kind]
	if !ok {
		return "", false
	}
	path := "/apis/" + head.APIVersion
	if head.APIVersion == "v1" {
		path = "/api/v1"
	}
	if !strings.HasPrefix(head.Kind, "Cluster") {
		namespace := head.Namespace
		if namespace == "" {
			namespace = "default"
		}
		path += "/namespaces/" + url.PathEscape(namespace)
	}
	return path + "/" + resource, true
}
