/** The shop's web server: pages and the catalogue for the guard, its health for the kubelet, its status for the adapter. */
export const NGINX = `server {
  listen 127.0.0.1:8080;
  root /site;
  location /catalogue/ {
    proxy_pass http://\${CATALOGUE};
  }
}
server {
  listen 8081;
  location = /healthz {
    return 200;
  }
}
server {
  listen 127.0.0.1:8082;
  location = /stub_status {
    stub_status;
  }
}
`;

/** The ambassador: one address for main, health checks and retries for the replicas behind it. */
export const HAPROXY = `global
  log stdout format raw local0
  maxconn 500
defaults
  mode http
  log global
  timeout connect 2s
  timeout client 30s
  timeout server 30s
  retries 2
frontend catalogue
  bind 127.0.0.1:9000
  default_backend replicas
backend replicas
  option httpchk GET /healthz
  server-template replica 3 "\${CATALOGUE_UPSTREAM}" check resolvers cluster init-addr none
resolvers cluster
  parse-resolv-conf
frontend health
  bind :8404
  monitor-uri /healthz
`;

export const PAGE = `<!doctype html>
<title>Shop</title>
<h1>Shop</h1>
<p>Release {{release}}</p>
`;
