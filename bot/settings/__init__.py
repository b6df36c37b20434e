"""The environment and the TOML, read once into frozen values, judged as a whole."""

from bot.settings.check import failures_of, warnings_of
from bot.settings.config import Config, parse_config, read_config
from bot.settings.environment import VARIABLES, Environment, Variable, read_environment
from bot.settings.faults import SettingsError

__all__ = [
    "VARIABLES",
    "Config",
    "Environment",
    "SettingsError",
    "Variable",
    "failures_of",
    "parse_config",
    "read_config",
    "read_environment",
    "warnings_of",
]
