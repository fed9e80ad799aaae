package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Access is what a client needs to talk to the server.
type Access struct {
	URL    string `json:"url"`
	CAFile string `json:"caFile"`
	Token  string `json:"token"`
}

// Server is a running kube-apiserver with its etcd.
type Server struct {
	Access    Access
	folder    string
	etcd      *Process
	apiserver *Process
}

var defaultPlugins = regexp.MustCompile(`(?s)--disable-admission-plugins .*?default enabled plugins list \(([^)]*)\)`)

// admissionPlugins are those that the server enables by itself. The lab disables all of them: verdicts are wanted as
// validation gives them, and no plugin may refuse for lack of a namespace or service account, or fill in what the
// manifest does not say.
func admissionPlugins(apiserver string) (string, error) {
	help, err := exec.Command(apiserver, "--help").Output()
	if err != nil {
		return "", fmt.Errorf("%s --help: %w", apiserver, err)
	}
	found := defaultPlugins.FindSubmatch(help)
	if found == nil {
		return "", fmt.Errorf("%s --help does not name the admission plugins", apiserver)
	}
	return strings.ReplaceAll(string(found[1]), " ", ""), nil
}

// attempts is how often a start is tried again after another process took a port between its choice and its use.
const attempts = 3

// Start starts a server of the minor on free loopback ports and waits until it is ready.
func Start(ctx context.Context, lab, minor string) (*Server, error) {
	apiserver := filepath.Join(lab, "bin", "kube-apiserver-"+minor)
	if _, err := os.Stat(apiserver); err != nil {
		return nil, fmt.Errorf("%s is missing; build it: lab/build kube-apiserver-%s", apiserver, minor)
	}
	etcd, err := exec.LookPath("etcd")
	if err != nil {
		return nil, errors.New("etcd is missing; install it and have it in PATH (Debian: apt-get install etcd-server)")
	}
	runs := filepath.Join(lab, "run")
	sweep(runs)
	for attempt := 1; ; attempt++ {
		server, err := startOnce(ctx, runs, etcd, apiserver)
		if err == nil {
			return server, nil
		}
		taken := server.etcd != nil && server.etcd.AddressTaken() || server.apiserver != nil && server.apiserver.AddressTaken()
		err = errors.Join(err, server.Stop())
		if !taken || attempt == attempts {
			return nil, err
		}
	}
}

// sweep removes what runs left behind that were killed before they could clean up.
func sweep(runs string) {
	folders, _ := filepath.Glob(filepath.Join(runs, "server-*"))
	for _, folder := range folders {
		pid, err := strconv.Atoi(strings.Split(filepath.Base(folder), "-")[1])
		if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(folder)
		}
	}
}

func startOnce(ctx context.Context, runs, etcd, apiserver string) (*Server, error) {
	s := &Server{}
	if err := os.MkdirAll(runs, 0o755); err != nil {
		return s, err
	}
	folder, err := os.MkdirTemp(runs, fmt.Sprintf("server-%d-", os.Getpid()))
	if err != nil {
		return s, err
	}
	s.folder = folder
	if err := writeCertificates(folder); err != nil {
		return s, err
	}
	ports, err := freePorts(3)
	if err != nil {
		return s, err
	}
	etcdURL, peerURL := fmt.Sprintf("http://127.0.0.1:%d", ports[0]), fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	s.etcd, err = startProcess(folder, etcd, "--name=lab", "--data-dir="+filepath.Join(folder, "etcd"),
		"--listen-client-urls="+etcdURL, "--advertise-client-urls="+etcdURL,
		"--listen-peer-urls="+peerURL, "--initial-advertise-peer-urls="+peerURL, "--initial-cluster=lab="+peerURL)
	if err != nil {
		return s, err
	}
	if err := await(ctx, "etcd", s.etcd, 30*time.Second, http.DefaultClient, etcdURL+"/health", ""); err != nil {
		return s, err
	}

	secret := make([]byte, 16)
	_, _ = rand.Read(secret)
	s.Access = Access{
		URL:    fmt.Sprintf("https://127.0.0.1:%d", ports[2]),
		CAFile: filepath.Join(folder, "ca.crt"),
		Token:  hex.EncodeToString(secret),
	}
	tokens := filepath.Join(folder, "tokens.csv")
	if err := os.WriteFile(tokens, []byte(s.Access.Token+",admin,admin,system:masters\n"), 0o600); err != nil {
		return s, err
	}
	plugins, err := admissionPlugins(apiserver)
	if err != nil {
		return s, err
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	s.apiserver, err = startProcess(folder, apiserver,
		"--etcd-servers="+etcdURL, "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", ports[2]),
		"--tls-cert-file="+in("server.crt"), "--tls-private-key-file="+in("server.key"), "--cert-dir="+folder,
		"--service-account-key-file="+in("sa.key"), "--service-account-signing-key-file="+in("sa.key"),
		"--service-account-issuer=https://kubernetes.default.svc", "--token-auth-file="+tokens,
		"--authorization-mode=AlwaysAllow", "--disable-admission-plugins="+plugins,
		"--allow-privileged=true", "--service-cluster-ip-range=10.0.0.0/16", "--endpoint-reconciler-type=none")
	if err != nil {
		return s, err
	}
	client, err := s.Access.Client()
	if err != nil {
		return s, err
	}
	return s, await(ctx, "kube-apiserver", s.apiserver, 90*time.Second, client, s.Access.URL+"/readyz", s.Access.Token)
}

// await asks for the URL until it is answered with 200.
func await(ctx context.Context, name string, p *Process, patience time.Duration, client *http.Client, url, token string) error {
	deadline := time.Now().Add(patience)
	answer := "nothing"
	for time.Now().Before(deadline) {
		select {
		case <-ctx.Done():
			return errors.New("stopped")
		case <-p.done:
			return p.Failure()
		case <-time.After(50 * time.Millisecond):
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := client.Do(request)
		if err != nil {
			answer = err.Error()
			continue
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return nil
		}
		answer = fmt.Sprintf("%s: %s", response.Status, body)
	}
	return fmt.Errorf("%s was not ready after %s; its last answer: %s", name, patience, answer)
}

// Client trusts the server's certificate and keeps its connections.
func (a Access) Client() (*http.Client, error) {
	ca, err := os.ReadFile(a.CAFile)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	return &http.Client{
		Timeout: time.Minute,
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: pool}, MaxIdleConnsPerHost: connections,
			// HTTP/1.1: over HTTP/2 all requests would share one connection and one flow window.
			TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{},
		},
	}, nil
}

// Wait returns when the server ends by itself, which is an error, or when the context does.
func (s *Server) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-s.apiserver.done:
		return s.apiserver.Failure()
	case <-s.etcd.done:
		return s.etcd.Failure()
	}
}

// Stop stops both processes and removes the folder.
func (s *Server) Stop() error {
	err := s.apiserver.Stop(5 * time.Second)
	err = errors.Join(err, s.etcd.Stop(5*time.Second))
	if s.folder != "" {
		err = errors.Join(err, os.RemoveAll(s.folder))
	}
	return err
}

// freePorts finds loopback ports that nobody listens on.
func freePorts(count int) ([]int, error) {
	var ports []int
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("no free port on loopback: %w", err)
		}
		// Kept open until all are found, so that none is found twice.
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
