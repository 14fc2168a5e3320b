/* Reads feeds with libical, the reader of Evolution, GNOME Calendar and KOrganizer: `read_libical FILE…` prints one
   JSON list a file.

   libical goes on after what it cannot read and leaves an X-LIC-ERROR there: any such note is a failure, its own and
   those of its check of what RFC 5545 and 5546 ask of a component. A 30 February it takes as it stands, so each day is
   asked whether it is one. It takes the blanks from both ends of a text; no title of ours has any there. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *path, const char *what)
{
    fprintf(stderr, "%s: %s\n", path, what);
    exit(1);
}

static char *line(char *buffer, size_t size, void *file)
{
    return fgets(buffer, (int)size, file);
}

static icalcomponent *parse(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path, "cannot be opened");
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, file);
    icalcomponent *calendar = icalparser_parse(parser, line);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
        fail(path, "no calendar");
    icalparser_free(parser);
    fclose(file);
    return calendar;
}

static void check(const char *path, icalcomponent *calendar)
{
    if (icalcomponent_count_errors(calendar) || !icalcomponent_check_restrictions(calendar)) {
        fputs(icalcomponent_as_ical_string(calendar), stderr);
        fail(path, "X-LIC-ERROR");
    }
}

static void print_text(const char *key, const char *text)
{
    printf("\"%s\": \"", key);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\' || (unsigned char)*text < ' ')
            printf("\\u%04x", (unsigned)*text);
        else
            putchar(*text);
    }
    putchar('"');
}

static void print_day(const char *path, const char *key, struct icaltimetype time)
{
    struct icaltimetype real = icaltime_normalize(time);
    if (icaltime_is_null_time(time) || !icaltime_is_date(time) || icaltime_compare_date_only(time, real))
        fail(path, "expected a day");
    printf("\"%s\": \"%04d-%02d-%02d\", ", key, time.year, time.month, time.day);
}

static void print_event(const char *path, icalcomponent *event)
{
    const char *uid = icalcomponent_get_uid(event), *summary = icalcomponent_get_summary(event);
    if (!uid || !summary)
        fail(path, "an event without UID or SUMMARY");
    putchar('{');
    print_day(path, "start", icalcomponent_get_dtstart(event));
    print_day(path, "end", icalcomponent_get_dtend(event));
    print_text("uid", uid);
    fputs(", ", stdout);
    print_text("summary", summary);
    putchar('}');
}

static void print_events(const char *path, icalcomponent *calendar)
{
    const char *between = "[";
    icalcompiter place = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; icalcompiter_deref(&place); icalcompiter_next(&place)) {
        fputs(between, stdout);
        print_event(path, icalcompiter_deref(&place));
        between = ", ";
    }
    puts(*between == '[' ? "[]" : "]");
}

int main(int count, char **paths)
{
    for (int i = 1; i < count; i++) {
        icalcomponent *calendar = parse(paths[i]);
        check(paths[i], calendar);
        print_events(paths[i], calendar);
        icalcomponent_free(calendar);
    }
    return 0;
}
