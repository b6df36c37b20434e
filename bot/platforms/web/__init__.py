"""The web: a team's form, the customer's page of a case, and cases that other programs send. No page needs a script."""
