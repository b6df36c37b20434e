from pathlib import Path

import pytest

from bot.settings import VARIABLES, Environment, SettingsError, read_environment

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1-hush", "SLACK_SIGNING_SECRET": "hush"}
TEAMS = {"MICROSOFT_APP_ID": "an-app", "MICROSOFT_APP_PASSWORD": "hush", "MICROSOFT_APP_TENANT_ID": "a-tenant"}
INSECURE = {"BUCKSTOP_TEAMS_INSECURE_LOCAL": "1"}


def faults(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        read_environment(environ)
    return refused.value.faults


def test_nothing_set_is_enough_to_begin():
    environment = read_environment({})

    assert environment == Environment()
    assert environment.database_url == "sqlite:///buckstop.db"
    assert environment.config == Path("buckstop.toml")
    assert (environment.host, environment.port) == ("127.0.0.1", 3000)
    assert environment.slack_api_url == "https://slack.com/api/"
    assert environment.platforms == ()


def test_an_empty_variable_is_one_that_is_not_set():
    assert read_environment({name: "  " for name in VARIABLES}) == Environment()


def test_everything_can_be_set():
    environment = read_environment(
        {
            **SLACK,
            **TEAMS,
            "DATABASE_URL": "postgres://bot:p%40ss@db.example.com:5432/buckstop?sslmode=require",
            "BUCKSTOP_CONFIG": "/etc/buckstop.toml",
            "BUCKSTOP_URL": "https://help.example.com/",
            "BUCKSTOP_KEYS": "new, old,new",
            "BUCKSTOP_PROXIES": "2",
            "HOST": "::",
            "PORT": "8080",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": "http://127.0.0.1:9000/api",
            "MICROSOFT_APP_TYPE": "singletenant",
            "IMAP_URL": "imaps://help:hush@mail.example.com/INBOX",
            "SMTP_URL": "smtps://help:hush@mail.example.com",
            "BUCKSTOP_INTAKE_SECRET": "hush",
        }
    )

    assert environment.database_url == "postgresql+psycopg://bot:p%40ss@db.example.com:5432/buckstop?sslmode=require"
    assert environment.config == Path("/etc/buckstop.toml")
    assert environment.url == "https://help.example.com"
    assert environment.keys == ("new", "old")
    assert environment.proxies == 2
    assert environment.slack_api_url == "http://127.0.0.1:9000/api/"
    assert environment.microsoft_app_type == "SingleTenant"
    assert environment.platforms == ("slack", "teams", "email", "web")


def test_no_secret_shows_when_the_environment_is_printed():
    environment = read_environment(
        {
            **SLACK,
            **TEAMS,
            "SLACK_APP_TOKEN": "xapp-hush",
            "DATABASE_URL": "postgresql://bot:hush@db/buckstop",
            "BUCKSTOP_KEYS": "hush",
            "IMAP_URL": "imaps://help:hush@mail/INBOX",
            "SMTP_URL": "smtps://help:hush@mail",
            "BUCKSTOP_INTAKE_SECRET": "hush",
        }
    )

    assert "hush" not in repr(environment)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATABASE_URL", "postgresql://bot:hu#sh@db/buckstop"),
        ("DATABASE_URL", "postgresql://bot:hush@db:99999/buckstop"),
        ("DATABASE_URL", "mysql://bot:hush@db/buckstop"),
        ("DATABASE_URL", "bot:hush@db"),
        ("BUCKSTOP_URL", "bot:hush@help.example.com"),
        ("BUCKSTOP_URL", "https://bot:hush@help.example.com"),
        ("SLACK_API_URL", "hush"),
        ("IMAP_URL", "pop3://help:hush@mail"),
        ("IMAP_URL", "imaps://help:hu[sh@mail"),
        ("SMTP_URL", "smtp://hush@"),
        ("BUCKSTOP_KEYS", "hush\x07"),
        ("BUCKSTOP_INTAKE_SECRET", "hu\nsh"),
    ],
)
def test_a_fault_names_the_variable_and_repeats_no_secret(name, text):
    said = [line for line in faults({name: text}) if line.startswith(name)]

    assert len(said) == 1
    assert not any(word in said[0] for word in ("hush", "hu#sh", "hu[sh"))


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"PORT": "many"}, "PORT is 'many'; write a number"),
        ({"PORT": "65536"}, "PORT is '65536'"),
        ({"HOST": "127.0.0.1:3000"}, "HOST is '127.0.0.1:3000'; write an address without a port"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL must name a SQLite file"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "DATABASE_URL must name a SQLite file"),
        ({"DATABASE_URL": "postgresql://db"}, "DATABASE_URL does not name the database"),
        ({"BUCKSTOP_PROXIES": "one"}, "BUCKSTOP_PROXIES is 'one'; write how many there are"),
        ({"BUCKSTOP_KEYS": " , "}, "BUCKSTOP_KEYS has no key in it"),
        ({**SLACK, "SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is another kind of token"),
        ({"MICROSOFT_APP_TYPE": "MultiTenant"}, "MICROSOFT_APP_TYPE is MultiTenant, and Buckstop serves one tenant"),
        ({"MICROSOFT_APP_TYPE": "SingleTennant"}, "did you mean 'SingleTenant'?"),
        ({"BUCKSTOP_TEAMS_INSECURE_LOCAL": "maybe"}, "BUCKSTOP_TEAMS_INSECURE_LOCAL is 'maybe'; write 1"),
    ],
)
def test_a_variable_that_is_wrong_says_what_to_write(environ, said):
    assert any(said in line for line in faults(environ))


