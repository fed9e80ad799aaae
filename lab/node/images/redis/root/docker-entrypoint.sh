#!/bin/sh
# Like the entrypoint of the image it stands for: options alone are options of the server.
case $1 in
  -*) set -- redis-server "$@" ;;
esac
exec "$@"
