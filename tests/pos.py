"""A mail server for tests: on this machine, keeping what it gets, refusing when told to."""

import socketserver
import ssl
import threading
from base64 import b64decode
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Sink(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it gets, and refuses when told to."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.logins: list[bytes] = []
        self.refuse = ""  # an address, or a command
        self.hang_up_after = 10**9
        self.tls: ssl.SSLContext | None = None

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as smtplib speaks."""

    server: Sink

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self) -> None:
        self.say("220 sink")
        self.to: list[str] = []
        while line := self.rfile.readline():
            words = line.decode().strip()
            try:
                if not self.answer(words.upper().split(" ")[0].split(":")[0], words):
                    return
            except ssl.SSLError:  # a client that does not trust us
                return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def answer(self, verb: str, words: str) -> bool:
        server = self.server
        if server.refuse and server.refuse in (verb, words.partition("<")[2].partition(">")[0]):
            self.say("550 tidak diterima di sini")
        elif verb == "EHLO":
            self.say("250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN" if server.tls else "250 sink")
        elif verb == "STARTTLS":
            self.start_tls()
        elif verb == "AUTH":
            server.logins.append(b64decode(words.split(" ")[2]))
            self.say("235 masuk")
        elif verb == "RCPT":
            self.to.append(words.partition("<")[2].rstrip(">"))
            self.say("250 ok")
        elif verb == "DATA":
            return self.take()
        else:
            self.say("221 selesai" if verb == "QUIT" else "250 ok")
        return verb != "QUIT"

    def start_tls(self) -> None:
        assert self.server.tls
        self.say("220 mulai")
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def take(self) -> bool:
        if len(self.server.mails) >= self.server.hang_up_after:
            return False
        self.say("354 silakan")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.server.to.append(self.to)
        self.to = []
        self.say("250 diterima")
        return True


@contextmanager
def listening():
    with Sink() as sink:
        threading.Thread(target=sink.serve_forever, args=(0.01,), daemon=True).start()
        yield sink
        sink.shutdown()
