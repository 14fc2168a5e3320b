// The Umm al-Qura calendar as the International Components for Unicode have it: a line a day, "2000-01-01 1420 9 24".
const [first, last] = process.argv.slice(2).map((day) => Date.parse(day));
const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
  timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric",
});
for (let day = first; day <= last; day += 86_400_000) {
  const { year, month, day: number } = Object.fromEntries(format.formatToParts(day).map(({ type, value }) => [type, value]));
  console.log(new Date(day).toISOString().slice(0, 10), year, month, number);
}
