package main

import (
	"context"
	"fmt"
	"strings"

	apiequality "k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/warning"
)

// duplicateOwnersWarning is DuplicateOwnerReferencesWarningFormat of k8s.io/apiserver/pkg/endpoints/handlers, the same
// in every minor of the lab; linking that package for it would double the build.
const duplicateOwnersWarning = ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, " +
	"and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: %v"

// dropDuplicateOwners removes owner references that equal an earlier one and warns, as the create handler does before
// it hands the object to admission. The handler's own function is not exported.
func dropDuplicateOwners(ctx context.Context, objectMeta metav1.Object) {
	references := objectMeta.GetOwnerReferences()
	if len(references) < 2 {
		return
	}
	var kept []metav1.OwnerReference
	var duplicates []string
next:
	for _, reference := range references {
		for _, earlier := range kept {
			if apiequality.Semantic.DeepEqual(earlier, reference) {
				duplicates = append(duplicates, string(reference.UID))
				continue next
			}
		}
		kept = append(kept, reference)
	}
	if len(duplicates) == 0 {
		return
	}
	warning.AddWarning(ctx, "", fmt.Sprintf(duplicateOwnersWarning, strings.Join(duplicates, ", ")))
	objectMeta.SetOwnerReferences(kept)
}
