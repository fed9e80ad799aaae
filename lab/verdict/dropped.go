package main

import (
	"fmt"
	"sort"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// written is an object as a client of the server would read it, without what the server alone writes.
func written(object runtime.Object, version schema.GroupVersion) map[string]any {
	versioned, err := legacyscheme.Scheme.ConvertToVersion(object, version)
	if err != nil {
		panic(err)
	}
	fields, err := runtime.DefaultUnstructuredConverter.ToUnstructured(versioned)
	if err != nil {
		panic(err)
	}
	delete(fields, "metadata")
	delete(fields, "status")
	return fields
}

// dropped lists the paths of what is in one reading of an object and not in a later one, or another value there; of a
// field that is gone as a whole only its own path.
func dropped(before, after map[string]any) []string {
	paths := []string{}
	var compare func(path string, before, after any)
	compare = func(path string, before, after any) {
		switch b := before.(type) {
		case map[string]any:
			a, _ := after.(map[string]any)
			for key, value := range b {
				below := key
				if path != "" {
					below = path + "." + key
				}
				if left, ok := a[key]; ok {
					compare(below, value, left)
				} else {
					paths = append(paths, below)
				}
			}
		case []any:
			a, _ := after.([]any)
			for i, value := range b {
				below := fmt.Sprintf("%s[%d]", path, i)
				if i < len(a) {
					compare(below, value, a[i])
				} else {
					paths = append(paths, below)
				}
			}
		default:
			if before != after {
				paths = append(paths, path)
			}
		}
	}
	compare("", before, after)
	sort.Strings(paths)
	return paths
}
