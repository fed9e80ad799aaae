// The reach command says which error sites of the server's pod validation a set of manifests has reached.
//
// An error site is a call that makes a field error, such as field.Required(…), in a function that pod validation can
// get to. A site is reached when the statement that it is part of has run.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	profile := flag.String("profile", "", "coverage profile, as go tool covdata textfmt writes it")
	source := flag.String("source", "", "folder of the module k8s.io/kubernetes")
	list := flag.Bool("list", false, "list the sites that are not reached")
	flag.Parse()
	if err := run(*profile, *source, *list); err != nil {
		fmt.Fprintln(os.Stderr, "lab/reach:", err)
		os.Exit(1)
	}
}

// validation is the package whose functions judge pods, and roots are those that the server's strategies call.
const validation = "pkg/apis/core/validation"

var roots = []string{"ValidatePodCreate", "ValidatePodTemplateSpec"}

func run(profile, source string, list bool) error {
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
	for _, s := range sites {
		if blocks.covered(s) {
			reached++
		} else {
			missed = append(missed, s)
		}
	}
	fmt.Printf("%d of %d error sites of pod validation reached (%.1f %%)\n", reached, len(sites), 100*float64(reached)/float64(len(sites)))
	if list {
		for _, s := range missed {
			fmt.Printf("%s:%d %s: %s\n", s.file, s.line, s.function, s.text)
		}
	}
	return nil
}
