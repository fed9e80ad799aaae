// The reach command says which error sites of the server's pod validation a set of manifests has reached.
//
// An error site is a call that makes a field error, such as field.Required(…), in a function that pod validation can
// get to. A site is reached when the statement that it is part of has run.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	profile := flag.String("profile", "", "coverage profile, as go tool covdata textfmt writes it")
	source := flag.String("source", "", "folder of the module k8s.io/kubernetes")
	minor := flag.Int("minor", 0, "the minor of Kubernetes 1 that it is of")
	list := flag.Bool("list", false, "list the sites that are not reached")
	flag.Parse()
	if err := run(*profile, *source, *minor, *list); err != nil {
		fmt.Fprintln(os.Stderr, "lab/reach:", err)
		os.Exit(1)
	}
}

// validation is the package whose functions judge pods, and roots are those that the server's strategies call.
const validation = "pkg/apis/core/validation"

var roots = []string{"ValidatePodCreate", "ValidatePodTemplateSpec"}

func run(profile, source string, minor int, list bool) error {
	blocks, err := readProfile(profile, "k8s.io/kubernetes/"+validation)
	if err != nil {
		return err
	}
	sites, err := findSites(filepath.Join(source, validation), roots)
	if err != nil {
		return err
	}
	reached := 0
	var missed []site
	beyond := map[string]int{}
	for _, s := range sites {
		why := beyondReach(s, minor)
		switch {
		case blocks.covered(s):
			reached++
		case why != "":
			beyond[why]++
		default:
			missed = append(missed, s)
		}
	}
	open := reached + len(missed)
	fmt.Printf("1.%d: %d of %d error sites of pod validation reached (%.1f %%); %d of the %d that a creation can get to (%.1f %%)\n",
		minor, reached, len(sites), percent(reached, len(sites)), reached, open, percent(reached, open))
	for _, why := range slices.Sorted(maps.Keys(beyond)) {
		fmt.Printf("%5d cannot be reached: %s\n", beyond[why], why)
	}
	if list {
		for _, s := range missed {
			fmt.Printf("%s:%d %s: %s\n", s.file, s.line, s.function, s.text)
		}
	}
	return nil
}

func percent(part, all int) float64 {
	return 100 * float64(part) / float64(max(1, all))
}
