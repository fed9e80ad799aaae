# What lab/node/build, up, down and observe share. Sourced.
node=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
bin=$(cd -- "$node/.." && pwd)/bin
# Not below the checkout: jest and the compiler would look through the files of every container.
run=${LAB_NODE_STATE:-/var/cache/cdk8s-pod-patterns-lab}
version=1.36
cgroup=cdk8s-pod-patterns-lab
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet)

fail() {
  echo "lab/node: $*" >&2
  exit 1
}

# missing_for_run: what this machine lacks to run the node, one line each, with what to do about it.
missing_for_run() {
  if [ "$(uname -s)" != Linux ]; then
    echo 'It needs Linux.'
    return
  fi
  [ "$(id -u)" = 0 ] || echo 'It needs root: it makes namespaces, mounts and cgroups. Run it with sudo.'
  local packages=() command
  while read -r command package; do
    command -v "$command" >/dev/null || packages+=("$command $package")
  done <<'COMMANDS'
containerd containerd
ctr containerd
runc runc
etcd etcd-server
ip iproute2
unshare util-linux
nsenter util-linux
setpriv util-linux
flock util-linux
openssl openssl
curl curl
jq jq
COMMANDS
  [ -x /usr/lib/cni/bridge ] || packages+=('/usr/lib/cni/bridge containernetworking-plugins')
  for command in "${packages[@]}"; do echo "${command% *} is missing: apt-get install ${command#* }"; done
  [ -e /dev/kmsg ] || echo '/dev/kmsg is missing, which the kubelet reads. A container needs it from its host.'
  if [ ! -e /sys/fs/cgroup/cgroup.controllers ] && [ ! -d /sys/fs/cgroup/memory ]; then
    echo 'There are no cgroups below /sys/fs/cgroup.'
  elif [ "$(id -u)" = 0 ] && ! { mkdir -p "$(memory_cgroup)/$cgroup" && rmdir "$(memory_cgroup)/$cgroup"; } 2>/dev/null; then
    [ -d "$(memory_cgroup)/$cgroup/kubepods" ] || echo 'The cgroups below /sys/fs/cgroup cannot be written. A container needs to be privileged.'
  fi
}

memory_cgroup() { if [ -d /sys/fs/cgroup/memory ]; then echo /sys/fs/cgroup/memory; else echo /sys/fs/cgroup; fi; }

# Where the packages of the images come from.
export DEBIAN_MIRROR=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

# missing_for_build: what this machine lacks to build what is not built yet.
missing_for_build() {
  local command
  if [ -n "$(unbuilt)" ]; then
    command -v go >/dev/null || echo 'Go is missing. Install Go 1.26 or newer from https://go.dev/dl/ and put it in PATH.'
    for command in apt-get dpkg-deb; do
      command -v "$command" >/dev/null || echo "$command is missing: the images are made of the packages of a Debian."
    done
  fi
  if [ ! -f "$bin/node/images.tar" ] && command -v curl >/dev/null && ! curl -sfI --max-time 20 "$DEBIAN_MIRROR/dists/bookworm/InRelease" >/dev/null; then
    echo "No packages can be had from $DEBIAN_MIRROR. Set DEBIAN_MIRROR to a mirror of Debian that this machine reaches."
  fi
}

# unbuilt: what lab/node/build has not built.
unbuilt() {
  local program
  for program in "${programs[@]}"; do [ -x "$bin/$program-$version" ] || echo "lab/bin/$program-$version"; done
  [ -f "$bin/node/images.tar" ] || echo lab/bin/node/images.tar
}

# need LINES: ends with everything that is missing, if anything is.
need() {
  [ -z "$1" ] || fail "it cannot run here:
$(sed 's/^/  - /' <<<"$1")"
}

# first_process: the node's first process, as the machine counts it; nothing where no node runs. It is looked for rather than noted down, so
# that a start that was killed is found as well.
first_process() {
  local file pid
  for file in $(grep -lsaF /lab/node/cluster /proc/[0-9]*/cmdline); do
    pid=$(tr -dc 0-9 <<<"$file")
    # What it starts has its command line until it has another; only the first process is process 1 to itself.
    grep -qsE '^NSpid:.*[[:space:]]1$' "/proc/$pid/status" || continue
    { tr '\0' ' ' <"$file"; } 2>/dev/null | grep -qF "/lab/node/cluster $run " || continue
    echo "$pid"
    # In a trap, a return that names no status has that of the signal.
    return 0
  done
}

# start_node PREFIX…: the node in namespaces of its own, ready for pods. The prefix says what it is bound to.
start_node() {
  [ -z "$(first_process)" ] || fail "it is up already, as process $(first_process). Stop it by lab/node/down."
  local left
  left=$(unbuilt)
  [ -z "$left" ] || fail "not built yet: $(tr '\n' ' ' <<<"$left")- build it by lab/node/build."
  remove_leftovers
  mkdir -p "$run"
  : >"$run/up.log"
  mkfifo "$run/starter"
  "$@" unshare --mount --pid --net --fork --kill-child --mount-proc "$node/cluster" "$run" "$bin" "$node/config" \
    >>"$run/up.log" 2>&1 <"$run/starter" &
  local unshared=$! end=$((SECONDS + 180)) follower
  # Until it is ready, the node ends when nobody holds this open any more.
  exec 8>"$run/starter"
  tail -n +1 -s 0.2 --pid=$$ -f "$run/up.log" 8>&- &
  follower=$!
  while [ ! -e "$run/files/ready" ] && kill -0 "$unshared" 2>/dev/null && [ $SECONDS -lt "$end" ]; do
    sleep 0.2 8>&-
  done
  sleep 0.3 8>&-
  kill "$follower" 2>/dev/null || true
  wait "$follower" 2>/dev/null || true
  if [ ! -e "$run/files/ready" ]; then
    stop_node
    fail 'it did not come up'
  fi
  echo stay >&8
  exec 8>&-
}

# in_node COMMAND…: runs a command among the node's processes, mounts and network.
in_node() {
  nsenter --target "$(first_process)" --mount --pid --net --wd="$PWD" -- "$@"
}

# stop_node: the kernel ends all of the node's processes with the first one.
stop_node() {
  local pid
  pid=$(first_process)
  if [ -n "$pid" ]; then
    kill -KILL "$pid" 2>/dev/null || true
    while [ -d "/proc/$pid" ]; do sleep 0.1; done
  fi
  remove_leftovers
}

# remove_leftovers: files and empty cgroups, which are all that a node leaves behind, however it ended.
remove_leftovers() {
  local hierarchy
  rm -rf "$run"
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/*; do
    [ ! -d "$hierarchy/$cgroup" ] || find "$hierarchy/$cgroup" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  done
}