@pytest.mark.parametrize(
    ("environ", "missing"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_PASSWORD": "p"}, "MICROSOFT_APP_TENANT_ID"),
        ({"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_TENANT_ID": "t"}, "MICROSOFT_APP_PASSWORD"),
        ({"MICROSOFT_APP_PASSWORD": "p", "MICROSOFT_APP_TENANT_ID": "t"}, "MICROSOFT_APP_ID"),
        ({**INSECURE, "MICROSOFT_APP_PASSWORD": "p"}, "MICROSOFT_APP_ID"),
        ({"IMAP_URL": "imaps://u:p@h/INBOX"}, "SMTP_URL"),
        ({"BUCKSTOP_INTAKE_SECRET": "s"}, "BUCKSTOP_KEYS"),
    ],
)
def test_half_of_a_platforms_credentials_names_the_missing_half(environ, missing):
    assert [line.partition(" ")[0] for line in faults(environ)] == [missing]


@pytest.mark.parametrize(
    "environ",
    [
        SLACK,
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
        TEAMS,
        {"MICROSOFT_APP_ID": "a", "MICROSOFT_APP_TENANT_ID": "t", "MICROSOFT_APP_TYPE": "UserAssignedMSI"},
        {**INSECURE, "HOST": "127.0.0.8"},
        {**INSECURE, "HOST": "::1"},
        {**INSECURE, "HOST": "localhost"},
        {"SMTP_URL": "smtp://mail:2525"},
    ],
)
def test_one_platform_is_enough(environ):
    assert len(read_environment(environ).platforms) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "bot.example.com"])
def test_teams_without_credentials_listens_to_nobody_but_this_machine(host):
    assert "BUCKSTOP_TEAMS_INSECURE_LOCAL lets anybody in" in faults({**INSECURE, "HOST": host})[0]
    assert read_environment({**INSECURE, **TEAMS, "HOST": host}).has_teams


def test_every_fault_is_said_at_once():
    said = faults({"PORT": "x", "HOST": "a b", "DATABASE_URL": "x", "SLACK_APP_TOKEN": "xapp-1"})

    assert {line.partition(" ")[0] for line in said} == {"PORT", "HOST", "DATABASE_URL", "SLACK_BOT_TOKEN"}


def test_a_mistyped_variable_and_a_short_key_are_worth_a_warning():
    environment = read_environment({"BUCKSTOP_KEYZ": "x", "BUCKSTOP_KEYS": "short", "BUCKSTOP_OTHER_THING": "x"})

    assert len(environment.warnings) == 2
    assert "did you mean 'BUCKSTOP_KEYS'?" in environment.warnings[0]
    assert "fewer than 32 characters" in environment.warnings[1]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:///desk.db", "sqlite:///desk.db"),
        ("postgres://ana:s3cret@db.example.com:5432/desk", "postgresql://ana:***@db.example.com:5432/desk"),
        ("postgresql://ana@db/desk?sslmode=require", "postgresql://ana@db/desk?sslmode=require"),
        ("postgresql://db/desk?user=ana&password=s3cret", "postgresql://db/desk?user=ana&password=***"),
        ("postgresql://ana:p%40ss@/desk?host=/run/pg", "postgresql://ana:***@/desk?host=/run/pg"),
    ],
)
def test_an_address_is_shown_without_its_password(url, shown):
    environment = read_environment({"DATABASE_URL": url})

    assert environment.database == shown
