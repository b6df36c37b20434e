"""django-helpdesk's own import, in an environment of its own: `python their_import.py FOLDER PORT USER PASSWORD`.

Nothing of Buckstop is imported here. Its mail goes nowhere, so that only the import is measured.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

folder, port, user, password = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(
    SECRET_KEY="bench",
    USE_TZ=True,
    SITE_ID=1,
    ROOT_URLCONF="__main__",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "helpdesk.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    MEDIA_ROOT=folder / "media",
    LANGUAGE_CODE="en",
    HELPDESK_TEAMS_MODE_ENABLED=False,
    HELPDESK_KANBAN_BOARD_URL="",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    INSTALLED_APPS=[
        *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "sites", "humanize", "messages")),
        "helpdesk",
    ],
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from helpdesk.email import process_email  # noqa: E402
from helpdesk.models import Queue, Ticket  # noqa: E402

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
call_command("migrate", verbosity=0)
Queue.objects.create(
    title="Help", slug="help", email_address="help@example.com", allow_email_submission=True, email_box_type="imap",
    email_box_host="127.0.0.1", email_box_port=port, email_box_ssl=False, email_box_user=user, email_box_pass=password,
    email_box_imap_folder="INBOX", email_box_interval=0,
)  # fmt: skip
began = perf_counter()
process_email(quiet=True)
took = perf_counter() - began
os.write(1, json.dumps({"seconds": took, "tickets": Ticket.objects.count()}).encode() + b"\n")
