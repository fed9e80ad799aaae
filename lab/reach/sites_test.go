package main

import (
	"os"
	"path/filepath"
	"testing"
)

const source = `package validation

var byName = map[string]func() error{"b": reachedByValue}

func ValidatePodCreate() { field.Required(path, "a"); helper() }

func helper() {
	for range byName {
		if bad {
			errs = append(errs,
				field.Invalid(path, value, "b"))
		}
	}
}

func reachedByValue() error { return field.Duplicate(path, "c") }

func ValidateService() { field.Required(path, "not of a pod") }
`

func TestSitesAreThoseThatPodValidationGetsTo(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "validation.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	sites, err := findSites(folder, []string{"ValidatePodCreate"})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, s := range sites {
		found = append(found, s.function)
	}
	if len(sites) != 3 || found[0] != "ValidatePodCreate" || found[1] != "helper" || found[2] != "reachedByValue" {
		t.Fatalf("found %v", found)
	}

	profile := filepath.Join(folder, "profile")
	text := "mode: set\n" +
		"k/validation/validation.go:5.26,5.60 2 1\n" +
		"k/validation/validation.go:7.15,8.20 1 1\n" +
		"k/validation/validation.go:9.10,12.4 1 0\n" +
		"other/validation.go:1.1,99.1 1 1\n"
	if err := os.WriteFile(profile, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	blocks, err := readProfile(profile, "k/validation")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false, false} {
		if got := blocks.covered(sites[i]); got != want {
			t.Errorf("%s: found %v, expected %v", sites[i].function, got, want)
		}
	}
}

func TestFailsWhereARootIsGone(t *testing.T) {
	if _, err := findSites(t.TempDir(), []string{"ValidatePodCreate"}); err == nil {
		t.Error("says nothing of a function that is not there")
	}
}

func TestASiteOutOfReachSaysWhy(t *testing.T) {
	known := site{function: excuses[0].Function, text: excuses[0].Text + " and more"}
	before := excuses[0].Before
	if beyondReach(known, before-1) != excuses[0].Why || excuses[0].Why == "" {
		t.Errorf("found %q", beyondReach(known, before-1))
	}
	if why := beyondReach(known, before); why != "" {
		t.Errorf("found %q for a minor with its gate open", why)
	}
	if why := beyondReach(site{function: "ValidateService", text: known.text}, before-1); why != "" {
		t.Errorf("found %q for a function that is none of them", why)
	}
}
