"""The emoji shortcodes the page knows.

Slack has thousands; this table has the ones a workshop uses. An unknown code stays as typed, as in Slack.
To add one: its name without colons, and the character.
"""

import re

EMOJI = {
    "+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎", "clap": "👏", "pray": "🙏", "wave": "👋",
    "raised_hands": "🙌", "muscle": "💪", "point_right": "👉", "point_left": "👈", "point_up": "☝️",
    "point_down": "👇", "ok_hand": "👌", "eyes": "👀", "handshake": "🤝", "busts_in_silhouette": "👥",
    "bust_in_silhouette": "👤", "smile": "😄", "smiley": "😃", "grinning": "😀", "slightly_smiling_face": "🙂",
    "blush": "😊", "heart_eyes": "😍", "star-struck": "🤩", "joy": "😂", "wink": "😉", "neutral_face": "😐",
    "expressionless": "😑", "slightly_frowning_face": "🙁", "frowning": "😦", "white_frowning_face": "☹️",
    "disappointed": "😞", "confused": "😕", "worried": "😟", "angry": "😠", "rage": "😡", "cry": "😢", "sob": "😭",
    "thinking_face": "🤔", "sweat_smile": "😅", "relieved": "😌", "heart": "❤️", "green_heart": "💚",
    "blue_heart": "💙", "yellow_heart": "💛", "broken_heart": "💔", "star": "⭐", "sparkles": "✨", "tada": "🎉",
    "fire": "🔥", "zap": "⚡", "boom": "💥", "bulb": "💡", "rocket": "🚀", "dart": "🎯", "trophy": "🏆", "gem": "💎",
    "key": "🔑", "lock": "🔒", "unlock": "🔓", "mag": "🔍", "mag_right": "🔎", "bell": "🔔", "no_bell": "🔕",
    "pushpin": "📌", "round_pushpin": "📍", "paperclip": "📎", "link": "🔗", "memo": "📝", "pencil": "📝",
    "pencil2": "✏️", "page_facing_up": "📄", "clipboard": "📋", "book": "📖", "books": "📚", "bookmark": "🔖",
    "calendar": "📅", "date": "📅", "spiral_calendar_pad": "🗓️", "alarm_clock": "⏰", "stopwatch": "⏱️",
    "hourglass": "⌛", "hourglass_flowing_sand": "⏳", "clock1": "🕐", "chart_with_upwards_trend": "📈",
    "chart_with_downwards_trend": "📉", "bar_chart": "📊", "speech_balloon": "💬", "thought_balloon": "💭",
    "left_speech_bubble": "🗨️", "email": "📧", "envelope": "✉️", "incoming_envelope": "📨", "phone": "☎️",
    "telephone_receiver": "📞", "iphone": "📱", "computer": "💻", "globe_with_meridians": "🌐",
    "earth_africa": "🌍", "shopping_trolley": "🛒", "package": "📦", "truck": "🚚", "house": "🏠", "office": "🏢",
    "convenience_store": "🏪", "ticket": "🎫", "door": "🚪", "world_map": "🗺️", "compass": "🧭",
    "footprints": "👣", "walking": "🚶", "runner": "🏃", "bug": "🐛", "hammer": "🔨", "wrench": "🔧", "gear": "⚙️",
    "hammer_and_wrench": "🛠️", "recycle": "♻️", "arrows_counterclockwise": "🔄", "repeat": "🔁",
    "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "arrow_forward": "▶️",
    "leftwards_arrow_with_hook": "↩️", "arrow_right_hook": "↪️", "heavy_check_mark": "✔️",
    "white_check_mark": "✅", "ballot_box_with_check": "☑️", "x": "❌", "no_entry": "⛔", "no_entry_sign": "🚫",
    "warning": "⚠️", "information_source": "ℹ️", "question": "❓", "exclamation": "❗", "bangbang": "‼️",
    "heavy_plus_sign": "➕", "heavy_minus_sign": "➖", "black_square_button": "🔲", "white_circle": "⚪",
    "black_circle": "⚫", "red_circle": "🔴", "large_blue_circle": "🔵", "large_green_circle": "🟢",
    "large_yellow_circle": "🟡", "large_orange_circle": "🟠", "large_purple_circle": "🟣",
    "white_large_square": "⬜", "black_large_square": "⬛", "one": "1️⃣", "two": "2️⃣", "three": "3️⃣", "four": "4️⃣",
    "five": "5️⃣", "six": "6️⃣", "seven": "7️⃣", "eight": "8️⃣", "nine": "9️⃣", "keycap_ten": "🔟", "100": "💯",
    "seedling": "🌱", "sunny": "☀️", "cloud": "☁️", "rainbow": "🌈", "checkered_flag": "🏁", "flag-nl": "🇳🇱",
    "flag-gb": "🇬🇧",
}  # fmt: skip

_CODE = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?")


def with_emoji(text: str) -> str:
    """The text with the known `:codes:` replaced by their characters."""
    return _CODE.sub(lambda found: EMOJI.get(found[1], found[0]), text)
