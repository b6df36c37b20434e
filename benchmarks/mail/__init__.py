"""Mail: a mailbox taken in, beside what django-helpdesk makes of the same one."""
