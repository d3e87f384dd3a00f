"""The one unencrypted page of ``--lan``: it hands out the local authority's certificate and says what to do.

A phone can't open the encrypted page without a warning before it trusts the authority, so this page is
where it starts. Nothing else is served here.
"""

import http.server
import signal
import threading
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from mutoscope.project.config import Config
from mutoscope.project.lan import fingerprint, here
from mutoscope.project.processes import CannotStart

WATCH_S = 30.0
"""Seconds between looks whether this machine's addresses changed."""


def serve_door(config: Config) -> None:
    """Answer until SIGTERM; says so when the machine's addresses are no longer those of the certificate."""
    certificate = Path(config.tls_certificate).with_name("ca.crt")
    server = http.server.ThreadingHTTPServer((config.host, config.lan_port), _door(config, certificate))
    server.daemon_threads = True
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told = False
    while not stop.wait(WATCH_S):
        if not told and _moved(config):
            told = True
            print("This machine's addresses changed. Stop and start again to serve the new ones.", flush=True)
    server.shutdown()


def _moved(config: Config) -> bool:
    try:
        return urlsplit(config.web_address).hostname not in here().addresses
    except CannotStart:
        return True


def _door(config: Config, certificate: Path) -> type[http.server.BaseHTTPRequestHandler]:
    answers = {
        "/": ("text/html; charset=utf-8", page(config.web_address, fingerprint(certificate)).encode()),
        "/lan/ca.crt": ("application/x-x509-ca-cert", certificate.read_bytes()),
    }

    class Door(http.server.BaseHTTPRequestHandler):
        timeout = 20
        server_version, sys_version = "Mutoscope", ""

        def do_GET(self) -> None:
            kind, body = answers.get(urlsplit(self.path).path, ("", b""))
            self.send_response(200 if kind else 404)
            if kind.startswith("application"):
                self.send_header("Content-Disposition", 'attachment; filename="mutoscope-ca.crt"')
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: who asked is nobody's business."""

    return Door


_STEPS = {
    "en": (
        "Open Mutoscope on this device",
        "Camera and offline use need a secure connection. This machine vouches for itself; tell your device "
        "once that you believe it. It can vouch for addresses in "
        "your own network only, never for the internet.",
        "1. Download the certificate",
        "2. Install it",
        {
            "Android": "Settings → search «CA certificate» → Install anyway → choose the downloaded file.",
            "iPhone, iPad": "Settings → Profile Downloaded → Install. Then Settings → General → About → "
            "Certificate Trust Settings → switch «Mutoscope» on.",
            "Mac": "Open the file, add it to the login keychain, open it there and choose «Always Trust».",
            "Windows": "Open the file → Install Certificate → Current User → Trusted Root Certification "
            "Authorities.",
            "Linux, Firefox": "Browser settings → search «certificates» → Authorities → Import → trust for "
            "websites.",
        },
        "3. Open Mutoscope",
        "Compare before you trust: the fingerprint (SHA-256) is also printed where Mutoscope was started.",
    ),
    "fr": (
        "Ouvrir Mutoscope sur cet appareil",
        "La caméra et l’usage hors ligne demandent une connexion sûre. Cette machine se porte garante "
        "d’elle-même ; dites une fois à votre appareil que vous la croyez. Elle ne peut se "
        "porter garante que d’adresses de votre propre réseau, jamais d’internet.",
        "1. Télécharger le certificat",
        "2. L’installer",
        {
            "Android": "Paramètres → chercher « certificat CA » → Installer quand même → choisir le fichier.",
            "iPhone, iPad": "Réglages → Profil téléchargé → Installer. Puis Réglages → Général → "
            "Informations → Réglages des certificats → activer « Mutoscope ».",
            "Mac": "Ouvrir le fichier, l’ajouter au trousseau, l’y ouvrir et choisir « Toujours approuver ».",
            "Windows": "Ouvrir le fichier → Installer un certificat → Utilisateur actuel → Autorités de "
            "certification racines de confiance.",
            "Linux, Firefox": "Paramètres du navigateur → chercher « certificats » → Autorités → Importer → "
            "confiance pour les sites web.",
        },
        "3. Ouvrir Mutoscope",
        "Comparez avant de faire confiance : l’empreinte (SHA-256) est aussi affichée "
        "là où Mutoscope a démarré.",
    ),
}


def page(address: str, print_of_it: str) -> str:
    """The page in every language we have, one under the other: it can't know the reader's yet."""
    parts = []
    for language, (title, why, download, install, platforms, start, compare) in _STEPS.items():
        rows = "".join(f"<dt>{escape(name)}<dd>{escape(how)}" for name, how in platforms.items())
        parts.append(
            f"<section lang={language}><h1>{escape(title)}</h1><p>{escape(why)}"
            f"<h2>{escape(download)}</h2><p><a class=b href=/lan/ca.crt download>mutoscope-ca.crt</a>"
            f"<p class=s>{escape(compare)}<br><code>{print_of_it}</code>"
            f"<h2>{escape(install)}</h2><dl>{rows}</dl>"
            f"<h2>{escape(start)}</h2><p><a class=b href='{escape(address)}'>{escape(address)}</a></section>"
        )
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        "<title>Mutoscope</title><style>body{font:1rem/1.5 system-ui;max-width:38rem;margin:0 auto;"
        "padding:1rem;color-scheme:light dark}.b{display:inline-block;padding:.8rem 1.2rem;"
        "border-radius:.6rem;border:2px solid;font-weight:600}dt{font-weight:600;margin-top:.6rem}"
        "dd{margin:0}.s{font-size:.85rem}code{overflow-wrap:anywhere}"
        "section+section{border-top:1px solid;margin-top:2rem}</style>" + "".join(parts)
    )
