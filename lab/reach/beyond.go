package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

// outOfReach says of some sites why no creation with default gates gets to them, and before which minor that is so.
//
//go:embed out-of-reach.json
var outOfReach []byte

// excuse is one entry of it: a site by its function and how its text begins.
type excuse struct {
	Function string `json:"function"`
	Text     string `json:"text"`
	Why      string `json:"why"`
	// Before is the minor that opened the gate, where one did.
	Before int `json:"before"`
}

var excuses = readExcuses()

func readExcuses() []excuse {
	var list []excuse
	if err := json.Unmarshal(outOfReach, &list); err != nil {
		panic(fmt.Sprintf("out-of-reach.json: %v", err))
	}
	return list
}

// beyondReach says why no creation gets to a site in a minor, "" if one may.
func beyondReach(s site, minor int) string {
	for _, e := range excuses {
		if (e.Before == 0 || minor < e.Before) && e.Function == s.function && strings.HasPrefix(s.text, e.Text) {
			return e.Why
		}
	}
	return ""
}
