// The server command runs a real kube-apiserver, with an etcd of its own, for as long as it is asked something: what it
// says to manifests, in the form of the verdict program, and whether the two agree.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
)

const usage = `usage: lab/server/run start  [-minor 1.36]            run a server until it is stopped (Ctrl-C, or the end of the caller)
       lab/server/run judge  [-minor 1.36]            judge the manifests of standard input, JSON lines as for the verdict program
       lab/server/run agree  [-minor 1.36] PATH…      compare server and verdict program on files and folders of manifests
`

func init() {
	// Linux sends the parent-death signal when the thread dies that started the child, not the process: the main
	// goroutine starts all children and keeps its thread.
	runtime.LockOSThread()
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "lab/server:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	flags := flag.NewFlagSet(args[0], flag.ExitOnError)
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	minor := flags.String("minor", "1.36", "the Kubernetes minor")
	lab := flags.String("lab", os.Getenv("LAB"), "the lab's folder")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}

	dieWithParent()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()

	switch args[0] {
	case "start":
		return withServer(ctx, *lab, *minor, func(server *Server) error {
			if err := json.NewEncoder(os.Stdout).Encode(server.Access); err != nil {
				return err
			}
			return server.Wait(ctx)
		})
	case "judge":
		requests, err := readRequests(os.Stdin)
		if err != nil {
			return err
		}
		return withServer(ctx, *lab, *minor, func(server *Server) error {
			return writeVerdicts(os.Stdout, NewJudge(server.Access).JudgeAll(ctx, requests))
		})
	case "agree":
		requests, err := requestsOf(flags.Args())
		if err != nil {
			return err
		}
		byProgram, err := runVerdictProgram(filepath.Join(*lab, "bin", "verdict-"+*minor), *minor, requests)
		if err != nil {
			return err
		}
		return withServer(ctx, *lab, *minor, func(server *Server) error {
			byServer := NewJudge(server.Access).JudgeAll(ctx, requests)
			if ctx.Err() != nil {
				return errors.New("stopped")
			}
			return report(os.Stdout, *minor, byProgram, byServer)
		})
	}
	fmt.Fprint(os.Stderr, usage)
	os.Exit(2)
	return nil
}

// withServer starts a server, hands it to use, and leaves nothing of it behind.
func withServer(ctx context.Context, lab, minor string, use func(*Server) error) (err error) {
	server, err := Start(ctx, lab, minor)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	return use(server)
}

// dieWithParent has Linux send this process SIGTERM when its parent ends, however it ends.
func dieWithParent() {
	const prSetDeathSignal = 1
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, prSetDeathSignal, uintptr(syscall.SIGTERM), 0)
}
