"""The next seven days, one line each: date, name, and the page that says who decided it."""

import json
from urllib.request import urlopen

ADDRESS = "https://calendar.example.org/api/v1/upcoming?days=7&tz=Asia/Almaty&lang=en"

with urlopen(ADDRESS, timeout=30) as answer:
    for item in json.load(answer)["items"]:
        print(item["start"], item["name"]["text"], item["url"])
