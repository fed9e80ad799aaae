package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Process is a child that cannot outlive this process.
type Process struct {
	name string
	log  string
	cmd  *exec.Cmd
	done chan struct{}
}

// startProcess starts a program that writes its log into the folder.
func startProcess(folder, program string, args ...string) (*Process, error) {
	name := filepath.Base(program)
	p := &Process{name: name, log: filepath.Join(folder, name+".log"), done: make(chan struct{})}
	log, err := os.Create(p.log)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p.cmd = exec.Command(program, args...)
	p.cmd.Dir = folder
	p.cmd.Stdout, p.cmd.Stderr = log, log
	// A group of its own, so that Ctrl-C reaches this process alone, which then stops its children in order.
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s cannot be started: %w", program, err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.done)
	}()
	return p, nil
}

// Failure is the error of a process that ended too early: the end of its log.
func (p *Process) Failure() error {
	text, _ := os.ReadFile(p.log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return fmt.Errorf("%s ended: %s\n%s", p.name, p.cmd.ProcessState, strings.Join(lines[max(0, len(lines)-15):], "\n"))
}

// AddressTaken says that the process ended because another one had taken its port.
func (p *Process) AddressTaken() bool {
	text, _ := os.ReadFile(p.log)
	return strings.Contains(string(text), "address already in use")
}

// Stop asks the process to end and, if it does not, ends it.
func (p *Process) Stop(patience time.Duration) error {
	if p == nil {
		return nil
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
		return nil
	case <-time.After(patience):
	}
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("%s cannot be stopped: %w", p.name, err)
	}
	<-p.done
	return nil
}
