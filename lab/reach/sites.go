package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// site is a place in the source that makes a field error.
type site struct {
	file     string
	line     int
	column   int
	function string
	text     string
}

// makers are the functions of package field that make an error.
var makers = map[string]bool{
	"Required": true, "Invalid": true, "Duplicate": true, "Forbidden": true, "NotSupported": true, "NotFound": true,
	"TooLong": true, "TooLongMaxLength": true, "TooMany": true, "TypeInvalid": true, "InternalError": true, "TooLongCharacters": true,
}

// findSites returns the error sites of all functions of the package in the folder that the roots can get to. Which
// function gets to which is taken from the names it mentions: validators are handed about as values too.
func findSites(folder string, roots []string) ([]site, error) {
	files := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	functions := map[string]*ast.FuncDecl{}
	variables := map[string]ast.Expr{}
	text := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		text[name] = string(content)
		file, err := parser.ParseFile(files, name, content, 0)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				functions[d.Name.Name] = d
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						for i, value := range v.Values {
							variables[v.Names[i].Name] = value
						}
					}
				}
			}
		}
	}

	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if seen[name] {
			return
		}
		var node ast.Node
		if f, ok := functions[name]; ok && f.Body != nil {
			node = f.Body
		} else if v, ok := variables[name]; ok {
			node = v
		} else {
			return
		}
		seen[name] = true
		ast.Inspect(node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				visit(id.Name)
			}
			return true
		})
	}
	for _, root := range roots {
		if functions[root] == nil {
			return nil, fmt.Errorf("%s has no function %s", folder, root)
		}
		visit(root)
	}

	var sites []site
	for name := range seen {
		f, ok := functions[name]
		if !ok {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			selector, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !makers[selector.Sel.Name] {
				return true
			}
			if pkg, ok := selector.X.(*ast.Ident); !ok || pkg.Name != "field" {
				return true
			}
			start, end := files.Position(call.Pos()), files.Position(call.End())
			sites = append(sites, site{
				file: filepath.Base(start.Filename), line: start.Line, column: start.Column, function: name,
				text: strings.Join(strings.Fields(text[start.Filename][start.Offset:end.Offset]), " "),
			})
			return true
		})
	}
	sort.Slice(sites, func(i, j int) bool {
		a, b := sites[i], sites[j]
		return a.file < b.file || a.file == b.file && (a.line < b.line || a.line == b.line && a.column < b.column)
	})
	return sites, nil
}
