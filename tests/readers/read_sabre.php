<?php

// Reads feeds with sabre/vobject, the reader of Nextcloud, ownCloud and Baïkal: `read_sabre.php FILE…` prints one
// JSON list a file.
//
// Whatever validate() finds is a failure, and it is not asked to repair anything; in version 2, which Debian has, it
// looks at no more than UTF-8 and the names of properties. That version is older than the PHP it runs on, so PHP's
// words on outdated spelling are left out; every other warning is a failure. It restores \\ and \n in a text and
// leaves \, and \; to its caller. 32 December it refuses; 30 February is 2 March to it, as to PHP, and so shows in the
// comparison.

use Sabre\VObject;

error_reporting(E_ALL & ~E_DEPRECATED);
set_error_handler(function (int $level, string $message, string $file, int $line) {
    if (error_reporting() & $level) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }
});
require_once 'Sabre/VObject/autoload.php';

function text(VObject\Property $property): string
{
    $left = version_compare(VObject\Version::VERSION, '3', '<');
    return $left ? str_replace(['\\,', '\\;'], [',', ';'], (string) $property) : (string) $property;
}

function day(VObject\Property $property): string
{
    if ($property->hasTime()) {
        throw new UnexpectedValueException("expected a day, got $property");
    }
    return $property->getDateTime()->format('Y-m-d');
}

function row(VObject\Component $event): array
{
    return [
        'uid' => text($event->UID),
        'start' => day($event->DTSTART),
        'end' => day($event->DTEND),
        'summary' => text($event->SUMMARY),
    ];
}

function events(string $path): array
{
    $calendar = VObject\Reader::read(file_get_contents($path));
    foreach ($calendar->validate() as $problem) {
        throw new UnexpectedValueException("$path: {$problem['message']}");
    }
    return array_map('row', array_values($calendar->select('VEVENT')));
}

foreach (array_slice($argv, 1) as $path) {
    echo json_encode(events($path), JSON_THROW_ON_ERROR), "\n";
}
