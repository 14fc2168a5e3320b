"""Every way a rule is spelled, with the days that it means, and every way of spelling one wrong.

An answer is `first` or `first/last`, both in it, with `edition:` before it where that is not the year it starts in.
"""

ONE_DAY = [
    ("15 December", 2025, 2026, "2025-12-15 2026-12-15"),
    ("1 January", 2026, 2026, "2026-01-01"),
    ("31 December", 2026, 2026, "2026-12-31"),
    ("  15   December ", 2026, 2026, "2026-12-15"),
    ("28 February", 2023, 2024, "2023-02-28 2024-02-28"),
    ("29 February", 2023, 2024, "2023-02-28 2024-02-29"),
    ("29 February", 1900, 1900, "1900-02-28"),
    ("29 February", 2000, 2000, "2000-02-29"),
    ("29 February", 2100, 2100, "2100-02-28"),
    ("first Monday of June", 2026, 2027, "2026-06-01 2027-06-07"),
    ("second Saturday of May", 2026, 2026, "2026-05-09"),
    ("third Thursday of November", 2026, 2027, "2026-11-19 2027-11-18"),
    ("fourth Thursday of November", 2026, 2026, "2026-11-26"),
    ("last Friday of March", 2026, 2026, "2026-03-27"),
    ("last Sunday of February", 2031, 2032, "2031-02-23 2032-02-29"),
    ("fifth Thursday of January", 2025, 2028, "2025-01-30 2026-01-29"),
    ("fifth Thursday of February", 2020, 2024, "2024-02-29"),
    ("fifth Friday of February", 2021, 2031, ""),
    ("Saturday on or after 20 June", 2026, 2027, "2026-06-20 2027-06-26"),
    ("Saturday after 20 June", 2026, 2027, "2026-06-27 2027-06-26"),
    ("Friday on or before 30 April", 2026, 2027, "2026-04-24 2027-04-30"),
    ("Friday before 30 April", 2026, 2027, "2026-04-24 2027-04-23"),
    ("Monday after 1 May", 2026, 2026, "2026-05-04"),
    ("Monday before 25 May", 2026, 2026, "2026-05-18"),
    ("Sunday on or before 29 February", 2024, 2025, "2024-02-25 2025-02-23"),
    ("Saturday on or after 30 December", 2027, 2028, "2026:2027-01-02 2027:2028-01-01 2028-12-30"),
    ("Monday after 31 December", 2026, 2026, "2025:2026-01-05"),
    ("Monday before 1 January", 2025, 2026, "2026:2025-12-29 2027:2026-12-28"),
    ("Friday on or before 1 January", 2026, 2027, "2026:2025-12-26 2027-01-01".split()[1]),
]
