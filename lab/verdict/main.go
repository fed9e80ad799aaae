// The verdict program says what kube-apiserver of one Kubernetes minor would answer to the creation of a manifest.
//
// It reads JSON lines from standard input, {"id": …, "manifest": …}, and writes one JSON line for each, in the same
// order. A manifest is a JSON value, kept byte for byte so that the strict decoder sees duplicate keys, or a string
// that holds JSON or YAML text.
//
// Nothing of the judgement is this program's own: it calls the decoder, the creation strategies and the Pod Security
// Standards of the Kubernetes modules that it is linked with.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"k8s.io/klog/v2"
)

// kubernetesVersion is the exact version of the linked modules; the build sets it.
var kubernetesVersion = "unknown"

func main() {
	var options Options
	flag.BoolVar(&options.Effective, "effective", false, "also print each pod's effective requests, limits and QoS class")
	flag.BoolVar(&options.Dropped, "dropped", false, "also print the fields that the server takes out, such as those of gates that are closed")
	flag.StringVar(&options.ServiceAccount, "service-account", "default",
		"serviceAccountName given to a Pod that names none, as the ServiceAccount admission of every usual server does; empty leaves it out")
	workers := flag.Int("workers", runtime.GOMAXPROCS(0), "manifests judged at the same time")
	patience := flag.Duration("patience", 10*time.Second, "how long a manifest may take; then it is answered without a verdict")
	version := flag.Bool("version", false, "print the Kubernetes version and leave")
	flag.Parse()
	if *version {
		fmt.Println(kubernetesVersion)
		return
	}
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "verdict: unexpected argument %q; manifests are read from standard input as JSON lines\n", flag.Arg(0))
		os.Exit(2)
	}

	// The server's own log has nothing to say about a verdict, and writing it costs more than the verdict.
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	// Short-lived garbage is nearly all there is here; collecting it less often is worth a quarter of the time.
	debug.SetGCPercent(400)

	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	err := Run(NewJudge(options), os.Stdin, out, *workers, *patience)
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "verdict:", err)
		os.Exit(1)
	}
}
