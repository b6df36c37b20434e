"""Mail: in by IMAP, out by SMTP."""
