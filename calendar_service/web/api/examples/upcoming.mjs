// The next seven days, in Node 18 or newer or in a page of your own: any origin may ask.
const address = "https://calendar.example.org/api/v1/upcoming?days=7&tz=Asia/Almaty&lang=en";

const answer = await fetch(address);
if (!answer.ok) throw new Error((await answer.json()).detail);
const { items } = await answer.json();
for (const { start, name, url } of items) console.log(start, name.text, url);
