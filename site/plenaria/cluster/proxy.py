"""The proxy in front: nginx with a configuration written here, which may serve as a model for one with TLS."""

import os
import socket
from collections.abc import Sequence
from pathlib import Path

from live.rig.services import Service, program

CONFIGURATION = """\
# Written by `make cluster`. Elsewhere, add TLS (listen 443 ssl; ssl_certificate …) and keep the rest.
daemon off;
{user}pid {folder}/nginx.pid;
error_log stderr crit;  # milder ones name addresses, and with them people's links
events {{ worker_connections 8192; }}  # a socket takes two: one to the person, one to the process

http {{
    include {types};
    access_log off;
    client_max_body_size 25m;  # above WAGTAILDOCS_MAX_UPLOAD_SIZE, so that Wagtail says the sentence
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-none;
    uwsgi_temp_path {folder}/nginx-none;
    scgi_temp_path {folder}/nginx-none;

    upstream plenaria {{
        least_conn;  # sockets stay for hours: who comes goes where the fewest are, also after a restart of one process
{servers}
    }}
    map $http_upgrade $connection_of {{ default upgrade; "" ""; }}

    server {{
        listen {bind}:{port};
        server_tokens off;

        location /static/ {{
            alias {folder}/static/;
            expires max;  # names hold a hash of the content
            gzip_static on;
        }}
        location /media/ {{ return 404; }}  # documents are handed over by Wagtail, to who may read them
        location ~ ^/media/(images|original_images|avatar_images)/ {{
            root {folder};
            add_header X-Content-Type-Options nosniff;
            add_header Content-Security-Policy "default-src 'none'; sandbox";  # what people upload runs nothing here
        }}
        location = /metrics {{ return 404; }}  # each process tells its own, to this machine
        location / {{
            proxy_pass http://plenaria;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;  # set, not added to: nobody's own word is believed
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_of;
            proxy_read_timeout 75s;  # processes ping every 20 s: a line silent for longer is dead
            proxy_next_upstream error timeout;  # who is away is passed over; no POST is sent twice
        }}
    }}
}}
"""


class Proxy(Service):
    """nginx in front of the processes that listen at `ports`, serving static and uploaded files itself."""

    name = "proxy"

    def __init__(self, folder: Path, ports: Sequence[int], *, bind: str, port: int):
        super().__init__(folder)
        self.port, self.bind, self.ports = port, bind, ports

    @property
    def configuration(self) -> Path:
        return self.folder / "nginx.conf"

    def command(self) -> list[str]:
        found = program("nginx", package="nginx-light")
        servers = "\n".join(f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in self.ports)
        user = "user root;  # the folder may be one that only root can enter\n" if os.geteuid() == 0 else ""
        told = {"user": user, "folder": self.folder, "types": "/etc/nginx/mime.types", "servers": servers}
        self.configuration.write_text(CONFIGURATION.format(**told, bind=self.bind, port=self.port))
        return [found, "-e", "stderr", "-p", str(self.folder), "-c", str(self.configuration)]

    def answers(self) -> bool:
        here = "127.0.0.1" if self.bind == "0.0.0.0" else self.bind  # noqa: S104
        try:
            socket.create_connection((here, self.port), timeout=1).close()
        except OSError:
            return False
        return True
