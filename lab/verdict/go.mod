// Marks the root of the module only. What is built is built with
// -modfile=versions/<minor>/go.mod, one file per Kubernetes minor.
module cdk8s-pod-patterns.test/lab/verdict

go 1.26.0
