# What is said of the web to programs, and to whoever runs it.
# What a program is told that sends JSON.
web-json-off = BUCKSTOP_INTAKE_SECRET is not set: nothing is taken from other programs here
web-json-unsigned = X-Buckstop-Signature does not match the timestamp and the body
web-json-stale = X-Buckstop-Timestamp is not the time now, in seconds since 1970: at most 300 may lie between
web-json-key = is missing, or longer than 200 characters
web-json-shape = the body must be a JSON object
web-json-unknown = nobody knows this field; there are { $names }
web-json-text = must be a text
web-json-texts = must be a list of at most 20 texts
web-json-fields = must be an object of texts
web-json-at = must be a time with its offset, like 2026-11-24T14:05:00+02:00, and not lie ahead
web-json-zone = must be a time zone, like Europe/Bucharest
web-json-no-field = the category asks for no such field; there are { $names }
web-json-busy = too many requests; try again in { $seconds } seconds
web-json-team = there is no such team
# What `check` and `serve` say.
serve-web-on = Forms are at { $url }/intake/TEAM.
serve-web-local = Forms are at http://{ $host }:{ $port }/intake/TEAM, and links to customers lead nowhere: set BUCKSTOP_URL to the public address.
check-web-url = BUCKSTOP_URL is missing: no message to a customer carries the link to their page.
check-web-plain = BUCKSTOP_URL is not https: links to customers, and what they type, can be read on the way.
check-web-secret = BUCKSTOP_INTAKE_SECRET is missing: other programs can send nothing to /intake.
