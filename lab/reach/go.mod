module cdk8s-pod-patterns.test/lab/reach

go 1.26.0
