"""How large and of which fields blocks and views may be: https://docs.slack.dev/reference/block-kit"""

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_WORDS = 12_000  # of all blocks of a message; more is msg_blocks_too_long
MOST_IN_TABLE = 10_000

# Fields that a block or an element may have; a * behind one that it must have.
BLOCKS = {
    "section": "text fields accessory expand",
    "header": "text*",
    "divider": "",
    "context": "elements*",
    "actions": "elements*",
    "input": "label* element* hint optional dispatch_action",
    "markdown": "text*",
    "image": "image_url slack_file alt_text* title",
    "rich_text": "elements*",
    "table": "rows* column_settings",
}
_CHOICE = "action_id* placeholder confirm focus_on_load"
ELEMENTS = {
    "button": "text* action_id value url style confirm accessibility_label",
    "static_select": f"{_CHOICE} options option_groups initial_option",
    "multi_static_select": f"{_CHOICE} options option_groups initial_options max_selected_items",
    "users_select": f"{_CHOICE} initial_user",
    "overflow": "action_id* options* confirm",
    "radio_buttons": "action_id* options* initial_option confirm focus_on_load",
    "checkboxes": "action_id* options* initial_options confirm focus_on_load",
    "datepicker": f"{_CHOICE} initial_date",
    "timepicker": f"{_CHOICE} initial_time timezone",
    "plain_text_input": "action_id* placeholder initial_value multiline min_length max_length dispatch_action_config "
    "focus_on_load",
    "number_input": "action_id* is_decimal_allowed* placeholder initial_value min_value max_value "
    "dispatch_action_config focus_on_load",
    "image": "image_url slack_file alt_text*",
}
RICH = {
    "rich_text_section": "elements*",
    "rich_text_quote": "elements* border",
    "rich_text_preformatted": "elements* border",
    "rich_text_list": "elements* style* indent offset border",
    "text": "text* style",
    "link": "url* text style unsafe",
    "user": "user_id* style",
    "channel": "channel_id* style",
    "usergroup": "usergroup_id* style",
    "emoji": "name* unicode style",
    "date": "timestamp* format* url fallback style",
    "broadcast": "range* style",
}
INLINE = [kind for kind in RICH if not kind.startswith("rich_text")]
STYLES = "bold italic strike code underline highlight client_highlight unlink"
TYPED = ("plain_text_input", "number_input")
BUTTONS = ("button", "overflow")
STANDS_IN = {
    "actions": [one for one in ELEMENTS if one not in (*TYPED, "image")],
    "section": [one for one in ELEMENTS if one not in TYPED],
    "input": [one for one in ELEMENTS if one not in (*BUTTONS, "image")],
}
ONLY_IN_MESSAGES = ("table", "markdown")
MOST_OPTIONS = {"static_select": 100, "multi_static_select": 100, "overflow": 5, "radio_buttons": 10, "checkboxes": 10}
VIEWS = {
    "modal": "type* title* blocks* close submit private_metadata callback_id external_id clear_on_close "
    "notify_on_close submit_disabled",
    "home": "type* blocks* private_metadata callback_id external_id",
}
LONGEST = {  # of a plain text or a string, by where it stands
    "header.text": 150,
    "button.text": 75,
    "button.value": 2000,
    "button.url": 3000,
    "button.accessibility_label": 75,
    "input.label": 2000,
    "input.hint": 2000,
    "image.alt_text": 2000,
    "image.title": 2000,
    "option.text": 75,
    "option.value": 150,
    "option.description": 75,
    "confirm.title": 100,
    "confirm.text": 300,
    "confirm.confirm": 30,
    "confirm.deny": 30,
    "view.title": 24,
    "view.submit": 24,
    "view.close": 24,
    "view.private_metadata": 3000,
    "view.callback_id": 255,
    "view.external_id": 255,
}

STRINGS = ("value", "url", "accessibility_label", "alt_text", "private_metadata", "callback_id", "external_id")
