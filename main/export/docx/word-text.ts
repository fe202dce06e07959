/** Text as Word can hold it: a file with a control character, half a surrogate pair or a non-character in it does not open. */

/** A report's words in one line; line breaks become spaces. */
export function wordText(text: string): string {
  return wordLines(text).join(' ');
}

/** Lines of a text that may have several, such as a cell's. */
export function wordLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\v\f\u2028\u2029]/u).map(writable);
}

function writable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[\p{Cs}\u{fffe}\u{ffff}]/gu, '\u{fffd}');
}
