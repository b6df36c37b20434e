"""Dovecot as Debian has it: a mailbox as most of the world has it."""

import getpass
import os
import pwd
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import chown, rmtree

from imapclient import IMAPClient

from tests.settled import BUSY_MACHINE_S

USER, PASSWORD = "desk@example.com", "byheart"
AS_ROOT = "mail"  # whose mail it is then: Dovecot keeps none of root's


@dataclass(frozen=True)
class Dovecot:
    port: int

    @property
    def url(self) -> str:
        return f"imap://{USER.replace('@', '%40')}:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    def client(self) -> IMAPClient:
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=BUSY_MACHINE_S)
        client.login(USER, PASSWORD)
        client.select_folder("INBOX")
        return client


@contextmanager
def running() -> Iterator[Dovecot]:
    """The server alone, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="dc"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "dovecot.conf").write_text(_settings(folder, port))
    (folder / "mail").mkdir()
    folder.chmod(0o755)
    if os.getuid() == 0:
        chown(folder / "mail", AS_ROOT, AS_ROOT)
    process = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")], stderr=subprocess.DEVNULL)
    server = Dovecot(port)
    try:
        _answers(server, folder)
        yield server
    finally:
        process.terminate()
        process.wait(BUSY_MACHINE_S)
        rmtree(folder, ignore_errors=True)


def _settings(folder: Path, port: int) -> str:
    whose = pwd.getpwnam(AS_ROOT if os.getuid() == 0 else getpass.getuser())
    ours = (
        "" if os.getuid() == 0 else f"default_internal_user = {whose.pw_name}\ndefault_login_user = {whose.pw_name}\n"
    )
    return (
        f"base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = {folder}/log\nprotocols = imap\n"
        f"listen = 127.0.0.1\nssl = no\ndisable_plaintext_auth = no\nfirst_valid_uid = 1\nfirst_valid_gid = 1\n"
        f"mail_location = maildir:{folder}/mail\n{ours}"
        f"service imap-login {{\n chroot =\n inet_listener imap {{\n port = {port}\n }}\n"
        " inet_listener imaps {\n port = 0\n }\n}\nservice anvil {\n chroot =\n}\nservice stats {\n chroot =\n}\n"
        f"passdb {{\n driver = static\n args = password={PASSWORD}\n}}\n"
        f"userdb {{\n driver = static\n args = uid={whose.pw_uid} gid={whose.pw_gid} home={folder}/mail\n}}\n"
    )


def _answers(server: Dovecot, folder: Path) -> None:
    until = time.monotonic() + BUSY_MACHINE_S
    while True:
        try:
            server.client().logout()
            return
        except Exception as no:
            if time.monotonic() > until:
                log = folder / "log"
                raise TimeoutError(log.read_text() if log.exists() else "it wrote nothing") from no
            time.sleep(0.05)
